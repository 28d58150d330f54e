using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests.Sync;

public class ListFetcherTests
{
    [Fact]
    public async Task Sync_HttpFromLoopback_IsFetched()
    {
        using var directory = new TextDirectory(Lists.Models);
        await using var server = await ServeAsync(context => context.Response.WriteAsync(Lists.Same));
        var run = await SyncAsync(directory, server.Address);
        Assert.Equal((ExitCode.Ok, ""), (run.Code, run.Output));
    }

    [Fact]
    public async Task Sync_UnreachableService_ExitsAsOtherCommandsDo()
    {
        using var directory = new TextDirectory(Lists.Models);
        var run = await SyncAsync(directory, "http://127.0.0.1:9/list");   // the discard service, which no machine of a test runs
        Assert.Equal((ExitCode.Unexpected, ""), (run.Code, run.Output));
        Assert.StartsWith("nanogpt: http://127.0.0.1:9/list: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.com/list")]
    [InlineData("ftp://example.com/list")]
    [InlineData("data:application/json,{}")]
    public async Task Sync_HttpFromElsewhere_IsRefused(string address)
    {
        using var directory = new TextDirectory(Lists.Models);
        var run = await SyncAsync(directory, address);
        Assert.Equal((ExitCode.File, $"nanogpt: {address}: only https addresses are allowed, and http on the loopback address.\n"), (run.Code, run.Error));
    }

    [Fact]
    public async Task Sync_Redirect_IsReportedAndNotFollowed()
    {
        using var directory = new TextDirectory(Lists.Models);
        var asked = 0;
        await using var server = await ServeAsync(context =>
        {
            asked++;
            context.Response.Redirect("/other");
            return Task.CompletedTask;
        });
        var run = await SyncAsync(directory, server.Address);
        Assert.Equal((ExitCode.File, 1), (run.Code, asked));
        Assert.Contains($"the service returned 302. It redirects to {server.Address}other: specify that address with --from if you trust it.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_ErrorStatus_IsReported()
    {
        using var directory = new TextDirectory(Lists.Models);
        await using var server = await ServeAsync(context =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
            return Task.CompletedTask;
        });
        var run = await SyncAsync(directory, server.Address);
        Assert.Equal(ExitCode.File, run.Code);
        Assert.Contains("the service returned 503.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_EndlessResponse_IsCutOff()
    {
        using var directory = new TextDirectory(Lists.Models);
        await using var server = await ServeAsync(async context =>
        {
            var chunk = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
            for (var i = 0; i < 64 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            }
        });
        var run = await SyncAsync(directory, server.Address);
        Assert.Equal(ExitCode.File, run.Code);
        Assert.Contains("larger than 32 MiB", run.Error, StringComparison.Ordinal);
    }

    private static Task<Run> SyncAsync(TextDirectory directory, string from) =>
        TextDirectory.RunOnAsync(TextDirectory.Today, "sync", "--provider", "nanogpt", "--from", from, "-d", directory.Root);

    private static async Task<Server> ServeAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Server(app, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");
    }

    private sealed record Server(WebApplication App, string Address) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
