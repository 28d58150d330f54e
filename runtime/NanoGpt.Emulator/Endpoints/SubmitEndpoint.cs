using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Limits;
using NanoGpt.Emulator.Requests;
using NanoGpt.Emulator.Webhooks;

namespace NanoGpt.Emulator.Endpoints;

internal sealed class SubmitEndpoint(
    EmulatorOptions options, Access access, ProviderModels models, JobStore store, WebhookSender webhooks)
{
    private const int DefaultSeconds = 5;

    private readonly DailyLimit day = new(options);
    private readonly PaidEndpointFilter filter = new(options, access, options.SubmitsPerMinute);

    public ValueTask<EmulatorResponse> HandleAsync(HttpContext context) => filter.HandleAsync(context, Decide);

    private EmulatorResponse Decide(string key, JsonObject body) =>
        body["model"] is not { } id ? ErrorResponses.MissingParameter("model")
        : id.GetValueKind() != JsonValueKind.String ? ErrorResponses.InvalidValue("model", "model must be text.")
        : models.Find(id.GetValue<string>()) is not { } model
            ? ErrorResponses.UnknownModel(id.GetValue<string>(), models.Suggest(id.GetValue<string>()))
        : model.Status == ModelStatus.Removed ? ErrorResponses.RemovedModel(model.Id, model.Successor)
        : webhooks.Take(body, out var callback)
            ?? Decide(key, model, WireRequest.Read(model, models.Provider.SubmissionId, body), callback);

    private EmulatorResponse Decide(string key, ModelDefinition model, WireRequest request, Uri? callback) =>
        RequestValidation.Validate(model, request, options.RejectUnknownKeys) ?? Accept(key, model, request, callback);

    private EmulatorResponse Accept(string key, ModelDefinition model, WireRequest request, Uri? callback)
    {
        if (PromptMarkers.IsIn(request.Prompt, PromptMarkers.Refuse))
        {
            return ErrorResponses.ContentPolicy();
        }

        // The service charges the most expensive option for a field that is not set.
        var price = RequestChecker.EstimatePrice(model, request.Values)?.Maximum;
        if (day.Take(key, price ?? 0) is var (code, message, wait))
        {
            return ErrorResponses.DailyLimit(code, message, wait);
        }

        var video = VideoPlan.Create(request.Seconds(model) ?? DefaultSeconds, request.Shape);
        var job = new EmulatorJob(model, key, store.Time.GetTimestamp(), video)
        {
            RunId = store.CreateRunId(),
            SubmissionId = request.SubmissionId,
            Request = request.Body,
            CallbackUrl = callback,
            IgnoredKeys = request.UnknownKeys,
            Cost = ExactNumber.Normalize(price ?? 0),
            CostIsUnknown = price is null,
            SubmittedAt = store.Time.GetUtcNow(),
            Outcome = PromptMarkers.GetOutcome(request.Prompt),
        };
        if (!store.TryCharge(job))
        {
            return ErrorResponses.InsufficientBalance(job.Cost, store.Balance(key));
        }

        webhooks.Schedule(job, store.SubjectOf(job));
        return Accepted(job);
    }

    private EmulatorResponse Accepted(EmulatorJob job) => EmulatorResponse.Json(
        new JsonObject
        {
            ["runId"] = job.RunId,
            ["id"] = job.RunId,
            ["status"] = "pending",
            ["model"] = job.Model,
            ["cost"] = job.Cost,
            ["paymentSource"] = "USD",
            ["remainingBalance"] = store.Balance(job.Key),
            ["prechargeLabel"] = job.CostIsUnknown ? $"{job.Spec.Title}: price unknown, nothing charged" : job.Spec.Title,
        },
        StatusCodes.Status202Accepted);
}
