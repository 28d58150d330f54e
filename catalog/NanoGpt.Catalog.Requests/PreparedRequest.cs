using NanoGpt.Directories.Export;

namespace NanoGpt.Catalogs.Requests;

/// <summary>Represents a request as JSON that can be checked, estimated and sent.</summary>
public sealed class PreparedRequest
{
    /// <summary>The severity of what prevents sending.</summary>
    public const string Error = "error";

    private readonly string? submissionKey;
    private readonly WireRequest request;

    /// <summary>Initializes a request.</summary>
    /// <param name="model">The model.</param>
    /// <param name="submissionKey">The key of the submission id; null if the provider has none.</param>
    /// <param name="body">The body.</param>
    public PreparedRequest(ModelDefinition model, string? submissionKey, JsonObject body)
    {
        (Model, this.submissionKey, Body) = (model, submissionKey, body);
        request = WireRequest.Read(model, submissionKey, body);
    }

    /// <summary>Gets the model.</summary>
    public ModelDefinition Model { get; }

    /// <summary>Gets the body.</summary>
    public JsonObject Body { get; }

    /// <summary>Gets the keys that the model does not accept.</summary>
    public IReadOnlyList<string> UnknownKeys => request.UnknownKeys;

    /// <summary>Gets the findings of the evaluator, with the names of the wire.</summary>
    public IReadOnlyList<Finding> Findings => submissionKey is not null && Body.ContainsKey(submissionKey)
        ? [AdditionalChecks.SubmissionId(submissionKey), .. request.Check()]
        : request.Check();

    /// <summary>Gets the range of the recorded price; both ends are equal if the request determines the price.</summary>
    public PriceRange? Price => RequestChecker.EstimatePrice(Model, request.Values);

    /// <summary>Returns the request for a client, which sends the body as it is.</summary>
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
