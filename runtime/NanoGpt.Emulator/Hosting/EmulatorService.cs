using Microsoft.AspNetCore.Http;
using NanoGpt.Definitions;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Endpoints;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Limits;
using NanoGpt.Emulator.Requests;
using NanoGpt.Emulator.Venice;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Emulator.Hosting;

/// <summary>Leads a call to its endpoint, past the behaviour that may spoil it.</summary>
internal sealed class EmulatorService
{
    private readonly EmulatorOptions options;
    private readonly Dictionary<string, (string Method, EmulatorRoute Route, Endpoint Endpoint)> routes;
    private readonly MediaEndpoint media;
    private readonly MediaStorage storage;
    private readonly CallReader calls;
    private readonly BodyBudget bodies;
    private readonly CancellationToken stopping;

    public EmulatorService(EmulatorOptions options, Catalog catalog, JobStore book, MediaStorage storage, Access access, CancellationToken stopping)
    {
        (this.options, this.storage, this.stopping) = (options, storage, stopping);
        var (models, veniceModels) = (ProviderModels.Of(catalog, ProviderIds.NanoGpt), ProviderModels.Of(catalog, ProviderIds.Venice));
        bodies = new BodyBudget(Math.Max(options.MaxTotalBodyBytes, options.MaxBodyBytes + (long)RequestBody.SegmentBytes));
        media = new MediaEndpoint(access, book, storage);
        calls = new CallReader(models?.Provider.SubmissionId, book);
        routes = new(
            [.. models is null ? [] : NanoGptRoutes(models, book, access), .. veniceModels is null ? [] : VeniceRoutes(veniceModels, book, access)],
            StringComparer.Ordinal);
        if (routes.Count == 0)
        {
            throw new ArgumentException($"The directory has neither the provider '{ProviderIds.NanoGpt}' nor '{ProviderIds.Venice}'.", nameof(catalog));
        }
    }

    private delegate ValueTask<EmulatorResponse> Endpoint(HttpContext context);

    private Dictionary<string, (string Method, EmulatorRoute Route, Endpoint Endpoint)> NanoGptRoutes(ProviderModels models, JobStore book, Access access)
    {
        var status = new StatusEndpoint(options, access, book, media);
        return new()
        {
            ["/api/generate-video"] = ("POST", EmulatorRoute.Submit, new SubmitEndpoint(options, access, models, book).HandleAsync),
            ["/api/generate-video/extend"] = ("POST", EmulatorRoute.Extend, new ExtendEndpoint(options, access, book).HandleAsync),
            ["/api/video/status"] = ("GET", EmulatorRoute.Status, status.UnifiedAsync),
            ["/api/generate-video/status"] = ("GET", EmulatorRoute.Status, status.LegacyAsync),
            ["/api/generate-video/recover"] = ("GET", EmulatorRoute.Recover, new RecoverEndpoint(options, access, book).HandleAsync),
            ["/api/generate-video/content"] = ("GET", EmulatorRoute.Content, media.ContentAsync),
            ["/api/check-balance"] = ("POST", EmulatorRoute.Balance, new BalanceEndpoint(access, book).HandleAsync),
            ["/api/v1/video-models"] = ("GET", EmulatorRoute.Models, new ModelListEndpoint(models).HandleAsync),
        };
    }

    private Dictionary<string, (string Method, EmulatorRoute Route, Endpoint Endpoint)> VeniceRoutes(ProviderModels models, JobStore book, Access access)
    {
        var retrieve = new RetrieveEndpoint(options, access, book);
        return new()
        {
            ["/api/v1/video/queue"] = ("POST", EmulatorRoute.Queue, new QueueEndpoint(options, access, models, book, media).HandleAsync),
            ["/api/v1/video/quote"] = ("POST", EmulatorRoute.Quote, new QuoteEndpoint(options, access, models).HandleAsync),
            ["/api/v1/video/retrieve"] = ("POST", EmulatorRoute.Retrieve, retrieve.RetrieveAsync),
            ["/api/v1/video/complete"] = ("POST", EmulatorRoute.Complete, retrieve.CompleteAsync),
            ["/api/v1/models"] = ("GET", EmulatorRoute.Models, new VeniceModelListEndpoint(models).HandleAsync),
        };
    }

    public async Task HandleAsync(HttpContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var answer = HostCheck.Refuse(context.Request.Host) ?? await DecideAsync(context, stop.Token);
        await answer.SendAsync(context, options.TimeProvider, stop.Token);
    }

    private async Task<EmulatorResponse> DecideAsync(HttpContext context, CancellationToken cancellationToken)
    {
        // Given back before the answer is sent: whoever has it may send the next body.
        using var share = bodies.Open();
        context.Features.Set(share);
        var call = await calls.ReadAsync(context, RouteOf(context), cancellationToken);
        context.Response.Headers["X-Request-ID"] = call.RequestId;
        var answer = await options.Behavior.BeforeAsync(call, cancellationToken)
            ?? ByteRanges.Apply(context, await AnswerAsync(context));
        return await options.Behavior.AfterAsync(call, answer, cancellationToken);
    }

    private static bool IsStorage(HttpContext context) => context.Features.Get<StorageConnection>() is not null;

    private static bool IsMedia(HttpContext context) => context.Request.Path.Value?.StartsWith(MediaEndpoint.Prefix, StringComparison.Ordinal) == true;

    private EmulatorRoute RouteOf(HttpContext context) => IsMedia(context) ? EmulatorRoute.Media
        : !IsStorage(context) && routes.TryGetValue(context.Request.Path.Value ?? "", out var route) && context.Request.Method == route.Method ? route.Route
        : EmulatorRoute.Other;

    private async ValueTask<EmulatorResponse> AnswerAsync(HttpContext context)
    {
        if (IsStorage(context) && storage.Refuse(context) is { } refusal)
        {
            return refusal;
        }

        var (method, path) = (context.Request.Method, context.Request.Path.Value ?? "");
        if (IsMedia(context) && IsStorage(context) == storage.Address is not null)
        {
            return HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? media.File(path) : Refusal.WrongMethod("GET");
        }

        if (IsStorage(context) || !routes.TryGetValue(path, out var route))
        {
            return Refusal.NoSuchPath();
        }

        return string.Equals(method, route.Method, StringComparison.Ordinal)
            ? await route.Endpoint(context)
            : Refusal.WrongMethod(route.Method);
    }
}
