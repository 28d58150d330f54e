using NanoGpt.Schema.Files;

namespace NanoGpt.Schema.Loading;

/// <summary>Reads the texts of a model directory into a catalog. Does not access the file system.</summary>
public static class ModelDirectory
{
    /// <summary>Parses the YAML of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public static ParsedFile Parse(DirectoryFile file, CancellationToken cancellationToken = default)
    {
        var lines = new LineMap(file.Text);
        var issues = new IssueList(file.Path, lines);
        var content = file.Kind switch
        {
            FileKind.Provider => "provider",
            FileKind.Fields => "field",
            _ => "model",
        };
        var root = YamlReader.Read(file.Text, content, YamlLimits.Default, issues, cancellationToken);
        return new ParsedFile(file, root, issues, lines);
    }

    /// <summary>Represents a file that the caller could not read: missing, locked, or not UTF-8.</summary>
    /// <param name="file">The file.</param>
    public static ParsedFile Unreadable(DirectoryFile file)
    {
        var lines = new LineMap("");
        var issues = new IssueList(file.Path, lines);
        issues.Add(IssueRules.Unreadable, 0, 0, null);
        return new ParsedFile(file, null, issues, lines);
    }

    /// <summary>Builds a catalog from parsed files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public static Catalog Build(IEnumerable<ParsedFile> files, CancellationToken cancellationToken = default) =>
        new CatalogBuilder([.. files.Select(static file => new SourceFile(file.File, file))], InOrder, cancellationToken).Build();

    /// <summary>Parses files and builds a catalog from them.</summary>
    /// <param name="files">The files.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public static Catalog Load(IEnumerable<DirectoryFile> files, CancellationToken cancellationToken = default) =>
        Load(files, InOrder, cancellationToken);

    /// <summary>Parses files and builds a catalog from them, with parallel execution by the caller.</summary>
    /// <param name="files">The files.</param>
    /// <param name="forEach">Calls an action with every number from 0 up to a count, in any order and on any thread.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public static Catalog Load(
        IEnumerable<DirectoryFile> files, Action<int, Action<int>> forEach, CancellationToken cancellationToken) =>
        new CatalogBuilder([.. files.Select(static file => new SourceFile(file))], forEach, cancellationToken).Build();

    private static void InOrder(int count, Action<int> action)
    {
        for (var i = 0; i < count; i++)
        {
            action(i);
        }
    }
}
