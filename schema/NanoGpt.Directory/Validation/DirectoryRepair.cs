using NanoGpt.Definitions;
using NanoGpt.Directories.Editing;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Directories.Validation;

/// <summary>Repairs a directory's texts in memory until nothing is left that needs no decision.</summary>
/// <remarks>
/// A repaired key can bring to light what was misspelt under it, so there are several rounds. Each repair must hold by itself: one
/// after which the file is not YAML as before (a key that is there already) is left to its author.
/// </remarks>
internal sealed class DirectoryRepair
{
    private const int MostRounds = 10;

    private readonly DirectoryFile[] files;
    private readonly List<SafeFix> done = [];

    private DirectoryRepair(IEnumerable<DirectoryFile> files)
    {
        this.files = [.. files];
        Catalog = DirectoryFiles.Load(this.files);
    }

    public Catalog Catalog { get; private set; }

    public IReadOnlyList<DirectoryFile> Files => files;

    /// <summary>What was repaired, in the order in which it was; positions are those before the round.</summary>
    public IReadOnlyList<SafeFix> Done => done;

    public static DirectoryRepair Of(IEnumerable<DirectoryFile> files)
    {
        var repair = new DirectoryRepair(files);
        for (var round = 0; round < MostRounds && repair.Round(); round++)
        {
        }

        return repair;
    }

    /// <summary>The changes that bring the files on disk to the repaired texts.</summary>
    /// <param name="original">The files as they were read.</param>
    public IEnumerable<FileChange> Changes(IReadOnlyList<DirectoryFile> original)
    {
        for (var i = 0; i < files.Length; i++)
        {
            if (!string.Equals(files[i].Text, original[i].Text, StringComparison.Ordinal))
            {
                var marked = EncodedText.Decode(File.ReadAllBytes(files[i].Path)).HasByteOrderMark;
                yield return new FileChange(
                    files[i].Path, new EncodedText(original[i].Text, marked).Encode(), new EncodedText(files[i].Text, marked).Encode());
            }
        }
    }

    private bool Round()
    {
        var issues = Catalog.Issues.ToLookup(issue => issue.Path, StringComparer.Ordinal);
        var before = done.Count;
        for (var i = 0; i < files.Length; i++)
        {
            if (issues.Contains(files[i].Path))
            {
                files[i] = Repair(files[i], issues[files[i].Path]);
            }
        }

        if (done.Count == before)
        {
            return false;
        }

        Catalog = DirectoryFiles.Load(files);
        return true;
    }

    private DirectoryFile Repair(DirectoryFile file, IEnumerable<Issue> issues)
    {
        // From the end, so that what a repair shifts has been dealt with already.
        var repaired = file;
        foreach (var issue in issues.OrderByDescending(issue => issue.Span.Start).DistinctBy(issue => issue.Span.Start))
        {
            if (SafeFix.Of(issue, file.Text) is { } fix)
            {
                var next = repaired with { Text = TextEdits.Apply(repaired.Text, [fix.Edit]) };
                if (ModelDirectory.Parse(next).Issues.Count <= ModelDirectory.Parse(repaired).Issues.Count)
                {
                    repaired = next;
                    done.Add(fix);
                }
            }
        }

        return repaired;
    }
}
