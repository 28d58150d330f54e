using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>A storage may serve a video some seconds after the service has returned its link.</summary>
public sealed class DownloadEarlyLinkTests : DownloadTest
{
    [Fact]
    [Trait("Row", "R04")]
    public async Task DownloadAsync_NotFoundInTheFirstMinute_IsRetried()
    {
        var result = await WaitAsync();
        Test.Time.WallClockError = TimeSpan.FromDays(30);   // which changes nothing
        Answer(NotFound, NotFound, NotFound, _ => Whole());
        await result.DownloadAsync(Target, null, Ct);
        await AssertSavedAsync();
        Assert.Equal([1, 2, 4], Test.Time.Waits.TakeLast(3).Select(wait => wait.TotalSeconds));
    }

    [Fact]
    [Trait("Row", "R04")]
    public async Task DownloadAsync_NotFoundForAMinute_IsExpired()
    {
        var result = await WaitAsync();
        Answer([.. Enumerable.Repeat(NotFound, 100)]);
        Test.Api.Answer(200, Golden.Read("status-completed"));
        var start = Test.Time.GetTimestamp();
        await Assert.ThrowsAsync<OutputExpiredException>(() => result.DownloadAsync(Target, null, Ct));
        Assert.Equal(TimeSpan.FromSeconds(60), Test.Time.GetElapsedTime(start));
        Assert.InRange(Media.Seen.Count, 5, 10);
        Assert.Empty(Files);
    }

    [Theory]
    [Trait("Row", "R04")]
    [InlineData(403, 0)]
    [InlineData(410, 0)]
    [InlineData(404, 61)]
    public async Task DownloadAsync_ExpiredOrLater_IsNotRetried(int status, int secondsLater)
    {
        var result = await WaitAsync();
        Test.Time.Advance(TimeSpan.FromSeconds(secondsLater));
        Answer(_ => Response(status, [], 0, null));
        Test.Api.Answer(200, Golden.Read("status-completed"));
        await Assert.ThrowsAsync<OutputExpiredException>(() => result.DownloadAsync(Target, null, Ct));
        Assert.Single(Media.Seen);
    }

    [Fact]
    [Trait("Row", "R04")]
    public async Task DownloadAsync_CanceledBetweenTwoTries_Ends()
    {
        var result = await WaitAsync();
        using var source = new CancellationTokenSource();
        Answer(request =>
        {
            source.Cancel();
            return NotFound(request);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => result.DownloadAsync(Target, null, source.Token));
        Assert.Empty(Files);
    }

    private static HttpResponseMessage NotFound(HttpRequestMessage request) => Response(404, [], 0, null);

    private async Task<VideoResult> WaitAsync()
    {
        Test.Api.Answer(200, Golden.Read("status-completed"));
        return await Test.Job().WaitAsync(null, Ct);
    }
}
