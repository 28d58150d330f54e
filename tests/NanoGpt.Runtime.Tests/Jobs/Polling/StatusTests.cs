using System.Net;
using System.Text;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

public sealed class StatusTests
{
    private const string Run = "vid_m1abc123def456";

    private static readonly Uri Origin = new("https://nano-gpt.com");

    [Theory]
    [Trait("Row", "P06")]
    [InlineData("status-in-progress", JobStatus.Running, null)]
    [InlineData("status-completed", JobStatus.Completed, "https://storage.example.com/video.mp4")]
    [InlineData("status-failed", JobStatus.Failed, null)]
    [InlineData("status-legacy-completed", JobStatus.Completed, "https://storage.example.com/video.mp4")]
    [InlineData("status-flat-processing", JobStatus.Running, null)]
    [InlineData("status-flat-completed", JobStatus.Completed, "https://storage.example.com/video.mp4")]
    [InlineData("status-longstories-completed", JobStatus.Completed, "https://storage.example.com/video.mp4")]
    [InlineData("status-relative-link", JobStatus.Completed, "https://nano-gpt.com/api/generate-video/content?model=grok-imagine-video&runId=vid_m1abc123def456&variant=video")]
    [InlineData("status-bare-output", JobStatus.Completed, "https://storage.example.com/video.mp4")]
    [InlineData("status-video-url", JobStatus.Completed, "https://storage.example.com/video.mp4")]
    [InlineData("status-video-text", JobStatus.Completed, "https://storage.example.com/video.mp4")]
    public void Read_DocumentedStatusShape_IsUnderstood(string golden, JobStatus status, string? link)
    {
        var update = Update(Golden.Read(golden));
        Assert.Equal(status, update.Status);
        Assert.Equal(link, update.Outputs.SingleOrDefault()?.Url.AbsoluteUri);
    }

    [Fact]
    public void Read_DocumentedStatusShape_KeepsItsDetails()
    {
        var running = Update(Golden.Read("status-flat-processing"));
        Assert.Equal((42.0, TimeSpan.FromSeconds(30), "processing"), (running.Progress!.Value, running.Remaining!.Value, running.RawStatus));
        var failed = Update(Golden.Read("status-failed"));
        Assert.Equal(("Please change the prompt.", true), (failed.Error, failed.IsContentPolicy));
        Assert.Equal(0.35m, Update(Golden.Read("status-video-url")).Cost);
        Assert.Equal("Being made", Update(Golden.Read("status-in-progress")).Details);
    }

    [Fact]
    [Trait("Row", "P14")]
    public void Read_SeveralVideos_ReturnsAllOutputs() =>
        Assert.Equal(4, Update(Golden.Read("status-four-videos")).Outputs.Count);

    [Theory]
    [Trait("Row", "P07")]
    [InlineData("IN_QUEUE", JobStatus.Queued)]
    [InlineData("queued", JobStatus.Queued)]
    [InlineData("pending", JobStatus.Queued)]
    [InlineData("PENDING", JobStatus.Queued)]
    [InlineData("IN_PROGRESS", JobStatus.Running)]
    [InlineData("processing", JobStatus.Running)]
    [InlineData("generating", JobStatus.Running)]
    [InlineData("delivering", JobStatus.Running)]
    [InlineData("succeeded", JobStatus.Completed)]
    [InlineData("completed", JobStatus.Completed)]
    [InlineData("FAILED", JobStatus.Failed)]
    [InlineData("CANCELED", JobStatus.Canceled)]
    [InlineData("CANCELLED", JobStatus.Canceled)]
    [InlineData("cancelled", JobStatus.Canceled)]
    [InlineData("unknown", JobStatus.Unknown)]
    [InlineData("EXPLODED", JobStatus.Unknown)]
    [InlineData("99", JobStatus.Unknown)]
    public void Parse_AnySpellingOfAStatus_ReturnsItsMeaning(string text, JobStatus status)
    {
        Assert.Equal(status, JobStatuses.Parse(text));
        foreach (var culture in new Cultures.Awkward())
        {
            Assert.Equal(status, Cultures.In((string)culture.Data, () => JobStatuses.Parse(text.ToLowerInvariant())));
        }
    }

    [Theory]
    [Trait("Row", "P22")]
    [InlineData("""{"data":{"status":"IN_PROGRESS","progress":250}}""", 100.0)]
    [InlineData("""{"data":{"status":"IN_PROGRESS","progress":-5}}""", 0.0)]
    [InlineData("""{"data":{"status":"IN_PROGRESS","progress":"50%"}}""", 50.0)]
    [InlineData("""{"data":{"status":"IN_PROGRESS","progress":"NaN","estimatedTimeRemaining":-1}}""", null)]
    public void Read_ProgressOutOfRange_IsClamped(string body, double? progress)
    {
        var update = Update(Encoding.UTF8.GetBytes(body));
        Assert.Equal(progress, update.Progress);
        Assert.Null(update.Remaining);
    }

    [Theory]
    [Trait("Row", "P08")]
    [Trait("Row", "P19")]
    [Trait("Row", "P20")]
    [Trait("Row", "P21")]
    [InlineData("")]
    [InlineData("<html>Checking your browser</html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"data":{"status":null}}""")]
    [InlineData("""{"data":{"status":""}}""")]
    [InlineData("""{"data":5}""")]
    [InlineData("""{"requestId":"another","data":{"status":"FAILED"}}""")]
    public void Decide_ResponseWithoutAStatusOfTheJob_PollsAgain(string body) =>
        Assert.IsType<PollDecision.Again>(Decide(200, Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Read_InvalidUtf8_ReturnsTheStatus()
    {
        byte[] body = [.. """{"data":{"status":"IN_PROGRESS","details":"""u8, (byte)'"', 0xFF, 0xC0, (byte)'"', .. "}}"u8];
        Assert.Equal(JobStatus.Running, Update(body).Status);
    }

    [Theory]
    [Trait("Row", "P01")]
    [Trait("Row", "P02")]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(204)]
    [InlineData(302)]
    [InlineData(404)]
    public void Decide_TransientStatusCode_PollsAgain(int status) => Assert.IsType<PollDecision.Again>(Decide(status, []));

    [Theory]
    [Trait("Row", "P04")]
    [Trait("Row", "P05")]
    [InlineData(401, typeof(AuthenticationFailedException))]
    [InlineData(403, typeof(JobAccessDeniedException))]
    [InlineData(400, typeof(RequestRejectedException))]
    public void Decide_ClientErrorStatusCode_Stops(int status, Type type) =>
        Assert.IsType(type, Assert.IsType<PollDecision.Stop>(Decide(status, [])).Error);

    [Fact]
    [Trait("Row", "P03")]
    public void Decide_RepeatedNotFound_StopsAfterTwoMinutes()
    {
        var early = new PollHistory { NotFound = 9, SinceSubmission = TimeSpan.FromSeconds(119) };
        Assert.IsType<PollDecision.Again>(Decide(404, [], early));
        var late = early with { SinceSubmission = TimeSpan.FromMinutes(3) };
        Assert.IsType<JobNotFoundException>(Assert.IsType<PollDecision.Stop>(Decide(404, [], late)).Error);
    }

    [Fact]
    [Trait("Row", "P12")]
    public void Decide_CompletedWithoutVideo_PollsAgainForAMinute()
    {
        var body = """{"data":{"status":"COMPLETED","output":{"video":{"url":null}}}}"""u8.ToArray();
        Assert.Equal(JobStatus.Completed, Assert.IsType<PollDecision.Again>(Decide(200, body)).Observed!.Status);
        var late = new PollHistory { EmptyFor = TimeSpan.FromSeconds(60) };
        Assert.IsType<OutputMissingException>(Assert.IsType<PollDecision.Stop>(Decide(200, body, late)).Error);
    }

    [Fact]
    [Trait("Row", "P15")]
    public void Read_ControlCharactersOrLongText_AreEscapedAndTruncated()
    {
        var update = Update("""{"data":{"status":"FAILED","error":"bad\u001b[31m\u202Ered\nline"}}"""u8.ToArray());
        Assert.Equal(@"bad\u001B[31m\u202Ered line", update.Error);
        Assert.Equal(4097, Update(Encoding.UTF8.GetBytes($$$"""{"data":{"status":"FAILED","error":"{{{new string('x', 1 << 19)}}}"}}""")).Error!.Length);
    }

    private static JobUpdate Update(byte[] body) => Assert.IsType<PollDecision.Update>(
        PollDecision.FromResponse(new ApiResponse(HttpStatusCode.OK, body), Run, Origin, new PollHistory { HasFailed = true })).Job;

    private static PollDecision Decide(int status, byte[] body, PollHistory history = default) =>
        PollDecision.FromResponse(new ApiResponse((HttpStatusCode)status, body), Run, Origin, history);
}
