using NanoGpt.Catalogs.Data;
using NanoGpt.Catalogs.Prices;

namespace NanoGpt.Catalogs.Search;

/// <summary>Represents a model in the list, with the values of its facets.</summary>
public sealed class ModelRow
{
    private const int MaxDurations = 60;

    private readonly string[][] values;
    private (Clip Clip, PriceRange? Price)? last;

    /// <summary>Initializes the row of a model.</summary>
    /// <param name="model">The model.</param>
    public ModelRow(CatalogModel model)
    {
        Model = model;
        values = [.. Enum.GetValues<Facet>().Select(facet => Find(facet).Distinct(StringComparer.Ordinal).ToArray())];
        Text = string.Join(' ', [model.Info.Title, model.Key, model.Entry.Type, model.Entry.Summary, .. model.Info.Modes]);
    }

    /// <summary>Gets the model.</summary>
    public CatalogModel Model { get; }

    /// <summary>Gets the text that is searched.</summary>
    public string Text { get; }

    /// <summary>Returns the values of a facet.</summary>
    /// <param name="facet">The facet.</param>
    public IReadOnlyList<string> this[Facet facet] => values[(int)facet];

    /// <summary>Gets the longest duration in seconds; null if it is unknown.</summary>
    public decimal? MaxSeconds => RequestChecker.DurationField(Model.Info) switch
    {
        { Fixed: { } only } => only.Number,
        { Values.IsEmpty: false } listed => listed.Values.Max(value => FieldDomain.ScalarOf(listed, value).Number),
        { Max: { } max } => max,
        _ => null,
    };

    /// <summary>Returns the price of a clip; null if it is unknown, or if the model does not offer the clip.</summary>
    /// <param name="clip">The clip.</param>
    public PriceRange? PriceOf(Clip clip)
    {
        // The list asks again for each of its changes.
        if (last?.Clip != clip)
        {
            last = (clip, ClipPrice.Estimate(Model, clip));
        }

        return last!.Value.Price;
    }

    /// <summary>Returns whether the texts of the model contain all words.</summary>
    /// <param name="words">The words.</param>
    public bool Matches(IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            if (!Text.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private IEnumerable<string> Find(Facet facet) => facet switch
    {
        Facet.Provider => [Model.Provider.Title],
        Facet.Mode => Model.Info.Modes,
        Facet.Input => Model.Info.Fields.Where(static field => field.Fixed is null)
            .Select(InputOf).OfType<string>().Order(StringComparer.Ordinal),
        Facet.Resolution => ClipPrice.ResolutionField(Model.Info) is { } field ? ValuesOf(field) : [],
        Facet.Duration => RequestChecker.DurationField(Model.Info) is { } field ? DurationsOf(field) : [],
        Facet.AspectRatio => Model.Info.FindField("aspect_ratio") is { } field ? ValuesOf(field) : [],
        Facet.Sound => [HasSound ? "with sound" : "silent or unknown"],
        Facet.Price =>
            [Model.Info.Price is { Rates.IsEmpty: false } ? "recorded" : Model.Provider.IsQuoted ? "quoted" : "unknown"],
        _ => [Model.Info.Status switch
        {
            ModelStatus.Active => "active",
            ModelStatus.Deprecated => "deprecated",
            _ => "removed",
        }],
    };

    private bool HasSound => Model.Info.FindField("generate_audio") is not null
        || Model.Entry.Facts.Any(static fact =>
            fact is { Key: "sound", Value: "always" } or { Key: "audio_generation", Value: "true" });

    private static string? InputOf(FieldInfo field) =>
        field.Name.StartsWith("reference_", StringComparison.Ordinal) || field.Name == "elements" ? "references"
        : field.Name == "end_image" ? "end frame"
        : field.Type switch
        {
            FieldType.Image => "image",
            FieldType.Audio => "audio",
            FieldType.Video => "video",
            _ => null,
        };

    private static IEnumerable<string> ValuesOf(FieldInfo field) =>
        field.Fixed is { } only ? [only.Text] : field.Values.Select(static value => value.Wire);

    private static IEnumerable<string> DurationsOf(FieldInfo field) => field switch
    {
        { Fixed: null, Values.IsEmpty: true, Min: { } min, Max: { } max } when max - min < MaxDurations =>
            Enumerable.Range((int)min, (int)(max - min) + 1)
                .Where(seconds => FieldDomain.Allows(field, Scalar.Of((decimal)seconds)))
                .Select(static seconds => seconds.ToString(CultureInfo.InvariantCulture)),
        _ => ValuesOf(field),
    };
}
