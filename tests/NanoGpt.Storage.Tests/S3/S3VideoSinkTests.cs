using System.Net;
using System.Net.Http.Headers;
using Amazon.Runtime;
using Amazon.S3;
using NanoGpt.S3;

namespace NanoGpt.Storage.Tests.S3;

/// <summary>Uploads to a storage that verifies signatures: whole videos, and nothing of others.</summary>
public sealed class S3VideoSinkTests : IDisposable
{
    private const int MiB = 1 << 20;

    private static readonly Guid Submission = Guid.Parse("019a0000-0000-7000-8000-000000000001");

    private readonly StubHandler media = new();
    private readonly NanoGptClient client;

    public S3VideoSinkTests() => client = new NanoGptClient("key-of-the-account", new NanoGptClientOptions
    {
        DownloadHttpClient = new HttpClient(media),
        TimeProvider = new ManualTimeProvider { AutoAdvance = TimeSpan.FromMinutes(1) },
        DownloadIdleTimeout = TimeSpan.FromMinutes(5),   // longer than what passes at once
    });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData(30, 0)]
    [InlineData(8 * MiB, 0)]
    [InlineData((8 * MiB) + 1, 1)]
    [InlineData(20 * MiB, 1)]
    public async Task SaveAsync_AnySize_StoresTheWholeVideoUnderADeterministicKey(int size, int multipartUploads)
    {
        await using var storage = await S3Stub.StartAsync();
        var video = Video(size);
        media.Answer(200, video);

        var link = Assert.Single(await Sink(storage).SaveAsync(Result(), Ct));

        Assert.Equal("s3://bucket/videos/sora-2-019a0000-0000-7000-8000-000000000001.mp4", link);
        Assert.True(storage.Objects[$"/bucket/videos/sora-2-{Submission}.mp4"].AsSpan().SequenceEqual(video));
        Assert.Equal((multipartUploads, 0), (storage.StartedUploads, storage.OpenUploads));
    }

    [Fact]
    public async Task SaveAsync_SecretIsWrong_StoresNothing()
    {
        await using var storage = await S3Stub.StartAsync();
        media.Answer(200, Video(100));

        await Assert.ThrowsAsync<AmazonS3Exception>(() => Sink(storage, "another secret").SaveAsync(Result(), Ct));

        Assert.Empty(storage.Objects);
    }

    [Fact]
    public async Task SaveAsync_PartFails_AbortsTheUploadAndTheObjectStaysAbsent()
    {
        await using var storage = await S3Stub.StartAsync();
        storage.FailingPart = 2;
        media.Answer(200, Video(30 * MiB));

        var failure = await Assert.ThrowsAsync<IOException>(() => Sink(storage).SaveAsync(Result(), Ct));

        Assert.StartsWith("The video cannot be stored:", failure.Message, StringComparison.Ordinal);
        Assert.Single(media.Seen);   // the video is not downloaded again
        Assert.Empty(storage.Objects);
        Assert.Equal((1, 0), (storage.AbortedUploads, storage.OpenUploads));
    }

    [Fact]
    public async Task SaveAsync_DownloadBreaksAndCanContinue_ContinuesTheUpload()
    {
        await using var storage = await S3Stub.StartAsync();
        var video = Video(20 * MiB);
        media.Do((_, _) => Task.FromResult(Broken(video, 9 * MiB, "\"v1\"")));
        media.Answer(206, video[(9 * MiB)..], response =>
        {
            response.Headers.ETag = new EntityTagHeaderValue("\"v1\"");
            response.Content.Headers.ContentRange = new ContentRangeHeaderValue(9 * MiB, video.Length - 1, video.Length);
        });

        await Sink(storage).SaveAsync(Result(), Ct);

        Assert.True(Assert.Single(storage.Objects).Value.AsSpan().SequenceEqual(video));
        Assert.Equal((1, 0), (storage.StartedUploads, storage.AbortedUploads));
    }

    [Fact]
    public async Task SaveAsync_DownloadBeginsAgain_AbortsTheFirstUpload()
    {
        await using var storage = await S3Stub.StartAsync();
        var video = Video(20 * MiB);
        media.Do((_, _) => Task.FromResult(Broken(Video(20 * MiB, seed: 2), 9 * MiB, tag: null)));
        media.Answer(200, video);

        await Sink(storage).SaveAsync(Result(), Ct);

        Assert.True(Assert.Single(storage.Objects).Value.AsSpan().SequenceEqual(video));
        Assert.Equal((2, 1, 0), (storage.StartedUploads, storage.AbortedUploads, storage.OpenUploads));
    }

    [Fact]
    public async Task SaveAsync_Canceled_AbortsTheUpload()
    {
        await using var storage = await S3Stub.StartAsync();
        using var source = new CancellationTokenSource();
        media.Do((_, _) => Task.FromResult(Broken(Video(20 * MiB), 9 * MiB, tag: null, source.Cancel)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sink(storage).SaveAsync(Result(), source.Token));

        Assert.Empty(storage.Objects);
        Assert.Equal((1, 0), (storage.AbortedUploads, storage.OpenUploads));
    }

    [Fact]
    public async Task SaveAsync_NotAVideo_StoresNothing()
    {
        await using var storage = await S3Stub.StartAsync();
        media.Answer(200, "<html>Sign in</html>");

        await Assert.ThrowsAsync<DownloadFailedException>(() => Sink(storage).SaveAsync(Result(), Ct));

        Assert.Empty(storage.Objects);
        Assert.Equal(0, storage.StartedUploads);
    }

    [Fact]
    public async Task SaveAsync_FileSink_SavesEachVideoUnderItsNameAgainAndAgain()
    {
        var folder = Directory.CreateTempSubdirectory("nanogpt-");
        var sink = new FileVideoSink(Path.Combine(folder.FullName, "new"));
        for (var i = 0; i < 4; i++)
        {
            media.Answer(200, Video(100 + i));
        }

        await sink.SaveAsync(Result(outputs: 2), Ct);
        var paths = await sink.SaveAsync(Result(outputs: 2), Ct);

        Assert.Equal([$"sora-2-{Submission}.mp4", $"sora-2-{Submission}-2.mp4"], paths.Select(Path.GetFileName));
        Assert.Equal([102, 103], paths.Select(static path => (int)new FileInfo(path).Length));
        folder.Delete(recursive: true);
    }

    private static S3VideoSink Sink(S3Stub storage, string secret = S3Stub.SecretKey) => new(
        new AmazonS3Client(new BasicAWSCredentials(S3Stub.AccessKey, secret), new AmazonS3Config
        {
            ServiceURL = storage.Address.ToString(),
            ForcePathStyle = true,
            AuthenticationRegion = "local",
            MaxErrorRetry = 0,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        }),
        "bucket", "videos/");

    private static byte[] Video(int size, int seed = 1)
    {
        var video = new byte[size];
        new Random(seed).NextBytes(video);
        byte[] start = [0, 0, 0, 24, .. "ftypisom"u8];
        start.CopyTo(video, 0);
        return video;
    }

    private static HttpResponseMessage Broken(byte[] video, int after, string? tag, Action? atEnd = null)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BrokenBody(video[..after], atEnd)) };
        response.Content.Headers.ContentLength = video.Length;
        response.Headers.ETag = tag is null ? null : new EntityTagHeaderValue(tag);
        return response;
    }

    private VideoResult Result(int outputs = 1) => new(
        client,
        new VideoJob(client, "vid_1", "sora-2") { SubmissionId = Submission },
        new JobUpdate
        {
            Status = JobStatus.Completed,
            Outputs = [.. Enumerable.Range(1, outputs).Select(static number => new VideoOutput(new Uri($"https://s.example.com/{number}.mp4")))],
        });

    private sealed class BrokenBody(byte[] bytes, Action? atEnd) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read == 0)
            {
                atEnd?.Invoke();
                cancellationToken.ThrowIfCancellationRequested();
                throw new IOException("The connection was reset.");
            }

            return read;
        }
    }
}
