using System.Net;
using System.Net.Http.Headers;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>A client whose media host is scripted, and a folder for its downloads that is searched for secrets.</summary>
public abstract class DownloadTest : IDisposable
{
    protected const string Link = "https://s.example.com/v.mp4?sig=secret";
    protected const string Tag = "\"v1\"";
    protected const string OtherTag = "\"v2\"";

    protected static readonly byte[] Video = [0, 0, 0, 24, .. "ftypisom"u8, .. Enumerable.Range(0, 20_000).Select(i => (byte)i)];

    /// <summary>Another video of the same length.</summary>
    protected static readonly byte[] OtherVideo = [.. Video[..12], .. Video[12..].Select(b => (byte)~b)];

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected TestClient Test { get; } = new();

    protected StubHandler Media => Test.Media;

    protected string Folder { get; } = Directory.CreateTempSubdirectory("nanogpt-").FullName;

    protected string Target => Path.Combine(Folder, "out.mp4");

    protected string[] Files => Directory.GetFiles(Folder);

    /// <summary>The part that an interrupted download left.</summary>
    protected string Part => Assert.Single(Directory.GetFiles(Folder, "*.part"));

    public virtual void Dispose()
    {
        Test.Dispose();
        CanaryOfAllTests.Sweep(Folder);
        GC.SuppressFinalize(this);
    }

    /// <summary>Returns the whole video, or its first bytes and then a break.</summary>
    protected static HttpResponseMessage Whole(byte[]? video = null, string? tag = Tag, int? breaksAfter = null)
    {
        video ??= Video;
        return Response(200, video[..(breaksAfter ?? video.Length)], video.Length, tag, isBroken: breaksAfter is not null);
    }

    /// <summary>Returns a range up to an exclusive end, or its first bytes and then a break.</summary>
    protected static HttpResponseMessage Range(
        int from, byte[]? video = null, string? tag = Tag, int? to = null, bool hasTotal = true, int? breaksAfter = null)
    {
        video ??= Video;
        var rest = video[from..(to ?? video.Length)];
        var response = Response(206, rest[..(breaksAfter ?? rest.Length)], rest.Length, tag, isBroken: breaksAfter is not null);
        response.Content.Headers.ContentRange = hasTotal
            ? new ContentRangeHeaderValue(from, from + rest.Length - 1, video.Length)
            : new ContentRangeHeaderValue(from, from + rest.Length - 1);
        return response;
    }

    protected static HttpResponseMessage Response(int status, byte[] body, long? length, string? tag, bool isBroken = false)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StreamContent(new Body(body, isBroken)) };
        response.Content.Headers.ContentLength = length;
        if (tag is not null)
        {
            response.Headers.TryAddWithoutValidation("ETag", tag);
        }

        return response;
    }

    /// <summary>Returns where the request wants to continue; null if it wants the whole video.</summary>
    protected static int? From(HttpRequestMessage request) => (int?)request.Headers.Range?.Ranges.Single().From;

    protected static VideoResult ResultOf(TestClient test, string link = Link, string runId = "vid_1", int copies = 1)
    {
        var job = test.Client.Resume($$"""{"v":1,"runId":"{{runId}}","model":"m"}""");
        var outputs = Enumerable.Repeat(new VideoOutput(new Uri(link)), copies);
        return new VideoResult(test.Client, job, new JobUpdate { Status = JobStatus.Completed, Outputs = [.. outputs] });
    }

    protected void Answer(params Func<HttpRequestMessage, HttpResponseMessage>[] answers) => Answer(Test, answers);

    protected static void Answer(TestClient test, params Func<HttpRequestMessage, HttpResponseMessage>[] answers)
    {
        foreach (var answer in answers)
        {
            test.Media.Do((request, _) => Task.FromResult(answer(request)));
        }
    }

    protected Task DownloadAsync(string link = Link, string runId = "vid_1", bool overwrite = false) =>
        ResultOf(Test, link, runId).DownloadAsync(Target, overwrite, null, Ct);

    /// <summary>Leaves a part of 7,000 bytes behind, as a caller does who cancels.</summary>
    protected async Task InterruptAsync(string link = Link, string runId = "vid_1", byte[]? video = null)
    {
        using var source = new CancellationTokenSource();
        using var test = new TestClient();
        var response = Whole(video, breaksAfter: 7000);
        response.Content = new StreamContent(new Body((video ?? Video)[..7000], isBroken: true, source.Cancel))
        {
            Headers = { ContentLength = Video.Length },
        };
        Answer(test, _ => response);
        var interrupted = ResultOf(test, link, runId).DownloadAsync(Target, overwrite: true, null, source.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => interrupted);
    }

    protected async Task AssertSavedAsync(byte[]? video = null, params string[] others)
    {
        Assert.True((await File.ReadAllBytesAsync(Target, Ct)).AsSpan().SequenceEqual(video ?? Video), "Another file was saved.");
        Assert.Equal([Target, .. others], Files.Order(StringComparer.Ordinal));
    }

    private sealed class Body(byte[] bytes, bool isBroken, Action? atEnd = null) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read == 0 && isBroken)
            {
                atEnd?.Invoke();
                cancellationToken.ThrowIfCancellationRequested();
                throw new IOException("The connection was reset.");
            }

            return read;
        }
    }
}
