namespace NanoGpt.Directories.Sync.Listing;

/// <summary>Collects the models of a list and reports invalid entries.</summary>
internal sealed class ListBuilder
{
    public const int MaxModels = 10_000;

    // More notices are not useful.
    private const int MaxNotices = 200;

    private readonly Dictionary<string, ListedModel> models = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> fileNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ListNotice> notices = [];
    private readonly SortedSet<string> unknownKeys = new(StringComparer.Ordinal);
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

    /// <summary>Collects unknown keys, which are reported once and are not errors.</summary>
    public void CheckKeys(JsonElement element, string place, IReadOnlySet<string> known)
    {
        foreach (var member in element.Members().Where(member => !known.Contains(member.Name)))
        {
            unknownKeys.Add($"{place}.{ListText.Clean(member.Name)}");
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
                Notice(null, $"entry {index} has no string id: skipped");
            }
            else if (!ModelId.IsValid(id))
            {
                Notice(id, "this is not a valid id (letters A to Z, digits and - _ . / are allowed): skipped");
            }
            else if (models.ContainsKey(id))
            {
                Notice(id, "listed twice (case is ignored): the first entry is used");
            }
            else if (!fileNames.Add(ModelId.FileName(id)))
            {
                Notice(id, "its file would have the name of another model's: skipped");
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

        if (unknownKeys.Count > 0)
        {
            var shown = string.Join(", ", unknownKeys.Take(12)) + (unknownKeys.Count > 12 ? ", …" : "");
            notices.Add(new ListNotice(null, $"unknown keys, ignored: {shown}"));
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
            notices);
    }
}
