using System.Net;
using NanoGpt.Emulator.Endpoints;
using NanoGpt.Emulator.Faults;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Limits;
using NanoGpt.Emulator.Page;
using NanoGpt.Emulator.Requests;
using NanoGpt.Emulator.Venice;
using NanoGpt.Emulator.Webhooks;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Emulator.Hosting;

/// <summary>Routes a request to its endpoint and applies the behavior.</summary>
internal sealed class EmulatorService : IDisposable
{
    private readonly EmulatorOptions options;
    private readonly Dictionary<string, Route> routes;
    private readonly MediaEndpoint media;
    private readonly MediaStorage storage;
    private readonly CallReader calls;
    private readonly BodyBudget bodies;
    private readonly FaultSwitch faults;
    private readonly RequestLog log;
    private readonly PageEndpoint page;
    private readonly WebhookSender webhooks;
    private readonly CancellationToken stopping;

    public EmulatorService(
        EmulatorOptions options, Catalog catalog, JobStore store, MediaStorage storage, Access access, FaultSwitch faults,
        CancellationToken stopping)
    {
        (this.options, this.storage, this.faults, this.stopping) = (options, storage, faults, stopping);
        webhooks = new WebhookSender(options, () => faults.Behavior, stopping);
        log = new RequestLog(options.TimeProvider);
        var models = ProviderModels.Find(catalog, ProviderIds.NanoGpt);
        var veniceModels = ProviderModels.Find(catalog, ProviderIds.Venice);
        bodies = new BodyBudget(Math.Max(options.MaxTotalBodyBytes, options.MaxBodyBytes + (long)RequestBody.SegmentBytes));
        media = new MediaEndpoint(access, store, storage);
        calls = new CallReader(models?.Provider.SubmissionId, store);
        routes = new(
            [
                .. models is null ? [] : NanoGptRoutes(models, store, access),
                .. veniceModels is null ? [] : VeniceRoutes(veniceModels, store, access),
            ],
            StringComparer.Ordinal);
        if (routes.Count == 0)
        {
            throw new ArgumentException(
                $"The catalog contains neither the provider '{ProviderIds.NanoGpt}' nor '{ProviderIds.Venice}'.",
                nameof(catalog));
        }

        page = new PageEndpoint(
            options, store, media, storage, faults, log, [.. routes.Select(route => (route.Value.Method, route.Key))]);
    }

    private sealed record Route(string Method, EmulatorRoute Id, Func<HttpContext, ValueTask<EmulatorResponse>> HandleAsync);

    private Dictionary<string, Route> NanoGptRoutes(ProviderModels models, JobStore store, Access access)
    {
        var submit = new SubmitEndpoint(options, access, models, store, webhooks);
        var extend = new ExtendEndpoint(options, access, store);
        var status = new StatusEndpoint(options, access, store, media);
        var recover = new RecoverEndpoint(options, access, store);
        return new()
        {
            ["/api/generate-video"] = new("POST", EmulatorRoute.Submit, submit.HandleAsync),
            ["/api/generate-video/extend"] = new("POST", EmulatorRoute.Extend, extend.HandleAsync),
            ["/api/video/status"] = new("GET", EmulatorRoute.Status, status.UnifiedAsync),
            ["/api/generate-video/status"] = new("GET", EmulatorRoute.Status, status.LegacyAsync),
            ["/api/generate-video/recover"] = new("GET", EmulatorRoute.Recover, recover.HandleAsync),
            ["/api/generate-video/content"] = new("GET", EmulatorRoute.Content, media.ContentAsync),
            ["/api/check-balance"] = new("POST", EmulatorRoute.Balance, new BalanceEndpoint(access, store).HandleAsync),
            ["/api/v1/video-models"] = new("GET", EmulatorRoute.Models, new ModelListEndpoint(models).HandleAsync),
        };
    }

    private Dictionary<string, Route> VeniceRoutes(ProviderModels models, JobStore store, Access access)
    {
        var queue = new QueueEndpoint(options, access, models, store, media);
        var retrieve = new RetrieveEndpoint(options, access, store);
        return new()
        {
            ["/api/v1/video/queue"] = new("POST", EmulatorRoute.Queue, queue.HandleAsync),
            ["/api/v1/video/quote"] = new("POST", EmulatorRoute.Quote, new QuoteEndpoint(options, access, models).HandleAsync),
            ["/api/v1/video/retrieve"] = new("POST", EmulatorRoute.Retrieve, retrieve.RetrieveAsync),
            ["/api/v1/video/complete"] = new("POST", EmulatorRoute.Complete, retrieve.CompleteAsync),
            ["/api/v1/models"] = new("GET", EmulatorRoute.Models, new VeniceModelListEndpoint(models).HandleAsync),
        };
    }

    public void Dispose() => webhooks.Dispose();

    public async Task HandleAsync(HttpContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var response = HostCheck.Reject(context.Request.Host) ?? await ProcessAsync(context, stop.Token);
        await response.SendAsync(context, options.TimeProvider, stop.Token);
    }

    private async Task<EmulatorResponse> ProcessAsync(HttpContext context, CancellationToken cancellationToken)
    {
        // Released before the response is sent, because a client that received it may send the next body.
        using var share = bodies.Open();
        context.Features.Set(share);
        if (!IsStorage(context) && await page.RespondAsync(context) is { } shown)
        {
            return shown;
        }

        var behavior = faults.Behavior;
        var call = await calls.ReadAsync(context, RouteOf(context), cancellationToken);
        context.Response.Headers["X-Request-ID"] = call.RequestId;
        var replaced = await behavior.BeforeAsync(call, cancellationToken);
        var response = replaced ?? ByteRanges.Apply(context, await RespondAsync(context));
        var sent = await behavior.AfterAsync(call, response, cancellationToken);
        log.Add(call, sent, isChanged: replaced is not null || sent != response);
        return sent;
    }

    private static bool IsStorage(HttpContext context) => context.Features.Get<StorageConnection>() is not null;

    private static bool IsMedia(HttpContext context) =>
        context.Request.Path.Value?.StartsWith(MediaEndpoint.Prefix, StringComparison.Ordinal) == true;

    private EmulatorRoute RouteOf(HttpContext context) =>
        IsMedia(context) ? EmulatorRoute.Media
        : !IsStorage(context) && routes.TryGetValue(context.Request.Path.Value ?? "", out var route)
            && context.Request.Method == route.Method ? route.Id
        : EmulatorRoute.Other;

    private async ValueTask<EmulatorResponse> RespondAsync(HttpContext context)
    {
        if (IsStorage(context) && storage.Reject(context) is { } error)
        {
            return error;
        }

        var (method, path) = (context.Request.Method, context.Request.Path.Value ?? "");
        if (IsMedia(context) && IsStorage(context) == storage.Address is not null)
        {
            return method is "GET" or "HEAD" ? media.File(path) : ErrorResponses.MethodNotAllowed("GET");
        }

        if (IsStorage(context) || !routes.TryGetValue(path, out var route))
        {
            return ErrorResponses.PathNotFound();
        }

        return method == route.Method ? await route.HandleAsync(context) : ErrorResponses.MethodNotAllowed(route.Method);
    }
}

/// <summary>
/// Rejects requests for another host. Otherwise a web page whose name resolves to 127.0.0.1 (DNS rebinding) would have the same
/// origin as the emulator, and a browser would allow it to read responses and send requests.
/// </summary>
internal static class HostCheck
{
    public static EmulatorResponse? Reject(HostString host) => IsLoopback(host.Host)
        ? null
        : ErrorResponses.Create(
            StatusCodes.Status421MisdirectedRequest, "invalid_request_error", "wrong_host",
            "The Host header must be localhost, 127.0.0.1 or [::1]: this server is for its own machine.");

    private static bool IsLoopback(string name) =>
        name.TrimEnd('.').Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
}
