using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Files;

/// <summary>One file after reading. It depends on nothing but the file, so that an editor reads only what changed.</summary>
public sealed class ParsedFile
{
    internal ParsedFile(DirectoryFile file, YamlMapping? root, IssueList issues, LineMap lines)
    {
        File = file;
        Root = root;
        Lines = lines;
        Issues = issues.Issues;
        Errors = issues.Errors;
    }

    /// <summary>What was read.</summary>
    public DirectoryFile File { get; }

    /// <summary>Its keys and values, or null if it could not be read to its end as one map.</summary>
    public YamlMapping? Root { get; }

    /// <summary>What is wrong with the file as YAML; whether it makes sense is for <see cref="ModelDirectory.Build(IEnumerable{ParsedFile}, CancellationToken)"/> to say.</summary>
    public IReadOnlyList<Issue> Issues { get; }

    internal LineMap Lines { get; }

    internal int Errors { get; }

    /// <summary>The line and column of a node of this file.</summary>
    public SourceSpan SpanOf(YamlNode node) => Lines.Span(node.Start, node.Length);
}
