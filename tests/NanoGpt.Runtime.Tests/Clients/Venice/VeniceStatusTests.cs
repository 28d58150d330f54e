namespace NanoGpt.Runtime.Tests.Clients;

/// <summary>Tests the status responses of Venice and how a wait handles them.</summary>
public sealed class VeniceStatusTests : VeniceTest
{
    [Fact]
    public async Task GetStatusAsync_VeniceJob_SendsIdAndModelAndNeverDeletes()
    {
        Api.Answer(200, Running);
        await NewClient().Resume(Handle).GetStatusAsync(Ct);
        var sent = Assert.Single(Api.Seen);
        Assert.Equal(("POST", "https://api.venice.ai/api/v1/video/retrieve"), (sent.Method, sent.Link.ToString()));
        Assert.Equal("""{"model":"elements-sample","queue_id":"q-1","delete_media_on_completion":false}""", sent.Body);
    }

    [Theory]
    [InlineData(Running, JobStatus.Running, 36.69, 91.8)]
    [InlineData("""{"status":"PROCESSING","average_execution_time":100000,"execution_duration":300000}""", JobStatus.Running, 99.0, null)]
    [InlineData("""{"status":"PROCESSING","average_execution_time":0,"execution_duration":5}""", JobStatus.Running, null, null)]
    [InlineData("""{"status":"PROCESSING"}""", JobStatus.Running, null, null)]
    [InlineData("""{"status":"PROCESSING","average_execution_time":-5,"execution_duration":1e300}""", JobStatus.Running, null, null)]
    [InlineData("""{"status":"WARMING_UP","average_execution_time":2,"execution_duration":1}""", JobStatus.Unknown, 50.0, 0.0)]
    public async Task GetStatusAsync_ExecutionTimes_GiveProgressAndRemainingTime(
        string body, JobStatus status, double? progress, double? remaining)
    {
        Api.Answer(200, body);
        var update = await NewClient().Resume(Handle).GetStatusAsync(Ct);
        Assert.Equal((status, progress, remaining), (update.Status, Rounded(update.Progress), Rounded(update.Remaining?.TotalSeconds)));

        static double? Rounded(double? number) => number is null ? null : Math.Round(number.Value, 2);
    }

    [Fact]
    public async Task WaitAsync_VeniceJob_PollsEveryFiveSecondsUntilTheVideo()
    {
        Api.Answer(200, Running).Answer(200, Running);
        AnswerVideo();
        var client = NewClient();
        var result = await client.Resume(Handle).WaitAsync(null, Ct);
        Assert.False(Assert.Single(result.Outputs).IsLink);
        Assert.Equal(2, Time.Waits.Count(wait => wait == TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task GetStatusAsync_FinishedVideo_ReadsOnlyItsBeginning()
    {
        var body = new Endless();
        Api.Do((_, _) => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(body) }));
        var update = await NewClient().Resume(Handle).GetStatusAsync(Ct);
        Assert.Equal(JobStatus.Completed, update.Status);
        Assert.InRange(body.Given, 12, 64 << 10);
        Assert.True(body.IsDisposed);   // or the connection would be held for ever
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    public async Task GetStatusAsync_VideoWithWrongContentType_IsCompleted(string type)
    {
        AnswerVideo(type: type);
        Assert.Equal(JobStatus.Completed, (await NewClient().Resume(Handle).GetStatusAsync(Ct)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Sign in to the hotel's network</html>")]
    [InlineData("""{"error":"Not found"}""")]
    [InlineData("\0\0\0")]
    public async Task WaitAsync_NeitherStatusNorVideo_PollsAgain(string body)
    {
        AnswerVideo(System.Text.Encoding.UTF8.GetBytes(body));
        AnswerVideo();
        await NewClient().Resume(Handle).WaitAsync(null, Ct);
        Assert.Equal(2, Api.Seen.Count);
    }

    [Fact]
    public async Task WaitAsync_ContentPolicyRefusal_ThrowsJobFailedWithTheRefund()
    {
        Api.Answer(422, """{"error":{"message":"Rejected. Credits have been refunded.","type":"provider_content_policy","recommended_model":"wan-2-7-text-to-video","credits_refunded":true}}""");
        var failure = await Assert.ThrowsAsync<JobFailedException>(() => NewClient().Resume(Handle).WaitAsync(null, Ct));
        Assert.Equal((JobStatus.Failed, true, "The credits were refunded."), (failure.Status, failure.IsContentPolicy, failure.RefundMessage));
        Assert.Equal(("wan-2-7-text-to-video", true, "provider_content_policy"), (failure.Update!.RecommendedModel, failure.Update.IsRefunded, failure.Update.RawStatus));
        Assert.Contains("Rejected.", failure.Message, StringComparison.Ordinal);
        Assert.Single(Api.Seen);   // not asked again: a job whose credits went back may be gone by then
    }

    [Fact]
    public async Task WaitAsync_VeniceJobNotFound_ThrowsJobNotFound()
    {
        for (var i = 0; i < 6; i++)
        {
            Api.Answer(404, """{"error":"Media could not be found."}""");
        }

        var failure = await Assert.ThrowsAsync<JobNotFoundException>(() => NewClient().Resume(Handle).WaitAsync(null, Ct));
        Assert.Equal("q-1", failure.RunId);
    }

    [Fact]
    public async Task WaitAsync_TransientServerErrors_PollsAgain()
    {
        Api.Answer(500, """{"error":"Inference processing failed"}""").Answer(503, """{"error":"The model is at capacity."}""").Answer(502, "<html></html>")
            .Throw(new HttpRequestException("x")).Answer(429, "{}").Answer(200, Running);
        AnswerVideo();
        await NewClient().Resume(Handle).WaitAsync(null, Ct);
        Assert.Equal(7, Api.Seen.Count);
    }

    [Fact]
    public async Task WaitAsync_EndlessServerErrors_ThrowsRetrySafeWithTheRunId()
    {
        for (var i = 0; i < 20; i++)
        {
            Api.Answer(i % 2 == 0 ? 500 : 503, """{"error":"Inference processing failed"}""");
        }

        var failure = await Assert.ThrowsAsync<NanoGptException>(() => NewClient().Resume(Handle).WaitAsync(null, Ct));
        Assert.IsNotType<JobFailedException>(failure);
        Assert.True(failure.IsRetrySafe);
        Assert.Equal(("q-1", 20), (failure.RunId, Api.Seen.Count));
        Assert.Contains("Inference processing failed", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, typeof(RequestRejectedException))]
    [InlineData(401, typeof(AuthenticationFailedException))]
    [InlineData(402, typeof(InsufficientBalanceException))]
    public async Task WaitAsync_StatusRequestRefused_ThrowsItsTypedException(int status, Type type)
    {
        Api.Answer(status, """{"error":"No"}""");
        var failure = (NanoGptException)await Assert.ThrowsAsync(type, () => NewClient().Resume(Handle).WaitAsync(null, Ct));
        Assert.Equal("q-1", failure.RunId);
    }

    [Fact]
    public async Task GetStatusAsync_SeveralJobs_ShareTwoRequestsASecond()
    {
        Time.AutoAdvance = TimeSpan.Zero;
        var client = NewClient();
        for (var i = 0; i < 3; i++)
        {
            Api.Answer(200, Running);
        }

        var asked = Enumerable.Range(0, 3).Select(_ => client.GetStatusAsync(client.Resume(Handle), Ct)).ToList();
        await Task.WhenAny(Task.WhenAll(asked[0], asked[1]), Task.WhenAll(asked[1], asked[2]), Task.WhenAll(asked[0], asked[2]));
        Assert.Equal(2, Api.Seen.Count);
        Time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(asked);
    }

    private sealed class Endless : Stream
    {
        private static readonly byte[] Start = [0, 0, 0, 24, .. "ftypisom"u8];

        public long Given { get; private set; }

        public bool IsDisposed { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (var i = 0; i < count; i++)
            {
                buffer[offset + i] = Given + i < Start.Length ? Start[Given + i] : (byte)0;
            }

            Given += count;
            return count;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
