using System.Net.Http.Headers;
using System.Text.Json;
using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Jobs;

public sealed class WaitTests : IDisposable
{
    private const string Empty = """{"data":{"status":"COMPLETED"}}""";

    private readonly TestClient test = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => test.Dispose();

    [Fact]
    public async Task WaitAsync_RunningThenCompleted_PollsUntilTheVideoIsReady()
    {
        test.Api.Answer(200, Golden.Read("status-in-progress")).Answer(200, Golden.Read("status-in-progress")).Answer(200, Golden.Read("status-completed"));
        var seen = new Recorder();
        var result = await test.Job().WaitAsync(seen, Ct);
        Assert.Equal([JobStatus.Running, JobStatus.Running, JobStatus.Completed], seen.Updates.Select(update => update.Status));
        Assert.Equal([5, 5], test.Time.Waits.Select(wait => wait.TotalSeconds));
        Assert.Equal(("https://storage.example.com/video.mp4", 0.35m), (result.Outputs[0].Url.AbsoluteUri, result.Cost!.Value));
        Assert.All(test.Api.Seen, request => Assert.Equal("https://nano-gpt.com/api/video/status?requestId=vid_m1abc123def456", request.Link.AbsoluteUri));
        Assert.All(test.Api.Seen, request => Assert.Equal($"Bearer {TestClient.Key}", request.Headers["Authorization"]));
    }

    [Fact]
    [Trait("Row", "P01")]
    public async Task WaitAsync_TransientFailures_AreRetriedWithBackoff()
    {
        test.Api
            .Throw(new HttpRequestException("x"))
            .Answer(503)
            .Answer(429, "", response => response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(40)))
            .Answer(404)
            .Answer(200, "<html>")
            .Answer(200, """{"data":{"status":"EXPLODED"}}""")
            .Answer(200, Golden.Read("status-completed"));
        await test.Job().WaitAsync(null, Ct);
        Assert.Equal([5, 10, 40, 30, 30, 5], test.Time.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    [Trait("Row", "P12")]
    public async Task WaitAsync_CompletedWithoutVideo_IsPolledAgain()
    {
        test.Api.Answer(200, Empty).Answer(200, Empty).Answer(200, Golden.Read("status-completed"));
        Assert.Single((await test.Job().WaitAsync(null, Ct)).Outputs);
    }

    [Fact]
    [Trait("Row", "P12")]
    public async Task WaitAsync_CompletedWithoutVideoForTooLong_ThrowsOutputMissing()
    {
        for (var i = 0; i < 13; i++)
        {
            test.Api.Answer(200, Empty);
        }

        await Assert.ThrowsAsync<OutputMissingException>(() => test.Job().WaitAsync(null, Ct));
        Assert.Equal(13, test.Api.Seen.Count);
    }

    [Fact]
    [Trait("Row", "P10")]
    public async Task WaitAsync_FailedJob_ThrowsWithReasonAndRunId()
    {
        test.Api.Answer(200, Golden.Read("status-failed")).Answer(200, Golden.Read("status-failed")).Answer(200, Golden.Read("status-completed"));
        var failure = await Assert.ThrowsAsync<JobFailedException>(() => test.Job().WaitAsync(null, Ct));
        Assert.Equal((JobStatus.Failed, true, "vid_m1abc123def456"), (failure.Status, failure.IsContentPolicy, failure.RunId));
        Assert.Contains("Please change the prompt.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P17")]
    public async Task WaitAsync_CanceledStatus_ThrowsJobFailed()
    {
        test.Api.Answer(200, """{"data":{"status":"CANCELLED"}}""");
        Assert.Equal(JobStatus.Canceled, (await Assert.ThrowsAsync<JobFailedException>(() => test.Job().WaitAsync(null, Ct))).Status);
    }

    [Fact]
    [Trait("Row", "P18")]
    public async Task WaitAsync_Timeout_ThrowsWithTheJob()
    {
        using var limited = new TestClient(options => options.WaitTimeout = TimeSpan.FromSeconds(12));
        limited.Time.AutoAdvance = TimeSpan.FromSeconds(10);   // not to the deadline itself
        for (var i = 0; i < 4; i++)
        {
            limited.Api.Answer(200, Golden.Read("status-in-progress"));
        }

        var failure = await Assert.ThrowsAsync<WaitTimedOutException>(() => limited.Job().WaitAsync(null, Ct));
        Assert.Equal("vid_m1abc123def456", failure.Job.RunId);
        Assert.Equal([5, 5, 5], limited.Time.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    [Trait("Row", "P26")]
    public async Task GenerateAsync_CanceledWhileWaiting_ThrowsWithTheJob()
    {
        using var source = new CancellationTokenSource();
        test.Api.Answer(202, Golden.Read("submit-accepted")).Do((_, _) =>
        {
            source.Cancel();
            throw new HttpRequestException("x");
        });
        var failure = await Assert.ThrowsAsync<WaitCanceledException>(() => test.Client.GenerateAsync(new Sora2Request { Prompt = "x" }, null, source.Token));
        Assert.Equal("vid_m1abc123def456", failure.Job.RunId);
        Assert.NotNull(failure.Job.SubmissionId);
    }

    [Fact]
    [Trait("Row", "P27")]
    public async Task WatchAsync_LeftAndEnumeratedAgain_Continues()
    {
        test.Api.Answer(200, Golden.Read("status-in-progress")).Answer(200, Golden.Read("status-completed"));
        var watch = test.Job().WatchAsync(Ct);
        await foreach (var update in watch)
        {
            Assert.Equal(JobStatus.Running, update.Status);
            break;
        }

        Assert.Single(test.Api.Seen);
        await foreach (var update in watch)
        {
            Assert.Equal(JobStatus.Completed, update.Status);
        }
    }

    [Fact]
    [Trait("Row", "P29")]
    public async Task WaitAsync_ProgressCallbackThrows_ReachesTheCaller()
    {
        test.Api.Answer(200, Golden.Read("status-in-progress"));
        await Assert.ThrowsAsync<NotSupportedException>(() => test.Job().WaitAsync(new Throwing(), Ct));
    }

    [Fact]
    public async Task WatchAsync_FailedJob_YieldsTheUpdate()
    {
        test.Api.Answer(200, Golden.Read("status-failed")).Answer(200, Golden.Read("status-failed"));
        var updates = new List<JobUpdate>();
        await foreach (var update in test.Job().WatchAsync(Ct))
        {
            updates.Add(update);
        }

        Assert.Equal(JobStatus.Failed, Assert.Single(updates).Status);
    }

    [Fact]
    [Trait("Row", "P05")]
    public async Task WaitAsync_KeyRevoked_ThrowsAuthenticationFailedWithTheRunId()
    {
        test.Api.Answer(401, Golden.Read("error-e-typed"));
        Assert.Equal("vid_m1abc123def456", (await Assert.ThrowsAsync<AuthenticationFailedException>(() => test.Job().WaitAsync(null, Ct))).RunId);
    }

    [Fact]
    [Trait("Row", "P05")]
    public async Task WaitAsync_KeyRotated_ReadsTheNewKeyOnce()
    {
        var key = TestClient.Key;
        var asked = 0;
        using var rotating = new TestClient(options => options.RenewApiKey = () =>
        {
            asked++;
            return key;
        });
        rotating.Api.Answer(401);
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => rotating.Job().WaitAsync(null, Ct));   // it is the same one still

        key = TestClient.Key + "-2";
        rotating.Api.Answer(401).Answer(200, Golden.Read("status-completed")).Answer(401);
        await rotating.Job().WaitAsync(null, Ct);
        Assert.Equal([TestClient.Key, TestClient.Key, key], rotating.Api.Seen.Select(seen => seen.Headers["Authorization"]["Bearer ".Length..]));
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => rotating.Job().WaitAsync(null, Ct));
        Assert.Equal(3, asked);
    }

    [Fact]
    [Trait("Row", "P05")]
    public async Task GetStatusAsync_RetryWithANewKey_WaitsForTheRateLimit()
    {
        using var rotated = new TestClient(options =>
        {
            options.StatusLimiter = new WindowRateLimiter(1, TimeSpan.FromMinutes(1), options.TimeProvider);
            options.RenewApiKey = () => TestClient.Key + "-2";
        });
        rotated.Api.Answer(401).Answer(200, Golden.Read("status-completed"));
        await rotated.Client.GetStatusAsync(rotated.Job(), Ct);
        Assert.Equal(2, rotated.Api.Seen.Count);
        Assert.Equal(TimeSpan.FromMinutes(1), Assert.Single(rotated.Time.Waits));
    }

    [Fact]
    [Trait("Row", "P05")]
    public async Task SubmitAsync_KeyRotated_IsSentAgainAndBothKeysAreRemoved()
    {
        var next = TestClient.Key + "-2";
        using var rotating = new TestClient(options => options.RenewApiKey = () => next);
        rotating.Api.Answer(401).Answer(202, """{"runId":"vid_1"}""").Answer(400, $$"""{"error":"{{TestClient.Key}} {{next}}"}""");
        await rotating.Client.SubmitAsync(new Sora2Request { Prompt = "x" }, Ct);
        Assert.Equal([TestClient.Key, next], rotating.Api.Seen.Select(seen => seen.Headers["Authorization"]["Bearer ".Length..]));
        var failure = await Assert.ThrowsAsync<RequestRejectedException>(() => rotating.Client.SubmitAsync(new Sora2Request { Prompt = "x" }, Ct));
        Assert.DoesNotContain("CANARY", failure.ToString() + failure.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P05")]
    public async Task RenewApiKey_Throws_KeepsTheOriginalFailure()
    {
        using var failing = new TestClient(options => options.RenewApiKey = () => throw new NotSupportedException());
        failing.Api.Answer(401).Answer(401);
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => failing.Job().WaitAsync(null, Ct));
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => failing.Client.SubmitAsync(new Sora2Request { Prompt = "x" }, Ct));
        Assert.Equal(2, failing.Api.Seen.Count);
    }

    [Fact]
    public async Task GetStatusAsync_OneCall_SendsOneRequest()
    {
        test.Api.Answer(200, Empty).Answer(503);
        Assert.Equal(JobStatus.Completed, (await test.Job().GetStatusAsync(Ct)).Status);
        var failure = await Assert.ThrowsAsync<NanoGptException>(() => test.Job().GetStatusAsync(Ct));
        Assert.True(failure.IsRetrySafe);
        Assert.Empty(test.Time.Waits);
    }

    [Fact]
    public async Task WaitAsync_ResumedJob_ReportsTheElapsedTime()
    {
        test.Api.Answer(200, Golden.Read("status-in-progress")).Answer(200, Golden.Read("status-completed"));
        var job = test.Client.Resume($$"""{"runId":"vid_m1abc123def456","submittedAt":"{{test.Time.GetUtcNow().AddMinutes(-3):O}}"}""");
        var progress = new Recorder();
        await job.WaitAsync(progress, Ct);
        Assert.Equal([180, 185], progress.Updates.Select(update => update.Elapsed!.Value.TotalSeconds));
    }

    [Fact]
    public async Task GenerateAsync_Request_SubmitsAndWaits()
    {
        test.Api.Answer(202, Golden.Read("submit-accepted")).Answer(200, Golden.Read("status-completed"));
        Assert.Single((await test.Client.GenerateAsync(new Sora2Request { Prompt = "x" }, null, Ct)).Outputs);
    }

    [Fact]
    [Trait("Row", "P30")]
    public async Task Resume_HandleOfAnotherProcess_RestoresTheJob()
    {
        test.Api.Answer(202, Golden.Read("submit-accepted"));
        var job = await test.Client.SubmitAsync(new Sora2Request { Prompt = "secret prompt" }, Ct);
        var handle = job.ToHandleJson();
        Assert.Equal(["v", "provider", "runId", "model", "submissionId", "submittedAt"], JsonDocument.Parse(handle).RootElement.EnumerateObject().Select(p => p.Name));
        Assert.DoesNotContain("http", handle, StringComparison.Ordinal);
        var later = test.Client.Resume(handle);
        Assert.Equal((job.RunId, job.Model, job.SubmissionId, job.SubmittedAt), (later.RunId, later.Model, later.SubmissionId, later.SubmittedAt));
        Assert.Equal("vid_1", test.Client.Resume("""{"v":2,"new":[1],"runId":"vid_1"}""").RunId);
    }

    [Theory]
    [Trait("Row", "P30")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"v":1,"runId":"a/../b"}""")]
    [InlineData("""{"v":1,"runId":null}""")]
    public void Resume_InvalidHandle_ThrowsFormatException(string handle) =>
        Assert.Throws<FormatException>(() => test.Client.Resume(handle));

    [Fact]
    public async Task ListModelsAsync_List_ReturnsTheModels()
    {
        test.Api.Answer(200, Golden.Read("models"));
        var models = await test.Client.ListModelsAsync(Ct);
        Assert.Equal(["bytedance/seedance-2.5", "sora-2"], models.Select(model => model.Id));
        Assert.Equal("Seedance", models[0].Name);
        Assert.True(models[0].Json.TryGetProperty("supported_parameters", out _));
    }

    [Fact]
    public async Task ListModelsAsync_InvalidResponse_Throws()
    {
        test.Api.Answer(200, "<html>").Answer(500);
        await Assert.ThrowsAsync<NanoGptException>(() => test.Client.ListModelsAsync(Ct));
        await Assert.ThrowsAsync<NanoGptException>(() => test.Client.ListModelsAsync(Ct));
    }

    private sealed class Recorder : IProgress<JobUpdate>
    {
        public List<JobUpdate> Updates { get; } = [];

        public void Report(JobUpdate value) => Updates.Add(value);
    }

    private sealed class Throwing : IProgress<JobUpdate>
    {
        public void Report(JobUpdate value) => throw new NotSupportedException();
    }
}
