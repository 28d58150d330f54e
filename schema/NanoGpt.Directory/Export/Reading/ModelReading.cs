namespace NanoGpt.Directories.Export.Reading;

/// <summary>Reads models that <see cref="CatalogExport"/> wrote.</summary>
internal static class ModelReading
{
    private const string Request = "Request";

    public static ModelDefinition Read(JsonLocation location)
    {
        var id = location.Get("id");
        var inputs = FieldReading.All(location.Items("inputs"));
        var fields = inputs.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        return new ModelDefinition
        {
            Provider = location.Text("provider"),
            Id = ModelId.IsValid(id.AsText()) ? id.AsText() : throw id.Error("is not a model id"),
            TypeName = TypeName(location.Get("type")),
            Title = location.Text("title"),
            Summary = location.Text("summary"),
            Status = location.Word<ModelStatus>("status"),
            Since = location.TextOrNull("since"),
            Successor = location.TextOrNull("successor"),
            Modes = location.Texts("modes"),
            Outputs = location.Count("outputs") ?? 1,
            Fields = inputs,
            Rules = ExportedFile.Distinct(location.Items("rules"), rule => RuleReading.Read(rule, fields), rule => rule.Id)
                .ToEquatableArray(),
            Facts = location.Entries("facts").Select(fact => new FactSpec(fact.Key, fact.Value.AsText())).ToEquatableArray(),
            Price = location.Find("pricing") is { } pricing ? Pricing(pricing, fields) : null,
            Confidence = location.TextOrNull("confidence"),
            Sources = location.Texts("sources"),
            Disputes = location.Items("disputes").Select(ProviderReading.Dispute).ToEquatableArray(),
            Notes = location.Texts("notes"),
        };
    }

    public static string Name(JsonLocation location) =>
        Identifier.IsValid(location.AsText()) ? location.AsText() : throw location.Error("is not a C# name");

    private static string TypeName(JsonLocation location) =>
        Name(location) is var type && type.EndsWith(Request, StringComparison.Ordinal) && type.Length > Request.Length
        ? type[..^Request.Length]
        : throw location.Error($"does not end with '{Request}'");

    private static PriceInfo Pricing(JsonLocation location, HashSet<string> fields) => new()
    {
        Currency = location.Text("currency"),
        AsOf = location.Text("asOf"),
        Seconds = location.Number("seconds"),
        Rates = location.Items("rates").Select(rate => new RateInfo
        {
            When = RuleReading.Conditions(rate, "when", fields),
            PerVideo = rate.Number("perVideo") ?? 0,
            PerSecond = rate.Number("perSecond") ?? 0,
            FreeSeconds = rate.Number("freeSeconds") ?? 0,
        }).ToEquatableArray(),
        Note = location.TextOrNull("note"),
        Sources = location.Texts("sources"),
    };
}

/// <summary>Reads providers that <see cref="ProviderExport"/> wrote.</summary>
internal static class ProviderReading
{
    public static ProviderSpec Read(JsonLocation location)
    {
        var id = location.Get("id");
        var limits = location.Get("limits");
        return new ProviderSpec
        {
            // The id becomes a folder name.
            Id = ModelId.IsValid(id.AsText()) && !id.AsText().Contains('/', StringComparison.Ordinal)
                ? id.AsText() : throw id.Error("is not a provider id"),
            Title = location.Text("title"),
            Summary = location.Text("summary"),
            BaseUrl = location.Text("baseUrl"),
            Hosts = location.Texts("hosts"),
            SubmissionId = location.TextOrNull("submissionId"),
            TypePrefix = location.TextOrNull("typePrefix") ?? "",
            HttpLinks = location.Boolean("httpLinks"),
            Limits = new LimitsSpec
            {
                UploadBytes = limits.Whole("uploadBytes"),
                SourceVideoSeconds = limits.Number("sourceVideoSeconds"),
                PromptCharacters = limits.Count("promptCharacters"),
                SubmitsPerMinute = limits.Count("submitsPerMinute"),
                ExtendsPerMinute = limits.Count("extendsPerMinute"),
                RecoversPerMinute = limits.Count("recoversPerMinute"),
                RequestsPerSecond = limits.Count("requestsPerSecond"),
            },
            Sources = location.Items("sources")
                .Select(source => new SourceSpec(source.Text("id"), source.Text("title"), source.TextOrNull("date")))
                .ToEquatableArray(),
            Disputes = location.Items("disputes")
                .Select(shared => new SharedDisputeSpec(shared.Text("id"), Dispute(shared.Get("dispute")))).ToEquatableArray(),
        };
    }

    public static DisputeSpec Dispute(JsonLocation location) => new(
        location.Text("about"),
        location.Entries("claims").Select(claim => new ClaimSpec(claim.Key, claim.Value.AsText())).ToEquatableArray(),
        location.Text("resolved"));
}
