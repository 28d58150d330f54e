using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NanoGpt.Runtime.Tests.Jobs;
using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Clients;

/// <summary>
/// A handler of the caller makes the client speak HTTP/2, in which a server can refuse a stream, and the framework then sends the
/// request again by itself. The guard does not let it: once the body has started, the outcome is unknown.
/// </summary>
public sealed class Http2Tests : SubmitTest
{
    private const int RefusedStream = 7;
    private const string Done = """{"data":{"status":"COMPLETED","output":{"video":{"url":"https://cdn.example/v.mp4"}}}}""";

    private readonly List<string> bodies = [];   // of whole POSTs

    [Theory]
    [Trait("Row", "S12")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SubmitAsync_ServerSpeaksHttp2_SendsOnceAndWaits(bool isSecure)
    {
        using var certificate = isSecure ? FaultServer.SelfSigned() : null;
        await using var server = await Http2Server.StartAsync(certificate, async context =>
        {
            Assert.Equal("HTTP/2", context.Request.Protocol);
            await RespondAsync(context, HttpMethods.IsPost(context.Request.Method)
                ? (202, Accepted)
                : (200, Done));
        });
        using var http = Http(certificate);
        using var client = Client(server.Address, http);
        var job = await client.SubmitAsync(Request, Ct);
        Assert.Single((await client.WaitAsync(job, null, Ct)).Outputs);
        Assert.Equal(job.SubmissionId.ToString(), SubmissionId(Assert.Single(bodies)));
    }

    [Theory]
    [Trait("Row", "S12")]
    [Trait("Row", "S70")]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task SubmitAsync_StreamIsRefused_SendsOneWholeBodyAndIsUnknown(bool isBodyRead, bool isBuffered)
    {
        var requests = 0;
        await using var server = await Http2Server.StartAsync(null, async context =>
        {
            if (Interlocked.Increment(ref requests) == 1)
            {
                if (isBodyRead)
                {
                    await ReadBodyAsync(context);
                }

                context.Features.Get<IHttpResetFeature>()!.Reset(RefusedStream);
                return;
            }

            await RespondAsync(context, (202, Accepted));
        });
        using var http = Http(isBuffered: isBuffered);
        using var client = Client(server.Address, http);
        await IsUnknownAsync(client);
        Assert.True(bodies.Count <= 1, $"{bodies.Count} whole POSTs");
    }

    [Theory]
    [Trait("Row", "S12")]
    [Trait("Row", "S70")]
    [InlineData(false, 0, false)]
    [InlineData(false, 0, true)]
    [InlineData(true, 0, true)]
    [InlineData(true, 1, true)]
    public async Task SubmitAsync_ConnectionGoesAway_SendsOneWholeBodyAndIsUnknown(
        bool isBodyRead, int lastStream, bool isBuffered)
    {
        var whole = 0;
        await using var server = new FaultServer(
            async connection =>
            {
                var frames = new Http2Frames(connection);
                await frames.ReadRequestAsync(isBodyRead);
                whole += isBodyRead ? 1 : 0;
                await frames.GoAwayAsync(lastStream);
            },
            async connection =>
            {
                await new Http2Frames(connection).ReadRequestAsync(isWhole: true);
                whole++;
            });
        using var http = Http(isBuffered: isBuffered);
        using var client = Client(server.Address, http);
        await IsUnknownAsync(client);
        Assert.Equal(isBodyRead ? 1 : 0, whole);
    }

    [Theory]
    [Trait("Row", "S74")]
    [InlineData(202)]
    [InlineData(413)]
    public async Task SubmitAsync_Http2ResponseBeforeTheBodyIsRead_KeepsTheBodyOfTheRequest(int status)
    {
        var isNextOver = new TaskCompletionSource();
        var isRead = new TaskCompletionSource();
        await using var server = await Http2Server.StartAsync(null, async context =>
        {
            if (context.Request.ContentLength < 100_000)
            {
                await RespondAsync(context, (202, Accepted));
                return;
            }

            context.Response.StatusCode = status;
            await context.Response.WriteAsync(Accepted);
            await context.Response.CompleteAsync();
            await isNextOver.Task;
            await ReadBodyAsync(context);
            isRead.SetResult();
        });
        using var http = Http();
        using var client = Client(server.Address, http);
        var image = ImageInput.FromBytes(new byte[600_000], "image/png");
        var large = new Sora2Request { Prompt = "x", Image = image, Resolution = Sora2Resolution.R720p };
        await Record.ExceptionAsync(() => client.SubmitAsync(large, Ct));
        await client.SubmitAsync(new Sora2Request { Prompt = new string('Z', 900) }, Ct);
        isNextOver.SetResult();
        await isRead.Task.WaitAsync(Ct);
        var body = bodies.Single(static body => body.Length > 100_000);
        using var own = new VideoRequestContent(large, Guid.Parse(SubmissionId(body)));
        Assert.Equal(await own.ReadAsStringAsync(Ct), body);
    }

    private static async Task IsUnknownAsync(NanoGptClient client)
    {
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.NotNull(failure.SubmissionId);
        Assert.False(failure.IsRetrySafe);
    }

    private async Task RespondAsync(HttpContext context, (int Status, string Body) response)
    {
        if (HttpMethods.IsPost(context.Request.Method))
        {
            await ReadBodyAsync(context);
        }

        context.Response.StatusCode = response.Status;
        await context.Response.WriteAsync(response.Body);
    }

    private async Task ReadBodyAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        lock (bodies)
        {
            bodies.Add(body);
        }
    }

    private NanoGptClient Client(Uri address, HttpClient http) =>
        TestClient.New(new() { BaseAddress = address, AllowInsecureLoopback = true, TimeProvider = Test.Time }, http);

    private static HttpClient Http(X509Certificate2? trusted = null, bool isBuffered = false)
    {
        var sockets = new SocketsHttpHandler();
        sockets.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
            shown is X509Certificate2 certificate && certificate.Thumbprint == trusted?.Thumbprint;
        return new HttpClient(new SecondVersion(new SubmitGuardHandler(sockets)) { IsBuffering = isBuffered });
    }

    private sealed class SecondVersion(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public bool IsBuffering { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
            if (IsBuffering && request.Content is { } body)
            {
                await body.LoadIntoBufferAsync(cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
