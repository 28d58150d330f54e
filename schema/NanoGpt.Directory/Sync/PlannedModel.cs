using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Directories.Sync.Writing;

namespace NanoGpt.Directories.Sync;

/// <summary>A model file with the edits that are planned for it.</summary>
internal sealed class PlannedModel(YamlDocument document, ListedModel? listed)
{
    private string? safe;
    private int kept;

    public YamlDocument Document => document;

    /// <summary>The entry of the list; null if there is none.</summary>
    public ListedModel? Listed => listed;

    /// <summary>Whether the file is not there yet.</summary>
    public bool IsNew { get; init; }

    /// <summary>The C# name that a new file takes.</summary>
    public string? TypeName { get; init; }

    /// <summary>A plainer text to try if the first does not load.</summary>
    public Func<string>? Plainer { get; set; }

    /// <summary>The file without which this one makes no sense.</summary>
    public PlannedModel? Partner { get; init; }

    public List<SyncChange> Changes { get; } = [];

    public bool IsDropped { get; private set; }

    /// <summary>Whether the file is another than it was.</summary>
    public bool HasChanged => IsNew || !string.Equals(document.Text, document.Original, StringComparison.Ordinal);

    /// <summary>Says that what is there so far loads.</summary>
    public void Checkpoint()
    {
        safe = document.Text;
        kept = Changes.Count;
        Plainer = null;
    }

    /// <summary>Takes back the edits since the last checkpoint, or tries the plainer text. Gives whether something is lost by it.</summary>
    public bool TakeBack()
    {
        if (Plainer is { } plainer)
        {
            Plainer = null;
            document.Reset(plainer());
            return false;
        }

        if (safe is not null && !string.Equals(document.Text, safe, StringComparison.Ordinal))
        {
            document.Reset(safe);
            Changes.RemoveRange(kept, Changes.Count - kept);
        }
        else
        {
            IsDropped = true;
            if (!IsNew)
            {
                document.Reset(document.Original);
            }
        }

        return true;
    }
}
