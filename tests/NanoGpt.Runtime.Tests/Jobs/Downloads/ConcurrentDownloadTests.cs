using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>
/// Several downloads to one path: each call that succeeds has saved its own video, and readers see whole files only.
/// </summary>
public sealed class ConcurrentDownloadTests : DownloadTest
{
    private readonly TestClient other = new();

    public override void Dispose()
    {
        other.Dispose();
        base.Dispose();
    }

    [Theory]
    [Trait("Row", "D26")]
    [InlineData("vid_2", Link, true)]
    [InlineData("vid_2", Link, false)]
    [InlineData("vid_1", "https://s.example.com/w.mp4", true)]
    public async Task DownloadAsync_AnotherVideoToTheSamePathMeanwhile_IsRefused(string runId, string link, bool overwrite)
    {
        var gate = Gate(Test, Whole());
        var first = DownloadAsync(overwrite: overwrite);
        var second = DownloadAsync(link, runId, overwrite);
        gate.SetResult();
        await first;
        Assert.Contains(Target, (await Assert.ThrowsAsync<IOException>(() => second)).Message, StringComparison.Ordinal);
        await AssertSavedAsync();
        Assert.Single(Media.Seen);
    }

    [Fact]
    [Trait("Row", "D26")]
    public async Task DownloadAsync_AnotherVideoToTheSamePathAfterwards_IsSaved()
    {
        Answer(_ => Whole(), _ => Whole(OtherVideo));
        await DownloadAsync();
        await DownloadAsync(runId: "vid_2", overwrite: true);
        await AssertSavedAsync(OtherVideo);
    }

    [Theory]
    [Trait("Row", "D27")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DownloadAsync_TwoClientsToOnePath_SaveWholeVideos(bool overwrite)
    {
        var (gate, otherGate) = (Gate(Test, Whole()), Gate(other, Whole(OtherVideo, OtherTag)));
        var first = DownloadAsync(overwrite: overwrite);
        var second = ResultOf(other, runId: "vid_2").DownloadAsync(Target, overwrite, null, Ct);
        otherGate.SetResult();
        await second;
        await AssertHoldsAsync(OtherVideo);
        gate.SetResult();
        if (overwrite)
        {
            await first;
            await AssertSavedAsync();
            return;
        }

        await Assert.ThrowsAsync<IOException>(() => first);
        await AssertHoldsAsync(OtherVideo);
    }

    [Fact]
    [Trait("Row", "D27")]
    public async Task DownloadAsync_FileCreatedMeanwhile_IsKeptAndThePartIsUsedByTheNextCall()
    {
        var gate = Gate(Test, Whole());
        var download = DownloadAsync();
        await File.WriteAllTextAsync(Target, "mine", Ct);
        gate.SetResult();
        await Assert.ThrowsAsync<IOException>(() => download);
        Assert.Equal("mine", await File.ReadAllTextAsync(Target, Ct));

        Answer(request => Range(From(request)!.Value));
        await DownloadAsync(overwrite: true);
        await AssertSavedAsync();
        Assert.Equal($"bytes={Video.Length - 1}-", Media.Seen[1].Headers["Range"]);   // one byte, which proves the version
    }

    // The other is of the same video: what it may take over is the first's part, if that is open to it.
    [Theory]
    [Trait("Row", "D27")]
    [InlineData(DownloadStep.Flushed)]
    [InlineData(DownloadStep.Moved)]
    public async Task DownloadAsync_AnotherClientWhileTheFileIsRenamed_SavesItToo(object step)
    {
        Answer(other, request => From(request) is { } from ? Range(from) : Whole());
        using var test = new TestClient(options => options.DownloadReached = async reached =>
        {
            if (reached.Equals(step))
            {
                await ResultOf(other).DownloadAsync(Target, overwrite: true, null, Ct);
                await AssertHoldsAsync(Video);
            }
        });
        Answer(test, _ => Whole());
        await ResultOf(test).DownloadAsync(Target, overwrite: true, null, Ct);
        await AssertSavedAsync();
        Assert.DoesNotContain("Range", other.Media.Seen[0].Headers.Keys);
    }

    private static TaskCompletionSource Gate(TestClient test, HttpResponseMessage response)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        test.Media.Do(async (_, _) =>
        {
            await gate.Task;
            return response;
        });
        return gate;
    }

    private async Task AssertHoldsAsync(byte[] video) =>
        Assert.True((await File.ReadAllBytesAsync(Target, Ct)).AsSpan().SequenceEqual(video), "The file holds another video.");
}
