using System.Text.Json;
using NanoGpt.Definitions;

namespace NanoGpt.Directories.Sync.Listing;

/// <summary>Collects the models of a list, whatever is wrong with single ones.</summary>
internal sealed class ListBuilder
{
    /// <summary>More models than any service has; a list that is longer is not one of models.</summary>
    public const int MostModels = 10_000;

    // A line a problem helps nobody beyond this.
    private const int MostNotices = 200;

    private readonly Dictionary<string, ListedModel> models = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> fileNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ListNotice> notices = [];
    private readonly SortedSet<string> unknownKeys = new(StringComparer.Ordinal);
    private int suppressed;

    public void Notice(string? model, string message)
    {
        if (notices.Count < MostNotices)
        {
            notices.Add(new ListNotice(model is null ? null : ListText.Clean(model), message));
        }
        else
        {
            suppressed++;
        }
    }

    /// <summary>Reports keys that nothing reads, once a kind: new ones are no error.</summary>
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
            throw new ListReadException("It is not a list of models: there is no list under \"data\".");
        }

        if (list.GetArrayLength() is > MostModels and var length)
        {
            throw new ListReadException($"The list has {length} models: at most {MostModels} are read.");
        }

        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (item.Get("id").Text() is not { } id)
            {
                Notice(null, $"entry {index} has no id that is a text: left out");
            }
            else if (!ModelId.IsValid(id))
            {
                Notice(id, "this cannot be an id (letters A to Z, digits and - _ . / are allowed): left out");
            }
            else if (models.ContainsKey(id))
            {
                Notice(id, "listed twice, or twice but for upper and lower case: the first entry counts");
            }
            else if (!fileNames.Add(ModelId.FileName(id)))
            {
                Notice(id, "its file would have the name of another model's: left out");
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
            throw new ListReadException("No model in it could be read: an empty list would mean that every model is gone.");
        }

        if (unknownKeys.Count > 0)
        {
            var shown = string.Join(", ", unknownKeys.Take(12)) + (unknownKeys.Count > 12 ? ", …" : "");
            notices.Add(new ListNotice(null, $"keys that this version does not know, ignored: {shown}"));
        }

        if (suppressed > 0)
        {
            notices.Add(new ListNotice(null, $"{suppressed} more like these"));
        }

        // A successor that is not in the list itself helps nobody.
        return new VendorList(
            [.. models.Values.OrderBy(model => model.Id, StringComparer.Ordinal)
                .Select(model => model.Successor is { } next && (next == model.Id || !models.ContainsKey(next)) ? model with { Successor = null } : model)],
            notices);
    }
}
