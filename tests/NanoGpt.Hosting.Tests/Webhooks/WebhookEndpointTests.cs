using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NanoGpt.Emulator;
using NanoGpt.Emulator.Faults;

namespace NanoGpt.Hosting.Tests.Webhooks;

/// <summary>The endpoint against signed, forged, old and repeated webhooks, and against those of the emulator.</summary>
public sealed class WebhookEndpointTests
{
    private static readonly Uri Callback = new("https://hooks.example.com/hook");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WebhookHost.Secret)]
    [InlineData(WebhookHost.OldSecret)]
    public async Task Webhook_SignedByASecret_IsPassedOn(string secret)
    {
        await using var host = await WebhookHost.StartAsync();
        var submission = Guid.NewGuid();

        Assert.Equal(204, await host.SendAsync("msg_1", secret: secret, path: $"/hook/{submission}"));

        var notice = Assert.Single(host.Notices);
        Assert.Equal(("msg_1", submission), (notice.Id, notice.SubmissionId));
        Assert.Equal(["video.completed", "vid_1"], notice.Texts);
    }

    [Theory]
    [InlineData("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", 0, "no secret")]
    [InlineData(WebhookHost.Secret, 302, "too far")]
    [InlineData(WebhookHost.Secret, -302, "too far")]
    public async Task Webhook_ForgedOrNotOfNow_IsRefusedAndLoggedOnce(string secret, double age, string reason)
    {
        await using var host = await WebhookHost.StartAsync();

        Assert.Equal(401, await host.SendAsync("msg_1", secret: secret, age: age));

        Assert.Empty(host.Notices);
        var line = Assert.Single(host.Logs.Lines, static line => line.StartsWith("196", StringComparison.Ordinal));
        Assert.StartsWith("1962 ", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("webhook-id")]
    [InlineData("webhook-timestamp")]
    [InlineData("webhook-signature")]
    public async Task Webhook_HeaderIsMissing_IsRefused(string header)
    {
        await using var host = await WebhookHost.StartAsync();

        Assert.Equal(401, await host.SendAsync("msg_1", change: request => request.Headers.Remove(header)));
        Assert.Empty(host.Notices);
    }

    [Fact]
    public async Task Webhook_TimestampIsNotAWholeNumber_IsRefused()
    {
        await using var host = await WebhookHost.StartAsync();

        var status = await host.SendAsync("msg_1", change: static request =>
        {
            request.Headers.Remove("webhook-timestamp");
            request.Headers.Add("webhook-timestamp", "1790000000.5");
        });

        Assert.Equal(401, status);
        Assert.Empty(host.Notices);
    }

    [Fact]
    public async Task Webhook_Repeated_IsAcceptedAndIgnored()
    {
        await using var host = await WebhookHost.StartAsync();

        Assert.Equal(204, await host.SendAsync("msg_1"));
        Assert.Equal(204, await host.SendAsync("msg_1"));
        Assert.Equal(204, await host.SendAsync("msg_2"));

        Assert.Equal(["msg_1", "msg_2"], host.Notices.Select(static notice => notice.Id));
    }

    [Fact]
    public async Task Webhook_RepeatedAfterTheTolerance_IsPassedOnAgain()
    {
        await using var host = await WebhookHost.StartAsync();
        await host.SendAsync("msg_1");

        host.Time.Advance(301);
        await host.SendAsync("msg_1");   // a later attempt has a new timestamp

        Assert.Equal(2, host.Notices.Count);
    }

    [Fact]
    public async Task Webhook_HandlerFails_IsAskedForAgain()
    {
        await using var host = await WebhookHost.StartAsync();
        host.IsFailing = true;
        Assert.Equal(503, await host.SendAsync("msg_1"));

        host.IsFailing = false;
        Assert.Equal(204, await host.SendAsync("msg_1"));

        Assert.Equal(2, host.Notices.Count);
    }

    [Fact]
    public async Task Webhook_LargeBody_IsRefused()
    {
        await using var host = await WebhookHost.StartAsync();

        Assert.Equal(413, await host.SendAsync("msg_1", new string(' ', 70_000)));
        Assert.Empty(host.Notices);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    public async Task Webhook_BodyWithoutTexts_IsAccepted(string body)
    {
        await using var host = await WebhookHost.StartAsync();

        Assert.Equal(204, await host.SendAsync("msg_1", body));
        Assert.Empty(Assert.Single(host.Notices).Texts);
    }

    [Theory]
    [InlineData(null, "There is no secret of webhooks")]
    [InlineData("a secret of mine", "Each secret of webhooks must be 'whsec_'")]
    public async Task AddNanoGptWebhook_InvalidSecret_StopsTheHost(string? secret, string message)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddNanoGpt(static options => options.ApiKey = CanaryWatch.Key);
        builder.Services.AddNanoGptWebhook(options => _ = secret is null ? 0 : Add(options.Secrets, secret));
        using var host = builder.Build();

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Ct));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("of mine", failure.Message, StringComparison.Ordinal);

        static int Add(IList<string> secrets, string one)
        {
            secrets.Add(one);
            return secrets.Count;
        }
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("webhook-late", true)]
    [InlineData("webhook-twice", true)]
    [InlineData("webhook-forged", false)]
    [InlineData("webhook-old", false)]
    [InlineData("webhook-never", false)]
    public async Task WaitAsync_WebhookOfTheEmulator_PollsAtOnceAndOtherwiseByTheInterval(string? fault, bool isWoken)
    {
        // The client's clock stands, so that only a webhook can end its first poll interval.
        var (clientTime, time, port) = (new ManualTimeProvider(), new ManualTimeProvider(), WebhookHost.FreePort());
        await using var emulator = await NanoGptEmulator.StartAsync(
            new EmulatorOptions
            {
                TimeProvider = time,
                WebhookSecret = WebhookHost.Secret,
                WebhookAddress = new Uri($"http://127.0.0.1:{port}"),
                Behavior = new FaultBehavior(fault is null ? new FaultScript([]) : FaultScript.Always(fault), time),
            },
            Ct);
        await using var host = await WebhookHost.StartAsync(
            services => services.AddNanoGpt(options =>
            {
                (options.ApiKey, options.BaseAddress, options.AllowInsecureLoopback) = (CanaryWatch.Key, emulator.BaseAddress, true);
                options.Configure = client => client.TimeProvider = clientTime;
            }),
            port);
        var client = host.Services.GetRequiredService<INanoGptClient>();
        var request = new RawVideoRequest("sora-2") { AdditionalFields = new() { ["prompt"] = "A tram" } };
        var job = await client.SubmitAsync(request, new SubmitOptions { CallbackUrl = Callback }, Ct);
        await using var updates = client.WatchAsync(job, Ct).GetAsyncEnumerator(Ct);
        Assert.True(await updates.MoveNextAsync());
        Assert.Equal(JobStatus.Queued, updates.Current.Status);
        var next = updates.MoveNextAsync().AsTask();

        time.Advance(5);
        if (fault == "webhook-late")
        {
            Assert.False(next.IsCompleted);
            time.Advance(60);
        }

        await host.WaitForRequestsAsync(fault == "webhook-twice" ? 2 : fault == "webhook-never" ? 0 : 1);
        if (!isWoken)
        {
            Assert.False(next.IsCompleted);
            clientTime.Advance(5);
        }

        Assert.True(await next);
        Assert.Equal(JobStatus.Completed, updates.Current.Status);
        Assert.Equal(isWoken ? 1 : 0, host.Notices.Count);
    }
}
