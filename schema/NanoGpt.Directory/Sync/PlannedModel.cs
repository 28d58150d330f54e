using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Directories.Sync.Writing;

namespace NanoGpt.Directories.Sync;

/// <summary>Represents a model file with its planned edits.</summary>
internal sealed class PlannedModel(YamlDocument document, ListedModel? listed)
{
    private string? safe;
    private int kept;

    public YamlDocument Document => document;
    public ListedModel? Listed => listed;
    public bool IsNew { get; init; }
    public string? TypeName { get; init; }

    /// <summary>Gets or sets the factory of a simpler text that is tried if the first does not load.</summary>
    public Func<string>? SimplerText { get; set; }

    /// <summary>Gets the plan without which this one is invalid.</summary>
    public PlannedModel? Partner { get; init; }
    public List<SyncChange> Changes { get; } = [];
    public bool IsDropped { get; private set; }

    public bool HasChanged => IsNew || !string.Equals(document.Text, document.Original, StringComparison.Ordinal);

    /// <summary>Records that the current text loads.</summary>
    public void Checkpoint()
    {
        safe = document.Text;
        kept = Changes.Count;
        SimplerText = null;
    }

    /// <summary>
    /// Reverts the edits since the last checkpoint, or tries the simpler text. Returns whether edits were lost.
    /// </summary>
    public bool Revert()
    {
        if (SimplerText is { } simpler)
        {
            SimplerText = null;
            document.Reset(simpler());
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
