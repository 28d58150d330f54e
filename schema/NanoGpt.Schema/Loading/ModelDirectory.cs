using NanoGpt.Schema.Files;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Loading;

/// <summary>Reads a directory: texts in, values and issues out. It opens no file; whoever calls it hands over the texts.</summary>
public static class ModelDirectory
{
    /// <summary>Reads one file as YAML.</summary>
    public static ParsedFile Parse(DirectoryFile file, CancellationToken cancellation = default)
    {
        var lines = new LineMap(file.Text);
        var issues = new IssueList(file.Path, lines);
        var content = file.Kind switch
        {
            FileKind.Provider => "provider",
            FileKind.Fields => "field",
            _ => "model",
        };
        var root = YamlReader.Read(file.Text, content, YamlLimits.Default, issues, cancellation);
        return new ParsedFile(file, root, issues, lines);
    }

    /// <summary>Stands for a file whose text the caller could not get: gone, locked, or not UTF-8.</summary>
    public static ParsedFile Unreadable(DirectoryFile file)
    {
        var lines = new LineMap("");
        var issues = new IssueList(file.Path, lines);
        issues.Add(IssueRules.Unreadable, 0, 0, null);
        return new ParsedFile(file, null, issues, lines);
    }

    /// <summary>Puts files together: fields and models, names, and everything between files.</summary>
    public static Catalog Build(IEnumerable<ParsedFile> files, CancellationToken cancellation = default)
    {
        return new CatalogBuilder([.. files.Select(static file => new SourceFile(file))], InOrder, cancellation).Build();
    }

    /// <summary>Reads files and puts them together.</summary>
    public static Catalog Load(IEnumerable<DirectoryFile> files, CancellationToken cancellation = default) =>
        Load(files, InOrder, cancellation);

    /// <summary>Reads files and puts them together, with a loop of the caller's for what can be done at the same time.</summary>
    /// <param name="files">The files.</param>
    /// <param name="forEach">Calls an action with every number from 0 up to a count, in any order and on any thread.</param>
    /// <param name="cancellation">Gives up.</param>
    public static Catalog Load(IEnumerable<DirectoryFile> files, Action<int, Action<int>> forEach, CancellationToken cancellation)
    {
        return new CatalogBuilder([.. files.Select(static file => new SourceFile(file))], forEach, cancellation).Build();
    }

    private static void InOrder(int count, Action<int> action)
    {
        for (var i = 0; i < count; i++)
        {
            action(i);
        }
    }
}
