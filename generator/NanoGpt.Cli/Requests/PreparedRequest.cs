using NanoGpt.Directories.Wording;
using NanoGpt.Evaluation;

namespace NanoGpt.Cli.Requests;

/// <summary>Represents a request that can be checked, estimated and sent.</summary>
internal sealed class PreparedRequest(ModelDefinition model, JsonObject body)
{
    private readonly WireRequest request = WireRequest.Read(model, submissionKey: null, body);

    public ModelDefinition Model { get; } = model;
    public JsonObject Body { get; } = body;
    public IReadOnlyList<string> UnknownKeys => request.UnknownKeys;

    public IReadOnlyList<Finding> Findings => request.Check();

    /// <summary>Gets the range of the recorded price; both ends are equal if the request determines the price.</summary>
    public PriceRange? Price => RequestChecker.EstimatePrice(Model, request.Values);

    public RawVideoRequest ToRequest()
    {
        var fields = new AdditionalFields();
        using var document = JsonDocument.Parse(Body.ToJsonString());
        foreach (var member in document.RootElement.EnumerateObject().Where(member => member.Name != "model"))
        {
            fields.Add(member.Name, member.Value);
        }

        return new RawVideoRequest(Model.Id) { AdditionalFields = fields };
    }
}

/// <summary>Describes the estimated cost of a request.</summary>
internal static class CostView
{
    public static string Line(PreparedRequest request)
    {
        var pricing = request.Model.Price;
        if (request.Price is { Minimum: { } minimum, Maximum: { } maximum, DependsOn: var open })
        {
            var isExact = minimum == maximum;
            var from = isExact ? "" : string.Create(CultureInfo.InvariantCulture, $"{minimum:0.######} to ");
            var advice = isExact ? "" : $": set {string.Join(" and ", open.Select(field => field.Wire.Name))} for an exact price";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{from}{maximum:0.######} {pricing!.Currency} by the prices of {pricing.AsOf}{advice}");
        }

        if (PriceView.IsQuoted(request.Model))
        {
            return $"unknown: {PriceView.QuoteHint}";
        }

        return pricing is null || pricing.Rates.IsEmpty
            ? "unknown: no price is recorded"
            : $"unknown: the recorded prices, {PriceView.Summarize(request.Model)}, do not cover this request";
    }
}
