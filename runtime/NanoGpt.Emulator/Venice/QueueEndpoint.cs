using NanoGpt.Emulator.Endpoints;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Venice;

internal sealed class QueueEndpoint(
    EmulatorOptions options, Access access, ProviderModels models, JobStore store, MediaEndpoint media)
{
    private const int DefaultSeconds = 5;

    private readonly VeniceEndpointFilter filter = new(options, access, options.SubmitsPerMinute);

    public ValueTask<EmulatorResponse> HandleAsync(HttpContext context) =>
        filter.HandleAsync(context, (account, body) => Decide(context, account, body));

    private EmulatorResponse Decide(HttpContext context, string account, JsonObject body)
    {
        var (model, error) = VeniceEndpointFilter.FindModel(models, body);
        if (model is null)
        {
            return error!;
        }

        var request = WireRequest.Read(model, submissionKey: null, body);
        return Validate(model, request) ?? ApplyMarkers(request.Prompt, body) ?? Accept(context, account, model, request);
    }

    private EmulatorResponse? Validate(ModelDefinition model, WireRequest request)
    {
        var fields = new JsonObject();
        foreach (var unknown in options.RejectUnknownKeys ? request.UnknownKeys : [])
        {
            fields[unknown] = VeniceErrorResponses.Field($"{model.Id} does not take '{unknown}'.");
        }

        var errors = request.Check().Where(finding => finding.Severity == FindingSeverity.Error).ToList();
        if (errors.Find(finding => finding.Code == FindingCodes.MediumTooLarge) is { } large)
        {
            return VeniceErrorResponses.TooLarge(large.Message);
        }

        foreach (var group in errors.GroupBy(finding => RequestValidation.Key(model, request, finding.Field)))
        {
            fields[group.Key] = VeniceErrorResponses.Field(group.Select(finding => finding.Message));
        }

        return fields.Count == 0 ? null : VeniceErrorResponses.Details(fields);
    }

    private static EmulatorResponse? ApplyMarkers(string prompt, JsonObject body) =>
        PromptMarkers.IsIn(prompt, PromptMarkers.Refuse) ? VeniceErrorResponses.ContentPolicy()
        : PromptMarkers.IsIn(prompt, PromptMarkers.Consent) && body["consents"] is null ? VeniceErrorResponses.ConsentRequired()
        : PromptMarkers.IsIn(prompt, PromptMarkers.Capacity) ? VeniceErrorResponses.AtCapacity()
        : null;

    private EmulatorResponse Accept(HttpContext context, string account, ModelDefinition model, WireRequest request)
    {
        var seconds = request.Seconds(model);
        var job = new EmulatorJob(
            model, account, store.Time.GetTimestamp(), VideoPlan.Create(seconds ?? DefaultSeconds, request.Shape))
        {
            RunId = TimeOrderedId.Create(store.Time.GetUtcNow()).ToString(),
            Request = request.Body,
            IgnoredKeys = request.UnknownKeys,
            Cost = RequestChecker.EstimatePrice(model, request.Values)?.Maximum ?? 0,
            SubmittedAt = store.Time.GetUtcNow(),
            Outcome = PromptMarkers.GetOutcome(request.Prompt),
        };
        if (!store.TryCharge(job))
        {
            return VeniceErrorResponses.InsufficientBalance(account, job.Cost, store.Balance(account));
        }

        var response = new JsonObject { ["model"] = job.Model, ["queue_id"] = job.RunId };
        if (job.IsPrivate)
        {
            response["download_url"] = media.GetVideoLink(context, job, 1);
        }

        return VeniceEndpointFilter.WithBalance(EmulatorResponse.Json(response), account, store);
    }
}
