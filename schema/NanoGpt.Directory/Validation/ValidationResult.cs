using NanoGpt.Directories.Editing;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Issues;

namespace NanoGpt.Directories.Validation;

/// <summary>Represents the result of validating directories.</summary>
/// <param name="Models">The number of models without errors.</param>
/// <param name="Issues">The issues, directory by directory.</param>
/// <param name="Fixes">The applied fixes.</param>
/// <param name="Texts">The texts of the files, by path.</param>
public sealed record ValidationResult(
    int Models, IReadOnlyList<Issue> Issues, IReadOnlyList<SafeFix> Fixes, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>
    /// Gets the reason why the fixed files could not be written, in which case none changed; otherwise <see langword="null"/>.
    /// </summary>
    public string? WriteError { get; private init; }

    /// <summary>Gets the number of errors.</summary>
    public int Errors => Count(IssueSeverity.Error);

    /// <summary>Gets the number of warnings.</summary>
    public int Warnings => Count(IssueSeverity.Warning);

    /// <summary>Validates folders and files, and optionally fixes them first.</summary>
    /// <remarks>A folder that cannot be read is reported as an issue.</remarks>
    /// <param name="folders">The folders of the directories, or the folders and files of a user.</param>
    /// <param name="fix">Whether to apply the fixes that require no decision: to all of the files or to none.</param>
    /// <param name="provider">The provider of the files of a user.</param>
    public static ValidationResult Validate(
        IReadOnlyCollection<string> folders, bool fix, string provider = ProviderIds.NanoGpt)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var models = 0;
        var issues = new List<Issue>();
        var fixes = new List<SafeFix>();
        var changes = new List<FileChange>();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var folder in folders.Distinct(StringComparer.Ordinal))
        {
            if (Read(folder, issues) is not { } files)
            {
                continue;
            }

            var catalog = fix ? Repair(files) : DirectoryFiles.Load(files);
            models += Count(catalog, files);
            issues.AddRange(catalog.Issues);
        }

        try
        {
            FileBatch.Write(changes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Validate(folders, fix: false, provider) with { WriteError = e.Message };
        }

        return new ValidationResult(models, issues, fixes, texts);

        Catalog Repair(IReadOnlyList<DirectoryFile> files)
        {
            var repair = DirectoryRepair.Run(files);
            fixes.AddRange(repair.Done);
            changes.AddRange(repair.Changes(files));
            Keep(repair.Files);
            return repair.Catalog;
        }

        IReadOnlyList<DirectoryFile>? Read(string folder, List<Issue> unreadable)
        {
            try
            {
                var files = DirectoryFiles.Read(folder, provider);
                Keep(files);
                return files;
            }
            catch (DirectoryReadException e)
            {
                var place = new SourceSpan(0, 0, e.Line - 1, e.Column - 1, e.Line - 1, e.Column - 1);
                unreadable.Add(new Issue(
                    IssueRules.Unreadable, IssueSeverity.Error, e.Path.Replace('\\', '/'), place, e.Reason));
                return null;
            }
        }

        void Keep(IEnumerable<DirectoryFile> files)
        {
            foreach (var file in files)
            {
                texts[file.Path] = file.Text;
            }
        }
    }

    // The built-in models below the files of a user are not counted.
    private static int Count(Catalog catalog, IReadOnlyList<DirectoryFile> files)
    {
        if (!files.Any(file => file.IsUserFile))
        {
            return catalog.Models.Count;
        }

        var own = files.Where(file => file is { IsUserFile: true, Kind: FileKind.Model })
            .Select(file => (file.Provider, (ModelDirectory.Parse(file).Root?["id"] as YamlScalar)?.Text)).ToHashSet();
        return catalog.Models.Count(model => own.Contains((model.Provider, model.Id)));
    }

    private int Count(IssueSeverity severity) => Issues.Count(issue => issue.Severity == severity);
}
