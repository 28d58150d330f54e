using NanoGpt.Evaluation;

namespace NanoGpt.Cli.Output;

/// <summary>Adds the options to a command that select and sort models.</summary>
internal sealed class ModelFilterOptions
{
    private static readonly Dictionary<string, RequestValue> EmptyRequest = new(StringComparer.Ordinal);

    private readonly ProviderFilter provider = new();

    private readonly Option<string?> mode = new("--mode")
    {
        Description = "Only models with this mode, such as lipsync",
        HelpName = "MODE",
    };

    private readonly Option<string?> has = new("--has")
    {
        Description = "Only models that accept this field or kind of medium, such as image or negative_prompt",
        HelpName = "FIELD",
    };

    private readonly Option<bool> audio = new("--audio") { Description = "Only models that generate sound" };

    private readonly Option<string?> resolution = new("--resolution")
    {
        Description = "Only models with this resolution, such as 1080p",
        HelpName = "VALUE",
    };

    private readonly Option<decimal?> maxPrice = new("--max-price")
    {
        Description = "Only models whose cheapest video is known to cost at most this amount",
        HelpName = "AMOUNT",
    };

    private readonly Option<string> sort = new("--sort")
    {
        Description = "The order: by provider and id, or by the price of the cheapest video",
        DefaultValueFactory = _ => "id",
    };

    public ModelFilterOptions(Command command)
    {
        maxPrice.Limit(0m);
        sort.AcceptOnlyFromAmong("id", "price");
        command.Options.Add(provider);
        command.Options.Add(mode);
        command.Options.Add(has);
        command.Options.Add(audio);
        command.Options.Add(resolution);
        command.Options.Add(maxPrice);
        command.Options.Add(sort);
    }

    /// <summary>Returns the selected models in order.</summary>
    /// <exception cref="CommandException">No model of the directory has the mode, field or resolution.</exception>
    public List<ModelDefinition> Apply(ParseResult result, Catalog catalog)
    {
        IEnumerable<ModelDefinition> models = provider.Apply(result, catalog).Models;
        models = Where(result, mode, catalog, models, static model => model.Modes);
        models = Where(result, has, catalog, models, Accepted);
        models = Where(result, resolution, catalog, models, Resolutions);
        if (result.GetValue(audio))
        {
            models = models.Where(HasSound);
        }

        if (result.GetValue(maxPrice) is { } limit)
        {
            models = models.Where(model => LowestPrice(model) <= limit);
        }

        var sorted = models.OrderBy(model => result.GetValue(sort) == "price" ? LowestPrice(model) ?? decimal.MaxValue : 0)
            .ThenBy(model => model.Provider, StringComparer.Ordinal)
            .ThenBy(model => model.Id, StringComparer.Ordinal);
        return [.. sorted];
    }

    private static IEnumerable<ModelDefinition> Where(
        ParseResult result, Option<string?> option, Catalog catalog, IEnumerable<ModelDefinition> models,
        Func<ModelDefinition, IEnumerable<string>> words)
    {
        if (result.GetValue(option) is not { } wanted)
        {
            return models;
        }

        var known = catalog.Models.SelectMany(words).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return known.Contains(wanted)
            ? models.Where(model => words(model).Contains(wanted))
            : throw new CommandException(
                ExitCode.Usage,
                $"No model has {option.Name} {wanted}: "
                + NearestWord.Hint(NearestWord.Find(wanted, known), $"known values are {string.Join(", ", known)}."));
    }

    private static IEnumerable<string> Accepted(ModelDefinition model) => model.Fields.Where(field => field.Fixed is null)
        .SelectMany(field => field.IsMedia ? [field.Name, JsonOutput.ToLowerName(field.Type)] : new[] { field.Name });

    private static IEnumerable<string> Resolutions(ModelDefinition model) => model.Fields
        .Where(field => field.Name is "resolution" or "target_resolution")
        .SelectMany(field => field.Values.Select(value => value.Wire));

    private static bool HasSound(ModelDefinition model) =>
        model.FindField("generate_audio") is not null
        || model.Facts.Any(fact => fact is { Name: "sound", Value: "always" } or { Name: "audio_generation", Value: "true" });

    private static decimal? LowestPrice(ModelDefinition model) => RequestChecker.EstimatePrice(model, EmptyRequest)?.Minimum;
}
