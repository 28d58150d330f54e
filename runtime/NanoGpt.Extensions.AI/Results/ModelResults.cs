namespace NanoGpt.Extensions.AI.Results;

/// <summary>Represents the result of <c>find_models</c>.</summary>
/// <param name="Count">The number of models that match, of which some may be left out.</param>
/// <param name="Models">The models.</param>
internal sealed record ModelList(int Count, IReadOnlyList<ModelSummary> Models)
{
    /// <summary>Gets the values of each filter that the models have; null if models were found.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? KnownValues { get; init; }
}

/// <summary>Represents a model in a list.</summary>
internal sealed record ModelSummary(string Model, string Title, string Summary, string Status, IReadOnlyList<string> Modes)
{
    public required IReadOnlyList<string> Inputs { get; init; }

    public required IReadOnlyList<string> Resolutions { get; init; }

    public decimal? MaxSeconds { get; init; }

    /// <summary>Gets the price of the clip that was asked for; null if it is unknown or not offered.</summary>
    public decimal? Price { get; init; }

    public required string Prices { get; init; }
}

/// <summary>Represents the result of <c>describe_model</c>.</summary>
/// <param name="Model">The provider and the id.</param>
/// <param name="Page">The page of the model as Markdown.</param>
/// <param name="RequestSchema">The JSON Schema of a request.</param>
/// <param name="Example">A small valid request.</param>
internal sealed record ModelDescription(string Model, string Page, JsonObject RequestSchema, JsonObject Example);
