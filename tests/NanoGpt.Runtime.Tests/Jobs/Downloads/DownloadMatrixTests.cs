using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using NanoGpt.Runtime.Tests.Crash;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>The rows D of the fault matrix about files and about going on after a break.</summary>
public sealed class DownloadMatrixTests : IDisposable
{
    private static readonly byte[] Video = [0, 0, 0, 24, .. "ftypisom"u8, .. Enumerable.Range(0, 200_000).Select(i => (byte)i)];

    private readonly TestClient test = new();
    private readonly string folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Target => Path.Combine(folder, "out.mp4");

    private string Part => Assert.Single(Directory.GetFiles(folder, "*.part"));

    public void Dispose()
    {
        test.Dispose();
        CanaryOfAllTests.Sweep(folder);
    }

    [Fact]
    public async Task D06_what_breaks_off_is_continued()
    {
        Cut(70_000).Do(Rest("\"v1\"")).Do(Rest("\"v1\"", upTo: 150_000)).Do(Rest("\"v1\""));
        test.Media.Seen.Clear();
        await DownloadAsync();
        Assert.Equal(Video, await File.ReadAllBytesAsync(Target, Ct));
        Assert.Single(Directory.GetFiles(folder));
        Assert.Equal("bytes=70000-", test.Media.Seen[1].Headers["Range"]);
        Assert.Equal("\"v1\"", test.Media.Seen[1].Headers["If-Range"]);
    }

    [Fact]
    public async Task D06_a_file_that_changed_meanwhile_begins_anew()
    {
        var other = Video.Reverse().ToArray();
        Video.AsSpan(0, 12).CopyTo(other);
        Cut(70_000).Answer(200, other);
        await DownloadAsync();
        Assert.Equal(other, await File.ReadAllBytesAsync(Target, Ct));
    }

    [Theory]
    [InlineData(416, null)]
    [InlineData(206, "bytes 5-10/200012")]
    [InlineData(206, "bytes 70000-200011/999999")]
    public async Task D06_a_part_that_does_not_fit_begins_anew(int status, string? range)
    {
        Cut(70_000).Answer(status, "x", response =>
        {
            if (range is not null)
            {
                response.Content.Headers.TryAddWithoutValidation("Content-Range", range);
            }
        }).Answer(200, Video);
        await DownloadAsync();
        Assert.Equal(Video, await File.ReadAllBytesAsync(Target, Ct));
        Assert.DoesNotContain("Range", test.Media.Seen[^1].Headers.Keys);
    }

    [Fact]
    public async Task D06_without_a_mark_of_the_version_nothing_is_kept()
    {
        for (var i = 0; i < 5; i++)
        {
            var body = new BreakingStream(Video.AsSpan(0, 70_000).ToArray());
            test.Media.Do((_, _) => Task.FromResult(Response(body, Video.Length, null)));
        }

        Assert.True((await Assert.ThrowsAsync<DownloadFailedException>(DownloadAsync)).IsRetrySafe);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task D06_breaks_without_progress_end()
    {
        Cut(70_000);
        for (var i = 0; i < 5; i++)
        {
            test.Media.Throw(new HttpRequestException(HttpRequestError.ConnectionError, "x"));
        }

        await Assert.ThrowsAsync<DownloadFailedException>(DownloadAsync);
        Assert.False(File.Exists(Target));
        Assert.Equal(70_000, new FileInfo(Part).Length);   // for the next try
        test.Media.Do(Rest("\"v1\""));
        await DownloadAsync();
        Assert.Equal(Video, await File.ReadAllBytesAsync(Target, Ct));
    }

    [Fact]
    public async Task D11_a_disk_that_cannot_be_written_says_so_and_keeps_the_job()
    {
        File.WriteAllText(Path.Combine(folder, "file"), "");
        var result = Result();
        await Assert.ThrowsAnyAsync<IOException>(() => result.DownloadAsync(Path.Combine(folder, "file", "out.mp4"), null, Ct));
        await Assert.ThrowsAnyAsync<IOException>(() => result.DownloadAsync(Path.Combine(folder, new string('x', 300)), null, Ct));
        Assert.Empty(test.Media.Seen);
        Assert.Equal("vid_m1abc123def456", result.Job.RunId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ETag: \"v1\"\r\n")]   // which could be continued otherwise
    public async Task D11_a_disk_that_is_full_within_the_video_leaves_nothing_behind(string header)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such limit.");
        await using var server = new LoopbackServer(LoopbackServer.Answer(200, "\0\0\0\u0018ftypisom" + new string('x', 3_000_000), header));
        const string Limited = "trap '' XFSZ; ulimit -f 1024; exec dotnet \"$0\"";
        var start = new ProcessStartInfo("sh", ["-c", Limited, typeof(DownloadChild).Assembly.Location]);
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";   // which needs a large file in memory
        start.Environment[DownloadChild.Variable] = $"{new Uri(server.Address, "/v.mp4")}|{Target}";
        var said = (await Shell.RunAsync(start)).Succeeded().StandardOutput;
        Assert.Contains(Target, said, StringComparison.Ordinal);
        Assert.Contains("\"runId\":\"vid_1\"", said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task D13_a_name_from_the_server_is_never_used()
    {
        test.Media.Answer(200, Video, response => response.Content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "../../evil.mp4" });
        await DownloadAsync();
        Assert.Equal(Target, Assert.Single(Directory.GetFiles(folder)));
    }

    [Fact]
    public async Task D14_no_link_is_written_through_and_no_directory_replaced()
    {
        var victim = Path.Combine(folder, "victim");
        await File.WriteAllTextAsync(victim, "mine", Ct);
        File.CreateSymbolicLink(Target, victim);
        await Assert.ThrowsAsync<IOException>(DownloadAsync);
        test.Media.Answer(200, Video);
        await Result().DownloadAsync(Target, overwrite: true, null, Ct);
        Assert.Equal("mine", await File.ReadAllTextAsync(victim, Ct));
        Assert.Null(new FileInfo(Target).LinkTarget);

        Directory.CreateDirectory(Path.Combine(folder, "d"));
        await Assert.ThrowsAsync<IOException>(() => Result().DownloadAsync(Path.Combine(folder, "d"), overwrite: true, null, Ct));
    }

    [Fact]
    public async Task D15_what_a_killed_process_left_is_continued()
    {
        await LeavePartAsync($$"""{"v":2,"id":"{{Identity}}","etag":"\"v1\"","total":200012}""");
        test.Media.Do(Rest("\"v1\""));
        await DownloadAsync();
        Assert.Equal(Video, await File.ReadAllBytesAsync(Target, Ct));
        Assert.Equal("bytes=50000-", Assert.Single(test.Media.Seen).Headers["Range"]);
        Assert.Equal([Target], Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("rubbish")]
    [InlineData("""{"v":2,"id":"ID","etag":"\"v1\"","total":5}""")]
    [InlineData("""{"v":2,"id":"ID","etag":"\"v1\"","total":1e28}""")]
    [InlineData("""{"v":2,"id":"ID","etag":"\"v1\""}""")]
    [InlineData("""{"v":2,"id":"ID","etag":"W/\"v1\"","total":200012}""")]
    [InlineData("""{"v":2,"id":"ID","etag":"v1\r\nx: y","total":200012}""")]
    [InlineData("""{"v":2,"etag":"\"v1\"","total":200012}""")]
    [InlineData("""{"v":3,"id":"ID","etag":"\"v1\"","total":200012}""")]
    public async Task D15_a_sidecar_that_makes_no_sense_begins_anew(string sidecar)
    {
        await LeavePartAsync(sidecar.Replace("ID", Identity, StringComparison.Ordinal));
        test.Media.Answer(200, Video);
        await DownloadAsync();
        Assert.Equal(Video, await File.ReadAllBytesAsync(Target, Ct));
        Assert.DoesNotContain("Range", Assert.Single(test.Media.Seen).Headers.Keys);
    }

    [Fact]
    public async Task D15_canceled_it_keeps_what_can_be_continued()
    {
        using var source = new CancellationTokenSource();
        test.Media.Do((_, _) => Task.FromResult(Response(new BreakingStream(Video.AsSpan(0, 70_000).ToArray(), source.Cancel), Video.Length, "\"v1\"")));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Result().DownloadAsync(Target, null, source.Token));
        Assert.False(File.Exists(Target));
        Assert.True(File.Exists(Part));
    }

    [Fact]
    public async Task D16_two_downloads_of_one_file_are_one()
    {
        var gate = new TaskCompletionSource();
        test.Media.Do(async (_, _) =>
        {
            await gate.Task;
            return new HttpResponseMessage { Content = new ByteArrayContent(Video) };
        });
        var first = DownloadAsync();
        var second = DownloadAsync();
        gate.SetResult();
        await Task.WhenAll(first, second);
        Assert.Single(test.Media.Seen);
    }

    [Fact]
    public async Task D17_a_compressed_video_is_not_blown_up()
    {
        var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(Video);
        }

        test.Media.Answer(200, zipped.ToArray(), response => response.Content.Headers.ContentEncoding.Add("gzip"));
        await Assert.ThrowsAsync<DownloadFailedException>(DownloadAsync);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task P13_a_link_with_a_user_name_is_not_followed()
    {
        var failure = await Assert.ThrowsAsync<DownloadFailedException>(() => Result("https://user:secret@s.example.com/v.mp4").DownloadAsync(Target, null, Ct));
        Assert.True(failure.IsUnsafeLink);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    private string Identity => DownloadIdentity.Of(test.Job(), "0", new Uri("https://s.example.com/v.mp4"));

    private async Task LeavePartAsync(string sidecar)
    {
        var part = LeftoverPart.PathOf(Target, "0123abcd");
        await File.WriteAllBytesAsync(part, Video.AsMemory(0, 50_000), Ct);
        await File.WriteAllTextAsync(LeftoverPart.SidecarOf(part), sidecar, Ct);
    }

    private StubHandler Cut(int after) => test.Media.Do((_, _) =>
        Task.FromResult(Response(new BreakingStream(Video.AsSpan(0, after).ToArray()), Video.Length, "\"v1\"")));

    private static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Rest(string tag, int? upTo = null) => (request, _) =>
    {
        var from = (int)request.Headers.Range!.Ranges.Single().From!.Value;
        var rest = Video.AsSpan(from, (upTo ?? Video.Length) - from).ToArray();
        var response = Response(upTo is null ? new MemoryStream(rest) : new BreakingStream(rest), Video.Length - from, tag);
        response.StatusCode = HttpStatusCode.PartialContent;
        response.Content.Headers.ContentRange = new ContentRangeHeaderValue(from, Video.Length - 1, Video.Length);
        return Task.FromResult(response);
    };

    private static HttpResponseMessage Response(Stream body, long length, string? tag)
    {
        var response = new HttpResponseMessage { Content = new StreamContent(body) };
        response.Content.Headers.ContentLength = length;
        response.Headers.ETag = tag is null ? null : new EntityTagHeaderValue(tag);
        return response;
    }

    private Task DownloadAsync() => Result().DownloadAsync(Target, null, Ct);

    private VideoResult Result(string link = "https://s.example.com/v.mp4?sig=secret") => new(test.Client, test.Job(), new JobUpdate
    {
        Status = JobStatus.Completed,
        Outputs = [new VideoOutput(new Uri(link))],
    });

    // Gives its bytes and then breaks.
    private sealed class BreakingStream(byte[] bytes, Action? atEnd = null) : MemoryStream(bytes)
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
