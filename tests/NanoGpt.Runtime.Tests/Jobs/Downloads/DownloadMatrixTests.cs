using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using NanoGpt.Runtime.Tests.Crash;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>Tests the rows D of the fault matrix about files and about continuing after a break.</summary>
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
    [Trait("Row", "D06")]
    public async Task DownloadAsync_ConnectionBreaks_ContinuesWithARangeRequest()
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
    [Trait("Row", "D06")]
    public async Task DownloadAsync_FileChangedBeforeContinuing_StartsOver()
    {
        var other = Video.Reverse().ToArray();
        Video.AsSpan(0, 12).CopyTo(other);
        Cut(70_000).Answer(200, other);
        await DownloadAsync();
        Assert.Equal(other, await File.ReadAllBytesAsync(Target, Ct));
    }

    [Theory]
    [Trait("Row", "D06")]
    [InlineData(416, null)]
    [InlineData(206, "bytes 5-10/200012")]
    [InlineData(206, "bytes 70000-200011/999999")]
    public async Task DownloadAsync_RangeResponseDoesNotFit_StartsOver(int status, string? range)
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
    [Trait("Row", "D06")]
    public async Task DownloadAsync_BreaksWithoutValidator_LeavesNoPartFile()
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
    [Trait("Row", "D06")]
    public async Task DownloadAsync_RepeatedBreaksWithoutProgress_FailsAndKeepsThePart()
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
    [Trait("Row", "D11")]
    public async Task DownloadAsync_TargetCannotBeWritten_ThrowsIOExceptionBeforeSending()
    {
        File.WriteAllText(Path.Combine(folder, "file"), "");
        var result = Result();
        await Assert.ThrowsAnyAsync<IOException>(() => result.DownloadAsync(Path.Combine(folder, "file", "out.mp4"), null, Ct));
        await Assert.ThrowsAnyAsync<IOException>(() => result.DownloadAsync(Path.Combine(folder, new string('x', 300)), null, Ct));
        Assert.Empty(test.Media.Seen);
        Assert.Equal("vid_m1abc123def456", result.Job.RunId);
    }

    [Theory]
    [Trait("Row", "D11")]
    [InlineData("")]
    [InlineData("ETag: \"v1\"\r\n")]   // which could be continued otherwise
    public async Task DownloadAsync_DiskFullWithinTheVideo_LeavesNoFileAndKeepsTheJob(string header)
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
    [Trait("Row", "D13")]
    public async Task DownloadAsync_ContentDispositionFileName_IsIgnored()
    {
        test.Media.Answer(200, Video, response => response.Content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "../../evil.mp4" });
        await DownloadAsync();
        Assert.Equal(Target, Assert.Single(Directory.GetFiles(folder)));
    }

    [Fact]
    [Trait("Row", "D14")]
    public async Task DownloadAsync_TargetIsSymbolicLinkOrDirectory_LeavesItsTargetUntouched()
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
    [Trait("Row", "D15")]
    public async Task DownloadAsync_PartOfAKilledProcess_IsContinued()
    {
        await LeavePartAsync($$"""{"v":2,"id":"{{Identity}}","etag":"\"v1\"","total":200012}""");
        test.Media.Do(Rest("\"v1\""));
        await DownloadAsync();
        Assert.Equal(Video, await File.ReadAllBytesAsync(Target, Ct));
        Assert.Equal("bytes=50000-", Assert.Single(test.Media.Seen).Headers["Range"]);
        Assert.Equal([Target], Directory.GetFiles(folder));
    }

    [Theory]
    [Trait("Row", "D15")]
    [InlineData("{}")]
    [InlineData("rubbish")]
    [InlineData("""{"v":2,"id":"ID","etag":"\"v1\"","total":5}""")]
    [InlineData("""{"v":2,"id":"ID","etag":"\"v1\"","total":1e28}""")]
    [InlineData("""{"v":2,"id":"ID","etag":"\"v1\""}""")]
    [InlineData("""{"v":2,"id":"ID","etag":"W/\"v1\"","total":200012}""")]
    [InlineData("""{"v":2,"id":"ID","etag":"v1\r\nx: y","total":200012}""")]
    [InlineData("""{"v":2,"etag":"\"v1\"","total":200012}""")]
    [InlineData("""{"v":3,"id":"ID","etag":"\"v1\"","total":200012}""")]
    public async Task DownloadAsync_InvalidPartMetadata_StartsOver(string sidecar)
    {
        await LeavePartAsync(sidecar.Replace("ID", Identity, StringComparison.Ordinal));
        test.Media.Answer(200, Video);
        await DownloadAsync();
        Assert.Equal(Video, await File.ReadAllBytesAsync(Target, Ct));
        Assert.DoesNotContain("Range", Assert.Single(test.Media.Seen).Headers.Keys);
    }

    [Fact]
    [Trait("Row", "D15")]
    public async Task DownloadAsync_Canceled_KeepsAPartThatCanBeContinued()
    {
        using var source = new CancellationTokenSource();
        test.Media.Do((_, _) => Task.FromResult(Response(new BreakingStream(Video.AsSpan(0, 70_000).ToArray(), source.Cancel), Video.Length, "\"v1\"")));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Result().DownloadAsync(Target, null, source.Token));
        Assert.False(File.Exists(Target));
        Assert.True(File.Exists(Part));
    }

    [Fact]
    [Trait("Row", "D16")]
    public async Task DownloadAsync_TwoCallsForOneFile_SendOneRequest()
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
    [Trait("Row", "D17")]
    public async Task DownloadAsync_CompressedVideo_IsRefused()
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
    [Trait("Row", "P13")]
    public async Task DownloadAsync_LinkWithUserInfo_IsRefusedAsUnsafe()
    {
        var failure = await Assert.ThrowsAsync<DownloadFailedException>(() => Result("https://user:secret@s.example.com/v.mp4").DownloadAsync(Target, null, Ct));
        Assert.True(failure.IsUnsafeLink);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    private string Identity => DownloadIdentity.Compute(test.Job(), "0", new Uri("https://s.example.com/v.mp4"));

    private async Task LeavePartAsync(string sidecar)
    {
        var part = LeftoverPart.GetPath(Target, "0123abcd");
        await File.WriteAllBytesAsync(part, Video.AsMemory(0, 50_000), Ct);
        await File.WriteAllTextAsync(LeftoverPart.GetSidecarPath(part), sidecar, Ct);
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
