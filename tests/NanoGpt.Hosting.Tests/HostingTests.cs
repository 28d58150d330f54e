using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

[assembly: AssemblyFixture(typeof(CanaryOfAllTests))]

namespace NanoGpt.Hosting.Tests;

public sealed class HostingTests
{
    private const string Key = CanaryWatch.Key;
    private const string Accepted = """{"runId":"vid_1","cost":0.4,"paymentSource":"USD"}""";

    private static readonly RawVideoRequest Request = new("sora-2") { AdditionalFields = new() { ["prompt"] = "A secret lighthouse" } };

    private readonly Wire wire = new();
    private readonly LogList logs = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "https://nano-gpt.com", "There is no API key: set NanoGpt:ApiKey")]
    [InlineData("CANARY key", "https://nano-gpt.com", "non-ASCII characters")]
    [InlineData(Key, "http://nano-gpt.com", "absolute https link")]
    public async Task AddNanoGpt_InvalidKeyOrAddress_StopsTheHost(string key, string address, string message)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("NANOGPT_API_KEY") is null, "There is a key in the environment.");
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddNanoGpt(options => (options.ApiKey, options.BaseAddress) = (key, new Uri(address)));
        using var host = builder.Build();
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Ct));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddNanoGpt_Configuration_ConfiguresTheClient()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["NanoGpt:ApiKey"] = Key,
            ["NanoGpt:BaseAddress"] = "https://cake.nano-gpt.com",
            ["NanoGpt:Authentication"] = "Bearer",
        }).Build();
        var services = new ServiceCollection().AddLogging(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        services.AddNanoGpt(configuration.GetSection("NanoGpt")).AddHttpMessageHandler(() => new Detour(wire));
        await using var provider = services.BuildServiceProvider();
        wire.Answers.Enqueue((202, Accepted));
        Assert.Same(provider.GetRequiredService<INanoGptClient>(), provider.GetRequiredService<IVideoClient>());
        await provider.GetRequiredService<INanoGptClient>().SubmitAsync(Request, Ct);
        var (link, authorization) = Assert.Single(wire.Seen);
        Assert.Equal(("cake.nano-gpt.com", "Bearer " + Key), (link.Host, authorization));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AddNanoGpt_StoreOfTheHost_IsUsedByClientsWithoutAJournal(bool hasJournal)
    {
        var folder = Directory.CreateTempSubdirectory("nanogpt-");
        using var store = new JournalSubmissionStore(Path.Combine(folder.FullName, "store.jsonl"));
        var services = new ServiceCollection().AddLogging(builder => builder.AddProvider(logs));
        services.AddSingleton<ISubmissionStore>(store);
        services.AddNanoGpt(options =>
        {
            options.ApiKey = Key;
            options.JournalPath = hasJournal ? Path.Combine(folder.FullName, "own.jsonl") : null;
        }).AddHttpMessageHandler(() => new Detour(wire));
        await using (var provider = services.BuildServiceProvider())
        {
            wire.Answers.Enqueue((202, Accepted));
            var job = await provider.GetRequiredService<INanoGptClient>().SubmitAsync(Request, Ct);
            Assert.Equal(hasJournal, await store.FindAsync(job.SubmissionId!.Value, Ct) is null);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task AddNanoGpt_NamedClients_HaveTheirOwnSettings()
    {
        var services = new ServiceCollection().AddLogging(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        services.AddNanoGpt(options => options.ApiKey = Key, "a").AddHttpMessageHandler(() => new Detour(wire));
        services.AddNanoGpt(options => (options.ApiKey, options.BaseAddress) = (Key, NanoGptHosts.Direct), "b").AddHttpMessageHandler(() => new Detour(wire));
        await using var provider = services.BuildServiceProvider();
        var clients = provider.GetRequiredService<INanoGptClientFactory>();
        wire.Answers.Enqueue((202, Accepted));
        wire.Answers.Enqueue((202, Accepted));
        await clients.Get("a").SubmitAsync(Request, Ct);
        await clients.Get("b").SubmitAsync(Request, Ct);
        Assert.Equal(["nano-gpt.com", "api.nano-gpt.com"], wire.Seen.Select(seen => seen.Link.Host));
        Assert.Same(clients.Get("a"), clients.Get("a"));
    }

    [Fact]
    [Trait("Row", "P05")]
    public async Task AddNanoGpt_KeyRotatedInTheConfiguration_IsReadAgain()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ApiKey"] = Key }).Build();
        var services = new ServiceCollection().AddLogging(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        services.AddNanoGpt(configuration).ConfigurePrimaryHttpMessageHandler(() => wire);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<INanoGptClient>();
        configuration["ApiKey"] = Key + "-2";
        configuration.Reload();
        wire.Answers.Enqueue((401, "{}"));
        wire.Answers.Enqueue((200, """{"data":{"status":"IN_PROGRESS"}}"""));
        Assert.Equal(JobStatus.Running, (await client.GetStatusAsync(client.Resume("""{"runId":"vid_1"}"""), Ct)).Status);
        Assert.Equal([Key, Key + "-2"], wire.Keys);
    }

    [Fact]
    [Trait("Row", "S69")]
    public async Task AddNanoGpt_PrimaryHandlerByDefaultsOfTheHost_SendsOnceAndFollowsNoRedirect()
    {
        var primary = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(3) };
        await using var other = new LoopbackServer(LoopbackServer.Answer(202, Accepted));
        await using var server = new LoopbackServer(LoopbackServer.Answer(302, "", $"Location: {other.Address}elsewhere\r\n"));
        var services = new ServiceCollection().AddLogging();
        services.AddNanoGpt(options => (options.ApiKey, options.BaseAddress, options.AllowInsecureLoopback) = (Key, server.Address, true))
            .AddHttpMessageHandler(static () => new Retrying())
            .ConfigurePrimaryHttpMessageHandler(() => primary);
        await using var provider = services.BuildServiceProvider();
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => provider.GetRequiredService<INanoGptClient>().SubmitAsync(Request, Ct));
        Assert.False(primary.AllowAutoRedirect);
        Assert.Single(server.Seen);
        Assert.Empty(other.Seen);
    }

    [Theory]
    [Trait("Row", "S69")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AddNanoGpt_PrimaryHandlerIsAChainOrOfAFilter_SendsOnceAndFollowsNoRedirect(bool isChain)
    {
        await using var other = new LoopbackServer(LoopbackServer.Answer(202, Accepted));
        await using var server = new LoopbackServer(
            LoopbackServer.Answer(503, ""), LoopbackServer.Answer(302, "", $"Location: {other.Address}elsewhere\r\n"));
        var services = new ServiceCollection().AddLogging();
        if (!isChain)
        {
            services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new Replacing());
        }

        var http = services.AddNanoGpt(options => (options.ApiKey, options.BaseAddress, options.AllowInsecureLoopback) = (Key, server.Address, true));
        _ = isChain
            ? http.ConfigurePrimaryHttpMessageHandler(static () => new Buffering { InnerHandler = new Retrying { InnerHandler = new SocketsHttpHandler() } })
            : http.AddHttpMessageHandler(static () => new Buffering()).AddHttpMessageHandler(static () => new Retrying());
        await using var provider = services.BuildServiceProvider();
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => provider.GetRequiredService<INanoGptClient>().SubmitAsync(Request, Ct));
        Assert.Single(server.Seen);
        Assert.Empty(other.Seen);
    }

    private sealed class Replacing : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            builder.PrimaryHandler = new SocketsHttpHandler();
        };
    }

    private sealed class Buffering : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await (request.Content?.LoadIntoBufferAsync(cancellationToken) ?? Task.CompletedTask);
            return await base.SendAsync(request, cancellationToken);
        }
    }

    [Fact]
    [Trait("Row", "S53")]
    public async Task AddNanoGpt_RetryingHandlerOfTheHost_SendsOnce()
    {
        var services = new ServiceCollection().AddLogging(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        var http = services.AddNanoGpt(options => options.ApiKey = Key);
        http.AddHttpMessageHandler(() => new Retrying());
        http.ConfigurePrimaryHttpMessageHandler(() => wire);
        await using var provider = services.BuildServiceProvider();
        wire.Answers.Enqueue((503, ""));
        wire.Answers.Enqueue((202, Accepted));
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => provider.GetRequiredService<INanoGptClient>().SubmitAsync(Request, Ct));
        Assert.Single(wire.Seen);
    }

    [Fact]
    public void AddNanoGpt_InnermostHandler_IsTheGuard()
    {
        var services = new ServiceCollection().AddLogging(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        services.AddNanoGpt(options => options.ApiKey = Key);
        using var provider = services.BuildServiceProvider();
        var handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("NanoGpt");
        while (handler is DelegatingHandler outer and not SubmitGuardHandler)
        {
            handler = outer.InnerHandler!;
        }

        var inner = Assert.IsType<SocketsHttpHandler>(Assert.IsType<SubmitGuardHandler>(handler).InnerHandler);
        Assert.False(inner.AllowAutoRedirect);
        Assert.False(inner.UseCookies);
    }

    [Fact]
    public async Task Telemetry_LogsMetricsAndTraces_DescribeTheJobWithoutKeyOrPrompt()
    {
        var spans = new ConcurrentBag<Activity>();
        var measures = new ConcurrentBag<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == NanoGptTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var meters = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Meter.Name == NanoGptTelemetry.Name) { l.EnableMeasurementEvents(instrument); } } };
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measures.Add($"{instrument.Name} {value} {string.Join(",", tags.ToArray())}"));
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measures.Add($"{instrument.Name} {value} {string.Join(",", tags.ToArray())}"));
        meters.Start();

        var services = new ServiceCollection().AddLogging(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        services.AddNanoGpt(options => options.ApiKey = Key).ConfigurePrimaryHttpMessageHandler(() => wire);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<INanoGptClient>();
        wire.Answers.Enqueue((202, Accepted));
        wire.Answers.Enqueue((500, $"x-api-key: {Key}"));
        wire.Answers.Enqueue((200, """{"data":{"status":"EXPLODED"}}"""));
        var job = await client.SubmitAsync(Request, Ct);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        await foreach (var _ in job.WatchAsync(Ct))
        {
            break;
        }

        Assert.Contains(logs.Lines, line => line.StartsWith("1010 ", StringComparison.Ordinal) && line.Contains("vid_1", StringComparison.Ordinal));
        Assert.Contains(logs.Lines, line => line.StartsWith("1013 ", StringComparison.Ordinal));
        Assert.Contains(logs.Lines, line => line.StartsWith("1900 ", StringComparison.Ordinal));
        var span = Assert.Single(spans, span => Equals(span.GetTagItem("gen_ai.response.id"), "vid_1"));
        Assert.Equal(("generate_content sora-2", ActivityKind.Client, "sora-2"), (span.DisplayName, span.Kind, span.GetTagItem("gen_ai.request.model")));
        Assert.Equal(job.SubmissionId.ToString(), span.GetTagItem("gen_ai.conversation.id"));
        Assert.Contains(measures, measure => measure.StartsWith("gen_ai.client.operation.duration", StringComparison.Ordinal));
        Assert.Contains(measures, measure => measure.StartsWith("nanogpt.submit.unknown 1", StringComparison.Ordinal));
        Assert.Contains(measures, measure => measure.StartsWith("nanogpt.video.cost 0.4", StringComparison.Ordinal));

        var everything = string.Join("\n", [.. logs.Lines, .. measures, .. spans.SelectMany(span => span.TagObjects.Select(tag => $"{tag}"))]);
        Assert.DoesNotContain("CANARY", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("lighthouse", everything, StringComparison.Ordinal);
    }

    [Fact]
    public void Telemetry_EveryMetric_NamesTheProvider()
    {
        // Not a real one: other tests measure at the same time.
        const string Provider = "another";
        var named = new ConcurrentBag<string>();
        var instruments = new ConcurrentBag<string>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == NanoGptTelemetry.Name)
                {
                    instruments.Add(instrument.Name);
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Keep(instrument, tags));
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Keep(instrument, tags));
        meters.Start();
        var observer = new HostObserver(logs, Provider, new Uri("https://example.com"));

        observer.OnEvent(new(NanoGptEventKind.Accepted) { Model = "m", Cost = 0.4m });
        observer.OnEvent(new(NanoGptEventKind.OutcomeUnknown) { Model = "m" });
        observer.OnEvent(new(NanoGptEventKind.Waiting) { Duration = TimeSpan.FromSeconds(2) });
        observer.OnEvent(new(NanoGptEventKind.StatusChanged) { Model = "m", Status = JobStatus.Running });

        Assert.NotEmpty(instruments);
        Assert.Equal(instruments.Order(StringComparer.Ordinal), named.Distinct().Order(StringComparer.Ordinal));

        void Keep(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags.Contains(new("gen_ai.provider.name", Provider)))
            {
                named.Add(instrument.Name);
            }
        }
    }

    [Theory]
    [InlineData(200, """{"usd_balance":"1.5","nano_balance":"0"}""", HealthStatus.Healthy)]
    [InlineData(200, """{"usd_balance":"0","nano_balance":"0"}""", HealthStatus.Degraded)]
    [InlineData(401, "{}", HealthStatus.Unhealthy)]
    public async Task HealthCheck_BalanceResponse_GivesTheHealthStatus(int status, string body, HealthStatus health)
    {
        var services = new ServiceCollection().AddLogging(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        services.AddNanoGpt(options => options.ApiKey = Key).ConfigurePrimaryHttpMessageHandler(() => wire);
        services.AddHealthChecks().AddNanoGpt();
        await using var provider = services.BuildServiceProvider();
        wire.Answers.Enqueue((status, body));
        Assert.Equal(health, (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(Ct)).Status);
    }

    [Theory]
    [InlineData("0.4", "USD", "0.4 USD")]
    [InlineData("0.4", null, "0.4")]
    [InlineData(null, null, "cost unknown")]
    public void Charge_MissingParts_AreLeftOut(string? cost, string? currency, string expected) => Assert.Equal(
        expected,
        HostLog.Charge(cost is null ? null : decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture), currency));

    [Fact]
    public void HostLog_EventIds_AreThoseOfTheClient()
    {
        var named = typeof(HostLog).GetMethods(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public)
            .Where(method => Enum.IsDefined(typeof(NanoGptEventKind), method.Name))
            .Select(method => (method.Name, Event: method.GetCustomAttributes(typeof(LoggerMessageAttribute), false).Cast<LoggerMessageAttribute>().Single()));
        Assert.All(named, log => Assert.Equal((int)Enum.Parse<NanoGptEventKind>(log.Name), log.Event.EventId));
    }

    private sealed class Wire : HttpMessageHandler
    {
        public Queue<(int Status, string Body)> Answers { get; } = new();

        public List<(Uri Link, string? Authorization)> Seen { get; } = [];

        public List<string> Keys { get; } = [];

        public Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken) => SendAsync(request, cancellationToken);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is not null)
            {
                await request.Content.CopyToAsync(Stream.Null, cancellationToken);
            }

            Keys.AddRange(request.Headers.Authorization?.Parameter is { } key ? [key] : []);
            Seen.Add((request.RequestUri!, request.Headers.Authorization?.ToString()));
            var (status, body) = Answers.Dequeue();
            return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8), RequestMessage = request };
        }
    }

    private sealed class Detour(Wire wire) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => wire.AnswerAsync(request, cancellationToken);
    }

    private sealed class Retrying : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? response : await base.SendAsync(request, cancellationToken);
        }
    }
}
