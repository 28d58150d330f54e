using NanoGpt.Schema.Files;

namespace NanoGpt.Directories.Sync.Listing;

/// <summary>Collects the models of a list and reports invalid entries.</summary>
internal sealed class ListBuilder(IReadOnlyList<ListKey> keys)
{
    public const int MaxModels = 10_000;

    // More notices are not useful.
    private const int MaxNotices = 200;

    private readonly Dictionary<string, ListedModel> models = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> fileNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ListNotice> notices = [];
    private readonly HashSet<string> paths = [.. keys.Select(key => key.Path)];
    private readonly List<UncomparedFact> uncompared = [];
    private int suppressed;

    public void Notice(string? model, string message)
    {
        if (notices.Count < MaxNotices)
        {
            notices.Add(new ListNotice(model is null ? null : ListText.Clean(model), message));
        }
        else
        {
            suppressed++;
        }
    }

    /// <summary>Records a fact of the list that cannot be compared.</summary>
    public void Uncompared(string? model, string key, string reason)
    {
        var fact = new UncomparedFact(model is null ? null : ListText.Clean(model), ListText.Clean(key), reason);
        if (uncompared.Count < MaxNotices && !uncompared.Contains(fact))
        {
            uncompared.Add(fact);
        }
        else if (uncompared.Count >= MaxNotices)
        {
            suppressed++;
        }
    }

    /// <summary>Records the keys of an object that have no row in the table of the vendor's keys.</summary>
    /// <param name="element">The object.</param>
    /// <param name="place">Its path; empty for the entry of a model.</param>
    public void CheckKeys(JsonElement element, string place)
    {
        var prefix = place.Length == 0 ? "" : place + ".";
        foreach (var member in element.Members().Where(member => !paths.Contains(prefix + member.Name)))
        {
            Uncompared(null, prefix + member.Name, "unknown key");
        }
    }

    public void Read(JsonElement list, Func<JsonElement, string, ListedModel> read)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new ListReadException("The content is not a list of models: \"data\" is not a list.");
        }

        if (list.GetArrayLength() is > MaxModels and var length)
        {
            throw new ListReadException($"The list has {length} models: at most {MaxModels} are read.");
        }

        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (item.Get("id").Text() is not { } id)
            {
                Uncompared(null, $"data[{index}]", "no string id");
            }
            else if (!ModelId.IsValid(id))
            {
                Uncompared(id, "id", "not a valid id (letters A to Z, digits and - _ . / are allowed)");
            }
            else if (models.ContainsKey(id))
            {
                Uncompared(id, "id", "listed twice (case is ignored): the first entry is used");
            }
            else if (!fileNames.Add(DirectoryFile.NameOf(id)))
            {
                Uncompared(id, "id", "its file would have the name of another model's");
            }
            else
            {
                models.Add(id, read(item, id));
            }

            index++;
        }
    }

    public VendorList Build()
    {
        if (models.Count == 0)
        {
            throw new ListReadException("The list contains no readable model: an empty list would mark every model as removed.");
        }

        if (suppressed > 0)
        {
            notices.Add(new ListNotice(null, $"{suppressed} more notices"));
        }

        // A successor that is not listed is dropped.
        return new VendorList(
            [.. models.Values.OrderBy(model => model.Id, StringComparer.Ordinal)
                .Select(
                    model =>
                        model.Successor is { } next && (next == model.Id || !models.ContainsKey(next))
                            ? model with { Successor = null } : model)],
            notices, uncompared);
    }
}
