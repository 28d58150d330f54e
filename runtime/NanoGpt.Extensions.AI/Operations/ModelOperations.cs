using NanoGpt.Catalogs.Forms;
using NanoGpt.Catalogs.Prices;
using NanoGpt.Catalogs.Search;
using NanoGpt.Directories.Export.JsonSchemas;
using NanoGpt.Directories.Export.Markdown;
using NanoGpt.Directories.Wording;
using NanoGpt.Extensions.AI.Functions;
using NanoGpt.Extensions.AI.Results;

namespace NanoGpt.Extensions.AI.Operations;

/// <summary>Finds and describes models.</summary>
internal sealed class ModelOperations(ModelIndex index)
{
    private const int DefaultCount = 10;
    private const int MaxCount = 50;
    private const decimal MaxSeconds = 3600;
    private const decimal MaxPrice = 1_000_000;

    private static readonly (string Argument, Facet Facet)[] Filters =
    [
        ("mode", Facet.Mode), ("input", Facet.Input), ("resolution", Facet.Resolution), ("aspect_ratio", Facet.AspectRatio),
    ];

    public FunctionResult Find(ToolArguments arguments)
    {
        var selections = Filters.Select(filter => (filter.Facet, Value: arguments.FindText(filter.Argument)))
            .Where(static one => one.Value is not null).Select(static one => new Selection(one.Facet, one.Value!)).ToList();
        if (arguments.FindFlag("sound") == true)
        {
            selections.Add(new Selection(Facet.Sound, "with sound"));
        }

        var clip = new Clip(
            arguments.FindNumber("seconds", 1, MaxSeconds) ?? Clip.Default.Seconds,
            arguments.FindText("resolution") ?? Clip.Default.Resolution);
        var query = ModelQuery.All with
        {
            Text = arguments.FindText("text") ?? "",
            Selections = selections.ToEquatableArray(),
            Sort = SortColumn.Price,
            Clip = clip,
        };
        var limit = arguments.FindNumber("max_price", 0, MaxPrice);
        var found = index.Search.Find(query).Rows
            .Where(row => limit is null || row.PriceOf(clip)?.Minimum <= limit).ToList();
        var count = (int)(arguments.FindNumber("limit", 1, MaxCount) ?? DefaultCount);
        return new FunctionResult(new ModelList(found.Count, [.. found.Take(count).Select(row => Summarize(row, clip))])
        {
            KnownValues = found.Count == 0 ? KnownValues() : null,
        });
    }

    public FunctionResult Describe(ToolArguments arguments)
    {
        var model = index.Find(arguments.GetText("model"));
        var provider = index.ProviderOf(model);
        return new FunctionResult(new ModelDescription(
            ModelNames.Full(model),
            ModelMarkdown.Write(model, provider),
            ModelSchema.CreateJson(model, provider),
            JsonNode.Parse(ExampleRequest.Create(index.FormOf(model)).ToJson())!.AsObject()));
    }

    private static ModelSummary Summarize(ModelRow row, Clip clip)
    {
        var model = row.Model.Info;
        return new ModelSummary(
            row.Model.Key, model.Title, row.Model.Entry.Summary, JsonOutput.ToLowerName(model.Status), [.. model.Modes])
        {
            Inputs = row[Facet.Input],
            Resolutions = row[Facet.Resolution],
            MaxSeconds = row.MaxSeconds,
            Price = row.PriceOf(clip)?.Minimum,
            Prices = PriceView.Summarize(model),
        };
    }

    private Dictionary<string, IReadOnlyList<string>> KnownValues()
    {
        var counts = index.Search.Find(ModelQuery.All).Counts;
        return Filters.ToDictionary(
            static filter => filter.Argument,
            filter => (IReadOnlyList<string>)[.. counts[(int)filter.Facet].Select(static one => one.Value)]);
    }
}
