using NanoGpt.Cli.Editing;
using NanoGpt.Cli.Output;
using NanoGpt.Emulator.Directories;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Cli.Validation;

/// <summary>What the checks of some directories gave.</summary>
/// <param name="Models">The number of good models.</param>
/// <param name="Issues">What is wrong, directory by directory.</param>
/// <param name="Fixes">What was repaired.</param>
/// <param name="Texts">The files that were read, by path.</param>
internal sealed record ValidationResult(
    int Models, IReadOnlyList<Issue> Issues, IReadOnlyList<SafeFix> Fixes, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>Gets why the repaired files could not be written; null if they were. No file is changed then.</summary>
    public string? WriteError { get; private init; }

    /// <summary>The number of errors.</summary>
    public int Errors => Count(IssueSeverity.Error);

    /// <summary>The number of warnings.</summary>
    public int Warnings => Count(IssueSeverity.Warning);

    /// <summary>Checks folders; with <paramref name="fix"/>, repairs them first, all of their files or none.</summary>
    /// <remarks>Whatever cannot be read is an issue like any other, so that there is a result, and one report, in every case.</remarks>
    public static ValidationResult Of(IReadOnlyCollection<string> folders, bool fix)
    {
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

            var catalog = fix ? Repair(files) : DirectoryLoader.Load(files);
            models += catalog.Models.Count;
            issues.AddRange(catalog.Issues);
        }

        try
        {
            FileBatch.Write(changes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Of(folders, fix: false) with { WriteError = e.Message };
        }

        return new ValidationResult(models, issues, fixes, texts);

        Catalog Repair(IReadOnlyList<DirectoryFile> files)
        {
            var repair = DirectoryRepair.Of(files);
            fixes.AddRange(repair.Done);
            changes.AddRange(repair.Changes(files));
            Keep(repair.Files);
            return repair.Catalog;
        }

        IReadOnlyList<DirectoryFile>? Read(string folder, List<Issue> unreadable)
        {
            try
            {
                var files = DirectoryFiles.Read(folder);
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

    private int Count(IssueSeverity severity) => Issues.Count(issue => issue.Severity == severity);
}
