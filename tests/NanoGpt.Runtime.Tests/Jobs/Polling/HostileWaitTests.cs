using System.Net;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>Tests waits under invalid responses, clock jumps and faulty handlers.</summary>
public sealed class HostileWaitTests
{
    private const string Done = """{"data":{"status":"COMPLETED","output":{"video":{"url":"https://cdn.example/v.mp4"}}}}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Row", "P33")]
    [CombinatorialStatuses]
    public async Task WaitAsync_InvalidRetryAfter_IsIgnored(int status, string retryAfter)
    {
        using var test = new TestClient(options => options.WaitTimeout = TimeSpan.FromMinutes(5));
        test.Api.Answer(status, status == 200 ? """{"data":{"status":"IN_PROGRESS"}}""" : "{}", response => response.Headers.TryAddWithoutValidation("Retry-After", retryAfter))
            .Answer(200, Done);
        var result = await test.Client.WaitAsync(test.Job(), null, Ct);
        Assert.Single(result.Outputs);
        Assert.All(test.Time.Waits, static wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
    }

    [Theory]
    [Trait("Row", "P36")]
    [InlineData("""{"data":{"output":{"video":{"url":"https://cdn.example/v.mp4"}}}}""")]
    [InlineData("""{"requestId":"vid_m1abc123def456","videoUrl":"https://cdn.example/v.mp4"}""")]
    public async Task WaitAsync_LinkWithoutStatus_ReturnsTheVideo(string body)
    {
        using var test = new TestClient();
        test.Api.Answer(200, body);
        Assert.Single((await test.Client.WaitAsync(test.Job(), null, Ct)).Outputs);
    }

    [Fact]
    [Trait("Row", "P36")]
    public async Task WaitAsync_WebPagesInPlaceOfTheService_DoNotMeanJobNotFound()
    {
        using var test = new TestClient();
        for (var i = 0; i < 8; i++)
        {
            test.Api.Answer(404, "<!DOCTYPE html><title>Not found</title>", static response => response.Content.Headers.ContentType = new("text/html"));
        }

        test.Api.Answer(200, Done);
        Assert.Single((await test.Client.WaitAsync(test.Job(), null, Ct)).Outputs);
    }

    [Theory]
    [Trait("Row", "P34")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WaitAsync_LongRetryAfterOrNoAnswer_EndsAtTheTimeout(bool isHung)
    {
        using var test = new TestClient(options => options.WaitTimeout = TimeSpan.FromSeconds(20));
        test.Time.AutoAdvance = TimeSpan.Zero;
        var isAsked = new TaskCompletionSource();
        test.Api.Do(async (_, cancellationToken) =>
        {
            isAsked.SetResult();
            if (isHung)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Headers = { { "Retry-After", "3600" } }, Content = new StringContent("{}") };
        });
        var wait = test.Client.WaitAsync(test.Job(), null, Ct);
        await isAsked.Task;
        test.Time.Advance(TimeSpan.FromSeconds(20));
        var failure = await Assert.ThrowsAsync<WaitTimedOutException>(() => wait);
        Assert.Equal(test.Job().RunId, failure.Job.RunId);
        Assert.Single(test.Api.Seen);
    }

    [Fact]
    [Trait("Row", "P35")]
    public async Task WaitAsync_HandlerThrowsAnyException_PollsAgain()
    {
        using var test = new TestClient();
        test.Api.Throw(new InvalidOperationException("The circuit is open.")).Throw(new NotSupportedException()).Answer(200, Done);
        Assert.Single((await test.Client.WaitAsync(test.Job(), null, Ct)).Outputs);
    }

    [Fact]
    [Trait("Row", "P35")]
    public async Task GetStatusAsync_HandlerThrowsAnyException_NamesTheJob()
    {
        using var test = new TestClient();
        test.Api.Throw(new InvalidOperationException("The circuit is open."));
        var failure = await Assert.ThrowsAsync<NanoGptException>(() => test.Client.GetStatusAsync(test.Job(), Ct));
        Assert.Equal((test.Job().RunId, true), (failure.RunId, failure.IsRetrySafe));
        Assert.IsType<InvalidOperationException>(failure.InnerException);
    }

    [Theory]
    [Trait("Row", "P36")]
    [InlineData(-30 * 24)]
    [InlineData(1)]
    public async Task WaitAsync_ClockJumpsAndNewJobNotVisible_PollsForTwoMinutes(int hours)
    {
        using var test = new TestClient();
        test.Api.Answer(202, """{"runId":"vid_1"}""");
        var job = await test.Client.SubmitAsync(new RawVideoRequest("m") { AdditionalFields = new() { ["prompt"] = "x" } }, Ct);
        test.Time.WallClockError = TimeSpan.FromHours(hours);
        for (var i = 0; i < 100; i++)
        {
            test.Api.Answer(404, "{}");
        }

        var start = test.Time.GetTimestamp();
        await Assert.ThrowsAsync<JobNotFoundException>(() => test.Client.WaitAsync(job, null, Ct));
        Assert.InRange(test.Time.GetElapsedTime(start), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4));
    }

    [Fact]
    [Trait("Row", "P37")]
    public async Task GetStatusAsync_SixtyThousandOutputs_AreReadUpToACap()
    {
        using var test = new TestClient();
        var links = string.Join(',', Enumerable.Range(0, 40_000).Select(static i => $"\"/v{i}\""));
        test.Api.Answer(200, $$$"""{"data":{"status":"COMPLETED","output":[{{{links}}}]}}""");
        Assert.Equal(64, (await test.Client.GetStatusAsync(test.Job(), Ct)).Outputs.Count);
    }

    [Theory]
    [Trait("Row", "P38")]
    [InlineData("success")]
    [InlineData("complete")]
    [InlineData("done")]
    [InlineData("a word of next year")]
    public async Task WaitAsync_UnknownStatusWithALink_ReturnsTheVideo(string word)
    {
        using var test = new TestClient();
        test.Api.Answer(200, Done.Replace("COMPLETED", word, StringComparison.Ordinal));
        var result = await test.Client.WaitAsync(test.Job(), null, Ct);
        Assert.Equal(("https://cdn.example/v.mp4", word), (Assert.Single(result.Outputs).Url.AbsoluteUri, result.Update.RawStatus));
    }

    [Theory]
    [Trait("Row", "P38")]
    [InlineData("error")]
    [InlineData("failure")]
    [InlineData("expired")]
    [InlineData("timeout")]
    [InlineData("rejected")]
    [InlineData("moderation_blocked")]
    [InlineData("a word of next year")]
    public async Task WaitAsync_UnknownStatusWithAnError_ThrowsJobFailed(string word)
    {
        using var test = new TestClient();
        var failed = $$$"""{"data":{"status":"{{{word}}}","error":"it ended badly"}}""";
        test.Api.Answer(200, failed).Answer(200, failed);
        Assert.Contains("it ended badly", (await Assert.ThrowsAsync<JobFailedException>(() => test.Client.WaitAsync(test.Job(), null, Ct))).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "P38")]
    public async Task WaitAsync_UnknownStatusAlone_EndsAfterALimitAndNamesIt()
    {
        using var test = new TestClient();
        for (var i = 0; i < 1000; i++)
        {
            test.Api.Answer(200, """{"data":{"status":"simmering"}}""");
        }

        var failure = await Assert.ThrowsAnyAsync<NanoGptException>(() => test.Client.WaitAsync(test.Job(), null, Ct));
        Assert.Contains("simmering", failure.Message, StringComparison.Ordinal);
        Assert.Equal((test.Job().RunId, true), (failure.RunId, failure.IsRetrySafe));
        Assert.True(test.Api.Seen.Count < 1000);
    }

    [Fact]
    [Trait("Row", "R03")]
    public async Task WaitAsync_OuterAndInnerIdDiffer_UsesTheInnerId()
    {
        using var test = new TestClient();
        test.Api.Answer(200, "{\"requestId\":\"req_1\"," + Done[1..].Replace("\"status\"", $"\"requestId\":\"{test.Job().RunId}\",\"status\"", StringComparison.Ordinal));
        Assert.Single((await test.Client.WaitAsync(test.Job(), null, Ct)).Outputs);
    }

    [Theory]
    [Trait("Row", "L01")]
    [InlineData(nameof(VideoClientOptions.PollInterval))]
    [InlineData(nameof(VideoClientOptions.RequestTimeout))]
    [InlineData(nameof(VideoClientOptions.WaitTimeout))]
    [InlineData(nameof(VideoClientOptions.SubmitTimeout))]
    [InlineData(nameof(VideoClientOptions.DownloadIdleTimeout))]
    [InlineData(nameof(VideoClientOptions.JournalRetention))]
    [InlineData(nameof(NanoGptClientOptions.ReconcileGrace))]
    [InlineData(nameof(NanoGptClientOptions.ReconcileWindow))]
    public void Options_TimeOutsideItsRange_IsRefusedByName(string property)
    {
        foreach (var time in new[] { TimeSpan.MaxValue, TimeSpan.MinValue, TimeSpan.FromTicks(-1) })
        {
            var options = new NanoGptClientOptions();
            typeof(NanoGptClientOptions).GetProperty(property)!.SetValue(options, time);
            var failure = Assert.Throws<ArgumentOutOfRangeException>(() => new NanoGptClient(TestClient.Key, options));
            Assert.Contains(property, failure.Message, StringComparison.Ordinal);
        }
    }

    private sealed class CombinatorialStatusesAttribute : Xunit.v3.DataAttribute
    {
        private static readonly string[] Senseless =
            ["2147483647", "4294967", "99999999999", "-5", "banana", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT"];

        public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(System.Reflection.MethodInfo testMethod, Xunit.Sdk.DisposalTracker disposalTracker) =>
            new([.. from status in new[] { 429, 503, 200 } from header in Senseless select (ITheoryDataRow)new TheoryDataRow<int, string>(status, header)]);

        public override bool SupportsDiscoveryEnumeration() => true;
    }
}
