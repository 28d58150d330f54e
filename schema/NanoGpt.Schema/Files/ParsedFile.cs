using NanoGpt.Schema.Loading;

namespace NanoGpt.Schema.Files;

/// <summary>Represents a parsed file. It depends only on that file, so that an editor parses only changed files.</summary>
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

    /// <summary>Gets the file.</summary>
    public DirectoryFile File { get; }

    /// <summary>Gets the map of the file; <see langword="null"/> if the file is not a valid map.</summary>
    public YamlMapping? Root { get; }

    /// <summary>Gets the issues of the YAML syntax.</summary>
    /// <remarks><see cref="ModelDirectory.Build(IEnumerable{ParsedFile}, CancellationToken)"/> checks the content.</remarks>
    public IReadOnlyList<Issue> Issues { get; }

    internal LineMap Lines { get; }

    internal int Errors { get; }

    /// <summary>Returns the location of a node.</summary>
    /// <param name="node">A node of this file.</param>
    public SourceSpan SpanOf(YamlNode node) => Lines.Span(node.Start, node.Length);
}
