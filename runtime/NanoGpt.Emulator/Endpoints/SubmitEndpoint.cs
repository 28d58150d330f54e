using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Limits;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Endpoints;

internal sealed class SubmitEndpoint(EmulatorOptions options, Access access, ProviderModels models, JobStore store)
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
        : Decide(key, model, WireRequest.Read(model, models.Provider.SubmissionId, body));

    private EmulatorResponse Decide(string key, ModelDefinition model, WireRequest request) =>
        RequestValidation.Validate(model, request, options.RejectUnknownKeys) ?? Accept(key, model, request);

    private EmulatorResponse Accept(string key, ModelDefinition model, WireRequest request)
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
            IgnoredKeys = request.UnknownKeys,
            Cost = ExactNumber.Normalize(price ?? 0),
            CostIsUnknown = price is null,
            SubmittedAt = store.Time.GetUtcNow(),
            Outcome = PromptMarkers.GetOutcome(request.Prompt),
        };
        return store.TryCharge(job) ? Accepted(job) : ErrorResponses.InsufficientBalance(job.Cost, store.Balance(key));
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
