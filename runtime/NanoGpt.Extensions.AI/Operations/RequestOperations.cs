using NanoGpt.Extensions.AI.Functions;
using NanoGpt.Extensions.AI.Results;

namespace NanoGpt.Extensions.AI.Operations;

/// <summary>Reads, checks and prices requests.</summary>
internal sealed class RequestOperations(ModelIndex index, MediaFiles files)
{
    // An agent reads the whole result, and the text about a key lists those that exist.
    private const int MaxUnknownKeys = 10;

    public FunctionResult Validate(ToolArguments arguments)
    {
        var request = Read(index.Find(arguments.GetText("model")), arguments);
        var findings = FindProblems(request);
        return new FunctionResult(new ValidationResult(
            ModelNames.Full(request.Model), !findings.Exists(IsError), findings, Price(request)));
    }

    public FunctionResult Estimate(ToolArguments arguments)
    {
        var request = Read(index.Find(arguments.GetText("model")), arguments);
        return new FunctionResult(new EstimateResult(ModelNames.Full(request.Model), Price(request)));
    }

    /// <summary>Returns the request of the arguments.</summary>
    /// <exception cref="ToolException">The request is invalid.</exception>
    public PreparedRequest ReadValid(ModelDefinition model, ToolArguments arguments)
    {
        var request = Read(model, arguments);
        var findings = FindProblems(request);
        return findings.Exists(IsError)
            ? throw new ToolException(new ToolError(
                ToolErrors.InvalidRequest, "The request is invalid, and nothing was sent. Repair the findings and call again.")
            {
                Findings = findings,
            })
            : request;
    }

    private PreparedRequest Read(ModelDefinition model, ToolArguments arguments)
    {
        var body = arguments.FindObject("request")?.DeepClone().AsObject() ?? [];
        if (body["model"] is { } other && other.ToString() is var id && id != model.Id && id != ModelNames.Full(model))
        {
            throw new ToolException(
                ToolErrors.InvalidArguments, $"The request names another model than {model.Id}: leave out its 'model'.");
        }

        body["model"] = model.Id;
        foreach (var field in model.Fields)
        {
            if (field is { Fixed: { } value, IsSent: true })
            {
                body[field.Wire.Name] = WireNode.Create(field, value);
            }
        }

        files.AddTo(body, model, arguments.FindObject("files"));
        return new PreparedRequest(model, index.ProviderOf(model).SubmissionId, body);
    }

    private List<RequestFinding> FindProblems(PreparedRequest request)
    {
        var model = request.Model;
        var problems = new List<RequestFinding>();
        if (model.Status != ModelStatus.Active)
        {
            problems.Add(new RequestFinding(
                model.Status == ModelStatus.Removed ? PreparedRequest.Error : "warning",
                Messages.Retired(model.Id, model.Status, model.Since, model.Successor)));
        }

        // An agent that invents a key expects an effect, and would pay for a video without it.
        problems.AddRange(request.UnknownKeys.Take(MaxUnknownKeys).Select(
            key => new RequestFinding(PreparedRequest.Error, Unknown(model, key)) { Key = key }));
        var findings = request.Findings;
        var repairs = findings.Any(static finding => finding.Severity == FindingSeverity.Error) && model.HasRequestType
            ? new RequestRepairs(index.FormOf(model), request.Body) : null;
        problems.AddRange(findings.Select(finding => Convert(finding, repairs)));
        return problems;
    }

    private static RequestFinding Convert(Finding finding, RequestRepairs? repairs) =>
        new(JsonOutput.ToLowerName(finding.Severity), finding.Message)
        {
            Code = finding.Code,
            Key = finding.Property.Length == 0 ? null : finding.Property,
            Allowed = finding.Allowed,
            Repairs = repairs?.Find(finding) is { Count: > 0 } found ? found : null,
        };

    private static string Unknown(ModelDefinition model, string key)
    {
        var keys = model.Fields.Where(static field => field.Fixed is null).SelectMany(static field => field.Keys).ToList();
        return $"{model.Id} has no key '{key}'; "
            + NearestWord.Hint(NearestWord.Find(key, keys), $"it accepts {string.Join(", ", keys)}.");
    }

    private static bool IsError(RequestFinding finding) => finding.Severity == PreparedRequest.Error;

    private static RequestPrice Price(PreparedRequest request) => new(CostView.Line(request))
    {
        Minimum = request.Price?.Minimum,
        Maximum = request.Price?.Maximum,
        Currency = request.Price?.Maximum is null ? null : request.Model.Price!.Currency,
        AsOf = request.Model.Price?.AsOf,
    };
}
