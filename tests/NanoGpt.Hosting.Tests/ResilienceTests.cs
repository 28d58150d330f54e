using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly.CircuitBreaker;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Hosting.Tests;

/// <summary>
/// Tests the client with the handlers of Microsoft.Extensions.Http.Resilience: retries, hedging and circuit breakers.
/// </summary>
public sealed class ResilienceTests : IAsyncDisposable
{
    private const string Accepted = """{"runId":"vid_1"}""";
    private const string Done = """{"data":{"status":"COMPLETED","output":{"video":{"url":"https://cdn.example/v.mp4"}}}}""";

    private static readonly RawVideoRequest Request = new("sora-2") { AdditionalFields = new() { ["prompt"] = "x" } };

    private readonly StubHandler wire = new();
    private readonly EventList events = new();
    private readonly ManualTimeProvider time = new() { AutoAdvance = TimeSpan.FromSeconds(60) };
    private ServiceProvider? provider;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => provider?.DisposeAsync() ?? default;

    [Theory]
    [Trait("Row", "S53")]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    public async Task SubmitAsync_ServerErrorBelowTheStandardHandler_SendsOnce(int status)
    {
        var client = Client(static http => http.AddStandardResilienceHandler(Patient));
        wire.Answer(status, "{}").Answer(202, Accepted);
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.NotNull(failure.SubmissionId);
        Assert.Equal((HttpStatusCode)status, failure.StatusCode);
        Assert.Single(wire.Seen);
    }

    [Fact]
    [Trait("Row", "S53")]
    public async Task SubmitAsync_ServerErrorBelowTheHedgingHandler_SendsOnce()
    {
        var client = Client(static http => http.AddStandardHedgingHandler().Configure(static options =>
        {
            options.TotalRequestTimeout.Timeout = TimeSpan.FromHours(1);
            options.Endpoint.Timeout.Timeout = TimeSpan.FromMinutes(2);
            options.Endpoint.CircuitBreaker.SamplingDuration = TimeSpan.FromMinutes(10);
        }));
        wire.Answer(503, "{}").Answer(202, Accepted);
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.NotNull(failure.SubmissionId);
        Assert.Single(wire.Seen);
    }

    [Fact]
    [Trait("Row", "S53")]
    public async Task SubmitAsync_ConnectionBreaksBelowTheStandardHandler_SendsOnce()
    {
        var client = Client(static http => http.AddStandardResilienceHandler(Patient));
        wire.Throw(new HttpRequestException(HttpRequestError.ResponseEnded, "cut off")).Answer(202, Accepted);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.Single(wire.Seen);
    }

    [Fact]
    [Trait("Row", "P35")]
    public async Task WaitAsync_CircuitOpensWhileTheServiceFails_ContinuesToTheVideo()
    {
        var client = Client(static http => http.AddStandardResilienceHandler(Patient));
        wire.Answer(202, Accepted);
        var job = await client.SubmitAsync(Request, Ct);
        AnswerOften(503, "{}", 12);
        wire.Answer(200, Done);
        Assert.Single((await client.WaitAsync(job, null, Ct)).Outputs);
        Assert.Contains(events.Events, static e => e is { Kind: NanoGptEventKind.PollFailed, Error: BrokenCircuitException });
    }

    [Fact]
    [Trait("Row", "P35")]
    public async Task GetStatusAsync_CircuitIsOpen_NamesTheJob()
    {
        var client = Client(static http => http.AddStandardResilienceHandler(Patient));
        wire.Answer(202, Accepted);
        var job = await client.SubmitAsync(Request, Ct);
        AnswerOften(503, "{}", 12);
        var failure = await Assert.ThrowsAsync<NanoGptException>(() => client.GetStatusAsync(job, Ct));
        Assert.Equal((job.RunId, job.SubmissionId, true), (failure.RunId, failure.SubmissionId, failure.IsRetrySafe));
        Assert.IsType<BrokenCircuitException>(failure.InnerException);
    }

    [Fact]
    [Trait("Row", "S73")]
    public async Task SubmitAsync_CircuitOpensDuringTheLookUpAfterAConflict_IsUnknownWithItsId()
    {
        var client = Client(static http => http.AddStandardResilienceHandler(Patient));
        wire.Answer(409, "{}");
        AnswerOften(503, "{}", 12);
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.NotNull(failure.SubmissionId);
        Assert.Single(wire.Seen, static seen => seen.Method == "POST");
    }

    [Fact]
    [Trait("Row", "P35")]
    public async Task ReconcileAsync_CircuitOpensWhileTheServiceFails_FindsTheJob()
    {
        var client = Client(static http => http.AddStandardResilienceHandler(Patient));
        wire.Answer(500, "{}");
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        AnswerOften(503, "{}", 6);
        wire.Answer(200, $$"""{"data":[{"runId":"vid_1","model":"sora-2","conversationUUID":"{{failure.SubmissionId}}"}]}""");
        Assert.Equal("vid_1", Assert.Single(await client.ReconcileAsync(Ct)).Job?.RunId);
    }

    // Its own deadlines never pass here, the waits of retries do at once, and two failures open the circuit.
    private static void Patient(HttpStandardResilienceOptions options)
    {
        options.AttemptTimeout.Timeout = TimeSpan.FromMinutes(2);
        options.TotalRequestTimeout.Timeout = TimeSpan.FromHours(1);
        options.CircuitBreaker.SamplingDuration = TimeSpan.FromMinutes(10);
        options.CircuitBreaker.MinimumThroughput = 2;
    }

    private void AnswerOften(int status, string body, int times)
    {
        for (var i = 0; i < times; i++)
        {
            wire.Answer(status, body);
        }
    }

    private INanoGptClient Client(Action<IHttpClientBuilder> configure)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(time);
        configure(services.AddNanoGpt(options =>
        {
            options.ApiKey = CanaryWatch.Key;
            options.Configure = client =>
                (client.TimeProvider, client.Observer, client.ReconcileGrace) = (time, events, TimeSpan.Zero);
        }).ConfigurePrimaryHttpMessageHandler(() => wire));
        provider = services.BuildServiceProvider();
        return provider.GetRequiredService<INanoGptClient>();
    }
}
