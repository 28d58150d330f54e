using Microsoft.AspNetCore.Http;
using NanoGpt.Emulator.Answers;
using NanoGpt.Emulator.Endpoints;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Emulator.Hosting;

/// <summary>Leads a call to its endpoint, past the behaviour that may spoil it.</summary>
internal sealed class EmulatorService
{
    private readonly EmulatorOptions options;
    private readonly Dictionary<string, (string Method, Endpoint Endpoint)> routes;
    private readonly MediaEndpoint media;
    private long calls;

    public EmulatorService(EmulatorOptions options, Catalog catalog, JobBook book)
    {
        this.options = options;
        var access = new Access(options);
        var models = new ModelTable(catalog);
        var submit = new SubmitEndpoint(options, access, models, book);
        var status = new StatusEndpoint(options, access, book);
        media = new MediaEndpoint(access, book);
        routes = new(StringComparer.Ordinal)
        {
            ["/api/generate-video"] = ("POST", submit.HandleAsync),
            ["/api/generate-video/extend"] = ("POST", new ExtendEndpoint(options, access, book).HandleAsync),
            ["/api/video/status"] = ("GET", status.UnifiedAsync),
            ["/api/generate-video/status"] = ("GET", status.LegacyAsync),
            ["/api/generate-video/recover"] = ("GET", new RecoverEndpoint(access, book).HandleAsync),
            ["/api/generate-video/content"] = ("GET", media.ContentAsync),
            ["/api/check-balance"] = ("POST", new BalanceEndpoint(access, book).HandleAsync),
            ["/api/v1/video-models"] = ("GET", new ModelListEndpoint(models).HandleAsync),
        };
    }

    private delegate ValueTask<EmulatorAnswer> Endpoint(HttpContext context);

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var number = Interlocked.Increment(ref calls);
        var call = new EmulatorCall(number, request.Method, request.Path, $"req_{Guid.CreateVersion7():N}");
        context.Response.Headers["X-Request-ID"] = call.RequestId;
        var answer = await options.Behavior.BeforeAsync(call, context.RequestAborted) ?? await AnswerAsync(context);
        answer = await options.Behavior.AfterAsync(call, answer, context.RequestAborted);
        await answer.SendAsync(context);
    }

    private async ValueTask<EmulatorAnswer> AnswerAsync(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value ?? "");
        if (path.StartsWith(MediaEndpoint.Prefix, StringComparison.Ordinal))
        {
            return HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? media.File(path) : Refusal.WrongMethod("GET");
        }

        if (!routes.TryGetValue(path, out var route))
        {
            return Refusal.NoSuchPath();
        }

        return string.Equals(method, route.Method, StringComparison.Ordinal)
            ? await route.Endpoint(context)
            : Refusal.WrongMethod(route.Method);
    }
}
