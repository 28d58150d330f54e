using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StandardWebhooks;

namespace NanoGpt.Hosting.Tests.Webhooks;

/// <summary>An application with the webhook endpoint, a clock that stands, and a sender.</summary>
internal sealed class WebhookHost : IAsyncDisposable, IJobNoticeHandler
{
    public const string Secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    public const string OldSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly WebApplication app;
    private readonly HttpClient http = new();
    private readonly SemaphoreSlim answered = new(0);

    private WebhookHost(Action<IServiceCollection> addClient, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders().AddProvider(Logs);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton<IJobNoticeHandler>(this);
        builder.Services.AddNanoGptWebhook(options =>
        {
            options.Secrets.Add(Secret);
            options.Secrets.Add(OldSecret);
        });
        addClient(builder.Services);
        app = builder.Build();
        app.Use(async (context, next) =>
        {
            await next(context);
            answered.Release();
        });
        app.MapNanoGptWebhook("/hook/{submissionId?}");
    }

    public ManualTimeProvider Time { get; } = new();

    public LogList Logs { get; } = new();

    public List<JobNotice> Notices { get; } = [];

    public bool IsFailing { get; set; }

    public Uri Address => new(app.Urls.Single());

    public IServiceProvider Services => app.Services;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<WebhookHost> StartAsync(Action<IServiceCollection>? addClient = null, int port = 0)
    {
        addClient ??= static services => services.AddNanoGpt(options => options.ApiKey = CanaryWatch.Key);
        var host = new WebhookHost(addClient, port);
        await host.app.StartAsync(Ct);
        return host;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until requests of others were answered.</summary>
    public async Task WaitForRequestsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await answered.WaitAsync(Ct);
        }
    }

    public ValueTask HandleAsync(JobNotice notice, CancellationToken cancellationToken)
    {
        Notices.Add(notice);
        return IsFailing ? throw new InvalidOperationException("The queue is full.") : default;
    }

    /// <summary>Sends a webhook that another implementation of the specification has signed.</summary>
    public async Task<int> SendAsync(
        string id, string body = """{"type":"video.completed","data":{"runId":"vid_1"}}""", string secret = Secret, double age = 0,
        string path = "/hook", Action<HttpRequestMessage>? change = null)
    {
        var sentAt = Time.GetUtcNow() - TimeSpan.FromSeconds(age);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path)) { Content = new StringContent(body) };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", $"{sentAt.ToUnixTimeSeconds()}");
        request.Headers.Add("webhook-signature", new StandardWebhook(secret).Sign(id, sentAt, body));
        change?.Invoke(request);
        using var response = await http.SendAsync(request, Ct);
        return (int)response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        answered.Dispose();
    }
}
