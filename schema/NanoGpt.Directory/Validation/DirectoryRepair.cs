using NanoGpt.Directories.Editing;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Issues;

namespace NanoGpt.Directories.Validation;

/// <summary>Repairs the texts of a directory in memory until no automatic fix remains.</summary>
/// <remarks>
/// A repaired key can expose errors below it, so there are several rounds. A fix that makes the YAML invalid, such as a duplicate
/// key, is not applied.
/// </remarks>
internal sealed class DirectoryRepair
{
    private const int MaxRounds = 10;

    private readonly DirectoryFile[] files;
    private readonly List<SafeFix> done = [];

    private DirectoryRepair(IEnumerable<DirectoryFile> files)
    {
        this.files = [.. files];
        Catalog = DirectoryFiles.Load(this.files);
    }

    public Catalog Catalog { get; private set; }
    public IReadOnlyList<DirectoryFile> Files => files;
    public IReadOnlyList<SafeFix> Done => done;

    public static DirectoryRepair Run(IEnumerable<DirectoryFile> files)
    {
        var repair = new DirectoryRepair(files);
        for (var round = 0; round < MaxRounds && repair.Round(); round++)
        {
        }

        return repair;
    }

    public IEnumerable<FileChange> Changes(IReadOnlyList<DirectoryFile> original)
    {
        for (var i = 0; i < files.Length; i++)
        {
            if (!string.Equals(files[i].Text, original[i].Text, StringComparison.Ordinal))
            {
                var marked = EncodedText.Decode(File.ReadAllBytes(files[i].Path)).HasByteOrderMark;
                yield return new FileChange(
                    files[i].Path, new EncodedText(original[i].Text, marked).Encode(),
                    new EncodedText(files[i].Text, marked).Encode());
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
        // In reverse order, so that earlier offsets stay valid.
        var repaired = file;
        foreach (var issue in issues.OrderByDescending(issue => issue.Span.Start).DistinctBy(issue => issue.Span.Start))
        {
            if (SafeFix.Find(issue, file.Text) is { } fix)
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
