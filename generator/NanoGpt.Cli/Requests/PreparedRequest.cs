using NanoGpt.Catalogs.Site.Serving;
using NanoGpt.Directories.Wording;
using NanoGpt.Evaluation;

namespace NanoGpt.Cli.Requests;

/// <summary>Represents a request that can be checked, estimated and sent.</summary>
internal sealed class PreparedRequest(ModelDefinition model, string? submissionKey, JsonObject body)
{
    /// <summary>The severity of what prevents sending.</summary>
    public const string Error = "error";

    private readonly WireRequest request = WireRequest.Read(model, submissionKey, body);

    public ModelDefinition Model { get; } = model;
    public JsonObject Body { get; } = body;
    private IReadOnlyList<string> UnknownKeys => request.UnknownKeys;

    private IReadOnlyList<Finding> Findings => submissionKey is not null && Body.ContainsKey(submissionKey)
        ? [AdditionalChecks.SubmissionId(submissionKey), .. request.Check()]
        : request.Check();

    /// <summary>Gets the range of the recorded price; both ends are equal if the request determines the price.</summary>
    public PriceRange? Price => RequestChecker.EstimatePrice(Model, request.Values);

    public VideoRequest ToRequest() => RawRequest.Create(Model.Provider, Model.Id, Body.ToJsonString());

    /// <summary>Gets what is wrong or unusual: a severity, the id of the rule or null, and a message.</summary>
    public IEnumerable<(string Severity, string? Code, string Message)> Problems
    {
        get
        {
            if (Model.Status != ModelStatus.Active)
            {
                var severity = Model.Status == ModelStatus.Removed ? Error : "warning";
                yield return (severity, null, Messages.Retired(Model.Id, Model.Status, Model.Since, Model.Successor));
            }

            foreach (var key in UnknownKeys)
            {
                yield return ("warning", null, $"'{key}' is not a known field of {Model.Id}; it is sent unchanged.");
            }

            foreach (var finding in Findings)
            {
                yield return (JsonOutput.ToLowerName(finding.Severity), finding.Code, finding.Message);
            }
        }
    }
}

/// <summary>Describes the estimated cost of a request.</summary>
internal static class CostView
{
    public static string Line(PreparedRequest request)
    {
        var pricing = request.Model.Price;
        var range = request.Price;
        if (range is { Minimum: { } minimum, Maximum: { } maximum, DependsOn: var open })
        {
            var isExact = minimum == maximum;
            var from = isExact ? "" : $"{Messages.Amount(minimum)} to ";
            var advice = isExact ? "" : $": set {Names(open)} for an exact price";
            return $"{from}{Messages.Amount(maximum)} {pricing!.Currency} by the prices of {pricing.AsOf}{advice}";
        }

        if (PriceView.IsQuoted(request.Model))
        {
            return $"unknown: {PriceView.QuoteHint}";
        }

        return pricing is null || pricing.Rates.IsEmpty ? "unknown: no price is recorded"
            : range is { DependsOn: { IsEmpty: false } unset } ? $"unknown: set {Names(unset)} for an estimate"
            : $"unknown: the recorded prices, {PriceView.Summarize(request.Model)}, do not cover this request";
    }

    private static string Names(EquatableArray<FieldInfo> fields) =>
        string.Join(" and ", fields.Select(static field => field.Wire.Name));
}
