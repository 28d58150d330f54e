using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoGpt.Definitions;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Endpoints;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Requests;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Model;

namespace NanoGpt.Emulator.Venice;

/// <summary>Takes a request, or refuses it by field; what is taken is paid.</summary>
internal sealed class QueueEndpoint(EmulatorOptions options, Access access, ProviderModels models, JobStore book, MediaEndpoint media)
{
    private const int DefaultSeconds = 5;

    private readonly VeniceEndpointFilter door = new(options, access, options.SubmitsPerMinute);

    public ValueTask<EmulatorResponse> HandleAsync(HttpContext context) => door.EnterAsync(context, (account, body) => Decide(context, account, body));

    private EmulatorResponse Decide(HttpContext context, string account, JsonObject body)
    {
        if (VeniceEndpointFilter.Text(body, "model") is not { } id)
        {
            return VeniceRefusal.Missing("model");
        }

        if (models.Find(id) is not { Status: not ModelStatus.Removed } model)
        {
            return VeniceRefusal.UnknownModel(id, models.Suggest(id));
        }

        var request = WireRequest.Read(model, submissionKey: null, body);
        return Verdict(model, request) ?? Marked(request.Prompt, body) ?? Accept(context, account, model, request);
    }

    private EmulatorResponse? Verdict(ModelDefinition model, WireRequest request)
    {
        var fields = new JsonObject();
        foreach (var unknown in options.RefuseUnknownKeys ? request.UnknownKeys : [])
        {
            fields[unknown] = VeniceRefusal.Field($"{model.Id} does not take '{unknown}'.");
        }

        var wrong = request.Check().Where(finding => finding.Severity == FindingSeverity.Error).ToList();
        if (wrong.Find(finding => finding.Code == FindingCodes.MediumTooLarge) is { } large)
        {
            return VeniceRefusal.TooLarge(large.Message);
        }

        foreach (var group in wrong.GroupBy(finding => RequestVerdict.Key(model, request, finding.Field)))
        {
            fields[group.Key] = VeniceRefusal.Field(group.Select(finding => finding.Message));
        }

        return fields.Count == 0 ? null : VeniceRefusal.Details(fields);
    }

    private static EmulatorResponse? Marked(string prompt, JsonObject body) =>
        PromptMarkers.Has(prompt, PromptMarkers.Refuse) ? VeniceRefusal.ContentPolicy()
        : PromptMarkers.Has(prompt, PromptMarkers.Consent) && body["consents"] is null ? VeniceRefusal.NeedsConsent()
        : PromptMarkers.Has(prompt, PromptMarkers.Capacity) ? VeniceRefusal.AtCapacity()
        : null;

    private EmulatorResponse Accept(HttpContext context, string account, ModelDefinition model, WireRequest request)
    {
        var seconds = request.Seconds(model);
        var job = new EmulatorJob(
            model, account, book.Time.GetTimestamp(), new VideoPlan(RandomNumberGenerator.GetHexString(32, lowercase: true), seconds ?? DefaultSeconds, request.Shape))
        {
            RunId = Guid.CreateVersion7(book.Time.GetUtcNow()).ToString(),
            Request = request.Body,
            IgnoredKeys = request.UnknownKeys,
            Cost = VeniceTariff.PriceOf(model, request.Values, seconds),
            SubmittedAt = book.Time.GetUtcNow(),
            Outcome = PromptMarkers.EndingOf(request.Prompt),
        };
        if (book.Pay(job) is null)
        {
            return VeniceRefusal.BalanceShort(account, job.Cost, book.Balance(account));
        }

        var answer = new JsonObject { ["model"] = job.Model, ["queue_id"] = job.RunId };
        if (options.PrivateModels.Contains(job.Model))
        {
            answer["download_url"] = media.FileAddress(context, job, 1);
        }

        return VeniceEndpointFilter.WithBalance(EmulatorResponse.Json(answer), account, book);
    }
}
