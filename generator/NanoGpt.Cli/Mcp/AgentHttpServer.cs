using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NanoGpt.Catalogs.Site.Serving;

namespace NanoGpt.Cli.Mcp;

/// <summary>Serves agents over HTTP on 127.0.0.1.</summary>
internal sealed class AgentHttpServer : IAsyncDisposable
{
    private const string Path = "mcp";
    private const long MaxBodyBytes = 5_000_000;

    private readonly WebApplication app;

    private AgentHttpServer(WebApplication app) => this.app = app;

    /// <summary>Gets the address of the endpoint.</summary>
    public Uri Address => new(LoopbackHost.GetAddress(app), Path);

    /// <summary>Starts a server that runs until it is disposed.</summary>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<AgentHttpServer> StartAsync(
        int port, ToolHandlers tools, PageHandlers pages, CancellationToken cancellationToken)
    {
        var builder = LoopbackHost.CreateBuilder(port, MaxBodyBytes);
        builder.Services.AddRoutingCore();
        builder.Services.AddMcpServer(options => AgentServer.Configure(options, tools, pages)).WithHttpTransport();
        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            if (LoopbackGuard.Reject(context.Request) is var (status, message))
            {
                context.Response.StatusCode = status;
                await context.Response.WriteAsync(message);
                return;
            }

            await next(context);
        });
        app.MapMcp("/" + Path);
        await app.StartAsync(cancellationToken);
        return new AgentHttpServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
