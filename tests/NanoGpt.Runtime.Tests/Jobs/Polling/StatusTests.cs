using System.Net;
using System.Text;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

public sealed class StatusTests
{
    private const string Run = "vid_m1abc123def456";

    private static readonly Uri Origin = new("https://nano-gpt.com");

    [Theory]
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
    public void P06_every_documented_shape_is_understood(string golden, JobStatus status, string? link)
    {
        var update = Update(Golden.Read(golden));
        Assert.Equal(status, update.Status);
        Assert.Equal(link, update.Outputs.SingleOrDefault()?.Url.AbsoluteUri);
    }

    [Fact]
    public void Details_of_the_shapes_are_kept()
    {
        var running = Update(Golden.Read("status-flat-processing"));
        Assert.Equal((42.0, TimeSpan.FromSeconds(30), "processing"), (running.Progress!.Value, running.Remaining!.Value, running.RawStatus));
        var failed = Update(Golden.Read("status-failed"));
        Assert.Equal(("Please change the prompt.", true), (failed.Error, failed.IsContentPolicy));
        Assert.Equal(0.35m, Update(Golden.Read("status-video-url")).Cost);
        Assert.Equal("Being made", Update(Golden.Read("status-in-progress")).Details);
    }

    [Fact]
    public void P14_several_videos_are_a_list() => Assert.Equal(4, Update(Golden.Read("status-four-videos")).Outputs.Count);

    [Theory]
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
    public void P07_every_spelling_has_a_meaning(string text, JobStatus status)
    {
        Assert.Equal(status, JobStatuses.Parse(text));
        foreach (var culture in new Cultures.Awkward())
        {
            Assert.Equal(status, Cultures.In((string)culture.Data, () => JobStatuses.Parse(text.ToLowerInvariant())));
        }
    }

    [Theory]
    [InlineData("""{"data":{"status":"IN_PROGRESS","progress":250}}""", 100.0)]
    [InlineData("""{"data":{"status":"IN_PROGRESS","progress":-5}}""", 0.0)]
    [InlineData("""{"data":{"status":"IN_PROGRESS","progress":"50%"}}""", 50.0)]
    [InlineData("""{"data":{"status":"IN_PROGRESS","progress":"NaN","estimatedTimeRemaining":-1}}""", null)]
    public void P22_progress_is_clamped(string body, double? progress)
    {
        var update = Update(Encoding.UTF8.GetBytes(body));
        Assert.Equal(progress, update.Progress);
        Assert.Null(update.Remaining);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Checking your browser</html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"data":{"status":null}}""")]
    [InlineData("""{"data":{"status":""}}""")]
    [InlineData("""{"data":5}""")]
    [InlineData("""{"requestId":"another","data":{"status":"FAILED"}}""")]
    public void P08_P19_P20_P21_what_is_no_status_of_the_job_is_asked_again(string body) =>
        Assert.IsType<PollDecision.Again>(Decide(200, Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Invalid_UTF8_does_no_harm()
    {
        byte[] body = [.. """{"data":{"status":"IN_PROGRESS","details":"""u8, (byte)'"', 0xFF, 0xC0, (byte)'"', .. "}}"u8];
        Assert.Equal(JobStatus.Running, Update(body).Status);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(204)]
    [InlineData(302)]
    [InlineData(404)]
    public void P01_P02_passing_troubles_are_asked_again(int status) => Assert.IsType<PollDecision.Again>(Decide(status, []));

    [Theory]
    [InlineData(401, typeof(AuthenticationFailedException))]
    [InlineData(403, typeof(AuthenticationFailedException))]
    [InlineData(400, typeof(RequestRejectedException))]
    public void P04_P05_refusals_stop(int status, Type type) => Assert.IsType(type, Assert.IsType<PollDecision.Stop>(Decide(status, [])).Error);

    [Fact]
    public void P03_not_found_again_and_again_stops()
    {
        var early = new PollHistory { NotFound = 9, SinceSubmission = TimeSpan.FromSeconds(119) };
        Assert.IsType<PollDecision.Again>(Decide(404, [], early));
        var late = early with { SinceSubmission = TimeSpan.FromMinutes(3) };
        Assert.IsType<JobNotFoundException>(Assert.IsType<PollDecision.Stop>(Decide(404, [], late)).Error);
    }

    [Fact]
    public void P12_completed_without_a_video_is_asked_again_for_a_minute()
    {
        var body = """{"data":{"status":"COMPLETED","output":{"video":{"url":null}}}}"""u8.ToArray();
        Assert.Equal(JobStatus.Completed, Assert.IsType<PollDecision.Again>(Decide(200, body)).Seen!.Status);
        var late = new PollHistory { EmptyFor = TimeSpan.FromSeconds(60) };
        Assert.IsType<OutputMissingException>(Assert.IsType<PollDecision.Stop>(Decide(200, body, late)).Error);
    }

    [Fact]
    public void P15_texts_of_the_service_are_made_safe()
    {
        var update = Update("""{"data":{"status":"FAILED","error":"bad\u001b[31m\u202Ered\nline"}}"""u8.ToArray());
        Assert.Equal(@"bad\u001B[31m\u202Ered line", update.Error);
        Assert.Equal(4097, Update(Encoding.UTF8.GetBytes($$$"""{"data":{"status":"FAILED","error":"{{{new string('x', 1 << 19)}}}"}}""")).Error!.Length);
    }

    private static JobUpdate Update(byte[] body) => Assert.IsType<PollDecision.Update>(
        PollDecision.OfAnswer(new ApiAnswer(HttpStatusCode.OK, body), Run, Origin, new PollHistory { HasFailed = true })).Job;

    private static PollDecision Decide(int status, byte[] body, PollHistory history = default) =>
        PollDecision.OfAnswer(new ApiAnswer((HttpStatusCode)status, body), Run, Origin, history);
}
