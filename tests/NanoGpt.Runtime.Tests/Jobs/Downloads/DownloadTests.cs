using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

public sealed class DownloadTests : IDisposable
{
    private static readonly byte[] Video = [0, 0, 0, 24, .. "ftypisom"u8, .. new byte[5000]];

    private readonly TestClient test = new();
    private readonly string folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Target => Path.Combine(folder, "out.mp4");

    public void Dispose()
    {
        test.Dispose();
        CanaryOfAllTests.Sweep(folder);
    }

    [Fact]
    public async Task DownloadAsync_Video_IsSavedWithProgressAndWithoutTheKey()
    {
        test.Media.Answer(200, Video);
        var seen = new Recorder();
        await Result("https://storage.example.com/video.mp4").DownloadAsync(Target, seen, Ct);
        Assert.Equal(Video, await File.ReadAllBytesAsync(Target, Ct));
        Assert.Single(Directory.GetFiles(folder));
        Assert.Equal(new DownloadProgress(Video.Length, Video.Length), seen.Last);
        Assert.DoesNotContain("Authorization", test.Media.Seen[0].Headers.Keys);
    }

    [Fact]
    [Trait("Row", "D12")]
    public async Task DownloadAsync_FileExists_IsReplacedOnlyWithOverwrite()
    {
        await File.WriteAllTextAsync(Target, "mine", Ct);
        await Assert.ThrowsAsync<IOException>(() => Result("https://s.example.com/v.mp4").DownloadAsync(Target, null, Ct));
        Assert.Empty(test.Media.Seen);
        Assert.Equal("mine", await File.ReadAllTextAsync(Target, Ct));

        test.Media.Answer(200, Video);
        await Result("https://s.example.com/v.mp4").DownloadAsync(Target, overwrite: true, null, Ct);
        Assert.Equal(Video, await File.ReadAllBytesAsync(Target, Ct));
    }

    [Fact]
    [Trait("Row", "D02")]
    [Trait("Row", "D05")]
    public async Task DownloadAsync_RedirectToAnotherOrigin_SendsTheKeyToItsOwnOriginOnly()
    {
        test.Media
            .Answer(302, "", response => response.Headers.Location = new Uri("https://bucket.r2.example.com/presigned?sig=x"))
            .Answer(200, Video);
        await Result("/api/generate-video/content?runId=vid_1").DownloadAsync(Target, null, Ct);
        Assert.Equal(["nano-gpt.com", "bucket.r2.example.com"], test.Media.Seen.Select(request => request.Link.Host));
        Assert.Equal($"Bearer {TestClient.Key}", test.Media.Seen[0].Headers["Authorization"]);
        Assert.DoesNotContain("Authorization", test.Media.Seen[1].Headers.Keys);
    }

    [Theory]
    [Trait("Row", "D03")]
    [Trait("Row", "P13")]
    [InlineData("http://s.example.com/v.mp4")]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:video/mp4;base64,AAAA")]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://s.example.com/v.mp4")]
    public async Task DownloadAsync_LinkOrRedirectWithoutHttps_IsNotRequested(string link)
    {
        await Assert.ThrowsAsync<DownloadFailedException>(() => Result(link).DownloadAsync(Target, null, Ct));
        Assert.Empty(test.Media.Seen);
        test.Media.Answer(302, "", response => response.Headers.Location = new Uri(link));
        await Assert.ThrowsAsync<DownloadFailedException>(() => Result("https://s.example.com/v.mp4").DownloadAsync(Target, null, Ct));
        Assert.Single(test.Media.Seen);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task DownloadAsync_EndlessRedirects_FailsAfterSixRequests()
    {
        for (var i = 0; i < 6; i++)
        {
            test.Media.Answer(302, "", response => response.Headers.Location = new Uri("/again", UriKind.Relative));
        }

        await Assert.ThrowsAsync<DownloadFailedException>(() => Result("https://s.example.com/v.mp4").DownloadAsync(Target, null, Ct));
        Assert.Equal(6, test.Media.Seen.Count);
    }

    [Fact]
    [Trait("Row", "D01")]
    public async Task DownloadAsync_ExpiredLink_IsRenewedOnce()
    {
        test.Media.Answer(403).Answer(200, Video);
        test.Api.Answer(200, Golden.Read("status-completed"));
        await Result("https://old.example.com/v.mp4").DownloadAsync(Target, null, Ct);
        Assert.Equal("storage.example.com", test.Media.Seen[1].Link.Host);
    }

    [Fact]
    [Trait("Row", "D01")]
    public async Task DownloadAsync_LinkStillGoneAfterRenewal_ThrowsOutputExpired()
    {
        test.Media.Answer(410);
        test.Api.Answer(200, Golden.Read("status-completed"));
        var failure = await Assert.ThrowsAsync<OutputExpiredException>(() => Result("https://storage.example.com/video.mp4").DownloadAsync(Target, null, Ct));
        Assert.Equal("vid_m1abc123def456", failure.RunId);
    }

    [Theory]
    [Trait("Row", "D08")]
    [InlineData("<!doctype html><html>Sorry</html>")]
    [InlineData("{\"error\":\"not found here\"}")]
    [InlineData("short")]
    [InlineData("")]
    public async Task DownloadAsync_ContentIsNotAVideo_FailsWithoutAFile(string page)
    {
        test.Media.Answer(200, page);
        await Assert.ThrowsAsync<DownloadFailedException>(() => Result("https://s.example.com/v.mp4").DownloadAsync(Target, null, Ct));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    [Trait("Row", "D06")]
    public async Task DownloadAsync_VideoCutOff_LeavesNoFile()
    {
        for (var i = 0; i < 5; i++)
        {
            test.Media.Answer(200, Video, response => response.Content = new ShortContent(Video, Video.Length + 1));
        }

        var failure = await Assert.ThrowsAsync<DownloadFailedException>(() => Result("https://s.example.com/v.mp4").DownloadAsync(Target, null, Ct));
        Assert.True(failure.IsRetrySafe);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    [Trait("Row", "D09")]
    public async Task DownloadAsync_VideoOverTheSizeLimit_LeavesNoFile()
    {
        using var small = new TestClient(options => options.MaxDownloadBytes = 100);
        small.Media.Answer(200, Video).Answer(200, Video, response => response.Content = new ShortContent(Video, null));
        for (var i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<DownloadFailedException>(() => Result("https://s.example.com/v.mp4", small).DownloadAsync(Target, null, Ct));
        }

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    [Trait("Row", "D07")]
    public async Task DownloadAsync_UnknownLength_SavesTheVideo()
    {
        test.Media.Answer(200, Video, response => response.Content = new ShortContent(Video, null));
        await Result("https://s.example.com/v.mp4").DownloadAsync(Target, null, Ct);
        Assert.Equal(Video, await File.ReadAllBytesAsync(Target, Ct));
    }

    [Fact]
    [Trait("Row", "D10")]
    public async Task DownloadAsync_NoBytesForTheStallTimeout_Fails()
    {
        var stuck = new StuckStream();
        test.Media.Answer(200, Video, response => response.Content = new StreamContent(stuck));
        var download = Result("https://s.example.com/v.mp4").DownloadAsync(Target, null, Ct);
        await stuck.IsRead;
        test.Time.Advance(TimeSpan.FromSeconds(91));
        await Assert.ThrowsAsync<DownloadFailedException>(() => download);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task DownloadAsync_CanceledWithinTheBody_LeavesNoFile()
    {
        using var source = new CancellationTokenSource();
        var stuck = new StuckStream();
        test.Media.Answer(200, Video, response => response.Content = new StreamContent(stuck));
        var download = Result("https://s.example.com/v.mp4").DownloadAsync(Target, null, source.Token);
        await stuck.IsRead;
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => download);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DownloadAsync_HostDoesNotRespond_EndsAtTheTimeoutOrCancellation(bool isCanceled)
    {
        using var source = new CancellationTokenSource();
        var asked = new TaskCompletionSource();
        test.Media.Do(async (_, cancellationToken) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new HttpResponseMessage();
        });
        var download = Result("https://s.example.com/v.mp4").DownloadAsync(Target, null, source.Token);
        await asked.Task;
        if (isCanceled)
        {
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => download);
            return;
        }

        test.Time.Advance(TimeSpan.FromSeconds(101));
        var failure = await Assert.ThrowsAsync<DownloadFailedException>(() => download);
        Assert.IsType<TimeoutException>(failure.InnerException);
        Assert.True(failure.IsRetrySafe);
    }

    [Fact]
    public async Task DownloadOutputAsync_SeveralOutputs_SavesTheIndexedOne()
    {
        var result = Result("https://s.example.com/1.mp4", "https://s.example.com/2.mp4");
        await Assert.ThrowsAsync<InvalidOperationException>(() => result.DownloadAsync(Target, null, Ct));
        test.Media.Answer(200, Video);
        await result.DownloadOutputAsync(1, Target, cancellationToken: Ct);
        Assert.Equal("/2.mp4", test.Media.Seen[0].Link.AbsolutePath);
    }

    [Fact]
    [Trait("Row", "D04")]
    public async Task DownloadAsync_HostResolvesToANonPublicAddress_IsNotConnected()
    {
        using var client = TestClient.New(new() { AllowInsecureLoopback = false });
        var job = new VideoJob(client, "vid_1", "m");
        foreach (var host in new[] { "127.0.0.1", "localhost", "169.254.169.254", "10.0.0.1", "[::1]", "[::ffff:127.0.0.1]" })
        {
            var update = new JobUpdate { Status = JobStatus.Completed, Outputs = [new VideoOutput(new Uri($"https://{host}:9/v.mp4"))] };
            var failure = await Assert.ThrowsAsync<DownloadFailedException>(() => new VideoResult(client, job, update).DownloadAsync(Target, null, Ct));
            Assert.Contains("no public address", failure.Message, StringComparison.Ordinal);
        }
    }

    private VideoResult Result(params string[] links) => Result(links, test);

    private static VideoResult Result(string link, TestClient client) => Result([link], client);

    private static VideoResult Result(string[] links, TestClient client) => new(client.Client, client.Job(), new JobUpdate
    {
        Status = JobStatus.Completed,
        Outputs = [.. links.Select(link => new VideoOutput(new Uri(new Uri("https://nano-gpt.com"), link)))],
    });

    private sealed class Recorder : IProgress<DownloadProgress>
    {
        public DownloadProgress Last { get; private set; }

        public void Report(DownloadProgress value) => Last = value;
    }

    // Promises another length than it gives.
    private sealed class ShortContent : HttpContent
    {
        private readonly byte[] bytes;

        public ShortContent(byte[] bytes, long? promised)
        {
            this.bytes = bytes;
            Headers.ContentLength = promised;
        }

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new MemoryStream(bytes));

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class StuckStream : MemoryStream
    {
        private readonly TaskCompletionSource read = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsRead => read.Task;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            read.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
