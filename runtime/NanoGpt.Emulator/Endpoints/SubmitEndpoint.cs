using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoGpt.Definitions;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Limits;
using NanoGpt.Emulator.Requests;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Model;

namespace NanoGpt.Emulator.Endpoints;

/// <summary>Takes a request, or refuses it; what is taken is paid.</summary>
internal sealed class SubmitEndpoint(EmulatorOptions options, Access access, ProviderModels models, JobStore book)
{
    private const int DefaultSeconds = 5;

    /// <summary>Division by it takes the zeros from a number's end, so that 0.80 is written as 0.8.</summary>
    private const decimal OneToAllPlaces = 1.0000000000000000000000000000m;

    private readonly DailyLimit day = new(options);
    private readonly PaidEndpointFilter door = new(options, access, options.SubmitsPerMinute);

    public ValueTask<EmulatorResponse> HandleAsync(HttpContext context) => door.EnterAsync(context, Decide);

    private EmulatorResponse Decide(string key, JsonObject body)
    {
        if (body["model"] is not { } id)
        {
            return Refusal.Missing("model");
        }

        if (id.GetValueKind() != JsonValueKind.String)
        {
            return Refusal.BadValue("model", "model must be text.");
        }

        var model = models.Find(id.GetValue<string>());
        if (model is null || model.Status == ModelStatus.Removed)
        {
            return model is null
                ? Refusal.UnknownModel(id.GetValue<string>(), models.Suggest(id.GetValue<string>()))
                : Refusal.RemovedModel(model.Id, model.Successor);
        }

        var request = WireRequest.Read(model, models.Provider.SubmissionId, body);
        return RequestVerdict.Of(model, request, options.RefuseUnknownKeys) ?? Accept(key, model, request);
    }

    private EmulatorResponse Accept(string key, ModelDefinition model, WireRequest request)
    {
        if (request.Prompt.Contains(PromptMarkers.Refuse, StringComparison.OrdinalIgnoreCase))
        {
            return Refusal.ContentPolicy();
        }

        var price = RequestChecker.CalculatePrice(model, request.Values);
        if (day.Take(key, price ?? 0) is var (code, message, wait))
        {
            return Refusal.DailyLimit(code, message, wait);
        }

        var video = new VideoPlan(
            RandomNumberGenerator.GetHexString(32, lowercase: true),
            request.Seconds(model) ?? DefaultSeconds,
            request.Shape);
        var job = new EmulatorJob(model, key, book.Time.GetTimestamp(), video)
        {
            RunId = $"vid_{Guid.CreateVersion7(book.Time.GetUtcNow()):N}",
            SubmissionId = request.SubmissionId,
            Request = request.Body,
            IgnoredKeys = request.UnknownKeys,
            Cost = (price ?? 0) / OneToAllPlaces,
            CostIsUnknown = price is null,
            SubmittedAt = book.Time.GetUtcNow(),
            Outcome = PromptMarkers.EndingOf(request.Prompt),
        };
        return book.Pay(job) is null ? Refusal.BalanceShort(job.Cost, book.Balance(key)) : Accepted(job);
    }

    private EmulatorResponse Accepted(EmulatorJob job)
    {
        var body = new JsonObject
        {
            ["runId"] = job.RunId,
            ["id"] = job.RunId,
            ["status"] = "pending",
            ["model"] = job.Model,
            ["cost"] = job.Cost,
            ["paymentSource"] = "USD",
            ["remainingBalance"] = book.Balance(job.Key),
            ["prechargeLabel"] = job.CostIsUnknown ? $"{job.Spec.Title}: price unknown, nothing charged" : job.Spec.Title,
        };
        return EmulatorResponse.Json(body, StatusCodes.Status202Accepted);
    }
}
