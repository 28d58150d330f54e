using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using NanoGpt.Catalogs.Data;
using NanoGpt.Catalogs.Running;
using NanoGpt.Catalogs.Site.Building;

namespace NanoGpt.Catalogs.Site.Serving;

/// <summary>Serves the catalogue on 127.0.0.1, and runs the requests of its pages.</summary>
public sealed partial class CatalogServer : IAsyncDisposable
{
    private const string ApiPrefix = "/api/";
    private const long MaxBodyBytes = 100_000_000;

    private static readonly FileExtensionContentTypeProvider ContentTypes = new()
    {
        Mappings = { [".wasm"] = "application/wasm" },
    };

    private readonly WebApplication app;
    private readonly RunService runs;
    private readonly RequestGuard guard;
    private readonly Dictionary<string, byte[]> pages;
    private readonly Dictionary<string, string> files;
    private readonly byte[] data;
    private readonly string policy;

    private CatalogServer(WebApplication app, SiteContent content, RunService runs)
    {
        Token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        (this.app, this.runs, guard) = (app, runs, new RequestGuard(Token));
        pages = content.Pages("/", Token).ToDictionary(
            static page => "/" + page.Path, static page => Encoding.UTF8.GetBytes(page.Html), StringComparer.Ordinal);
        files = content.AppFiles().ToDictionary(static path => "/" + path, content.PathOf, StringComparer.Ordinal);
        data = content.Document.Write();
        policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' " + string.Join(' ', content.Template.ScriptHashes)
            + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'self'; "
            + "form-action 'none'; object-src 'none'";
    }

    /// <summary>Gets the address of the first page.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Gets the token that the pages of this start contain.</summary>
    public string Token { get; }

    /// <summary>Starts a server that runs until it is disposed.</summary>
    /// <param name="content">The content of the site.</param>
    /// <param name="catalog">The models of the content, for the emulator.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">A token that cancels the start.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<CatalogServer> StartAsync(
        SiteContent content, Catalog catalog, CatalogServerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);

        var builder = LoopbackHost.CreateBuilder(options.Port, MaxBodyBytes);
        builder.Services.AddResponseCompression();
        builder.Services.Configure<BrotliCompressionProviderOptions>(static brotli => brotli.Level = CompressionLevel.Optimal);
        var app = builder.Build();
        var runs = await RunService.StartAsync(catalog, content.Document, options, cancellationToken);
        var server = new CatalogServer(app, content, runs);
        app.UseResponseCompression();
        app.Run(server.HandleAsync);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await runs.DisposeAsync();
            throw;
        }

        server.Address = LoopbackHost.GetAddress(app);
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await runs.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var path = request.Path.Value ?? "/";
        var isApi = path.StartsWith(ApiPrefix, StringComparison.Ordinal);
        response.Headers.ContentSecurityPolicy = policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (guard.Reject(request, isApi) is var (status, message))
        {
            await RejectAsync(response, status, message);
        }
        else if (isApi)
        {
            await HandleApiAsync(context, path[1..]);
        }
        else if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
        else
        {
            await SendFileAsync(context, path);
        }
    }

    private async Task HandleApiAsync(HttpContext context, string path)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.CacheControl = "no-store";
        switch (request.Method, path)
        {
            case ("GET", RunProtocol.SessionPath):
                await RespondAsync(response, StatusCodes.Status200OK, runs.Session, RunJson.Default.RunSession);
                break;
            case ("GET", RunProtocol.RunsPath):
                await RespondAsync(response, StatusCodes.Status200OK, runs.Runs, RunJson.Default.IReadOnlyListRunState);
                break;
            case ("POST", RunProtocol.RunsPath):
                await StartRunAsync(request, response);
                break;
            case ("GET", _) when path.Split('/') is ["api", "runs", var id, "video"] && runs.FindVideo(id) is { } video:
                await Results.File(video, "video/mp4", enableRangeProcessing: true).ExecuteAsync(context);
                break;
            default:
                await RejectAsync(response, StatusCodes.Status404NotFound, "There is no such resource.");
                break;
        }
    }

    private async Task StartRunAsync(HttpRequest request, HttpResponse response)
    {
        try
        {
            var cancellationToken = request.HttpContext.RequestAborted;
            var start = await JsonSerializer.DeserializeAsync(request.Body, RunJson.Default.RunStart, cancellationToken)
                ?? throw new RunRejectedException("The request is empty.");
            await RespondAsync(response, StatusCodes.Status202Accepted, runs.Start(start), RunJson.Default.RunState);
        }
        catch (Exception e) when (e is RunRejectedException or JsonException or ArgumentException)
        {
            await RejectAsync(response, StatusCodes.Status400BadRequest, e.Message);
        }
    }

    private async Task SendFileAsync(HttpContext context, string path)
    {
        var response = context.Response;
        if (path == "/" + CatalogDocument.FileName)
        {
            response.ContentType = "application/json";
            await response.Body.WriteAsync(data, context.RequestAborted);
        }
        else if (files.TryGetValue(path, out var file))
        {
            response.ContentType = ContentTypes.TryGetContentType(path, out var type) ? type : "application/octet-stream";
            response.Headers.Vary = HeaderNames.AcceptEncoding;
            response.Headers.CacheControl = Fingerprint().IsMatch(path) ? "public, max-age=31536000, immutable" : "no-cache";
            if (AcceptsBrotli(context.Request) && files.TryGetValue(path + ".br", out var compressed))
            {
                response.Headers.ContentEncoding = "br";
                file = compressed;
            }

            await response.SendFileAsync(file, context.RequestAborted);
        }
        else
        {
            response.ContentType = "text/html; charset=utf-8";
            response.Headers.CacheControl = "no-store";
            var isPage = pages.TryGetValue(path.EndsWith('/') ? path + "index.html" : path + "/index.html", out var html);
            response.StatusCode = isPage ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
            await response.Body.WriteAsync(html ?? pages["/" + SiteContent.MissingPage], context.RequestAborted);
        }
    }

    private static bool AcceptsBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(static encoding => encoding is { Value.Value: "br", Quality: not 0 });

    // A name such as dotnet.gcjkn6ansk.js: another content has another name.
    [GeneratedRegex(@"/_framework/.*\.[a-z0-9]{10}\.\w+$")]
    private static partial Regex Fingerprint();

    private static Task RejectAsync(HttpResponse response, int status, string message) =>
        RespondAsync(response, status, new RunRejection(message), RunJson.Default.RunRejection);

    private static Task RespondAsync<T>(
        HttpResponse response, int status, T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        response.StatusCode = status;
        return response.WriteAsJsonAsync(value, type);
    }
}
