using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>Tests the rows S about waits and clocks.</summary>
public sealed class SubmitDeadlineTests : SubmitTest
{
    [Fact]
    [Trait("Row", "S51")]
    public async Task SubmitAsync_CanceledDuringBackoff_IsCanceledAfterOneRequest()
    {
        using var source = new CancellationTokenSource();
        using var test = new TestClient(options => options.Observer = new CancelsAtWait(source));
        test.Time.AutoAdvance = TimeSpan.Zero;
        test.Api.Answer(429);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.Client.SubmitAsync(Request, source.Token));
        Assert.Single(test.Api.Seen);
    }

    private sealed class CancelsAtWait(CancellationTokenSource source) : NanoGptObserver
    {
        public override void OnEvent(NanoGptEvent e)
        {
            if (e.Kind == NanoGptEventKind.Waiting)
            {
                source.Cancel();
            }
        }
    }

    [Theory]
    [Trait("Row", "S60")]
    [InlineData(+1)]
    [InlineData(-1)]
    [InlineData(-500_000)]
    public async Task SubmitAsync_WallClockJumps_KeepsTheTimeout(int hours)
    {
        var asked = new TaskCompletionSource();
        Test.Api.Do(async (_, cancellationToken) =>
        {
            Test.Time.WallClockError = TimeSpan.FromHours(hours);
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        });
        var submission = SubmitAsync();
        await asked.Task;
        Test.Time.Advance(TimeSpan.FromSeconds(99));
        Assert.False(submission.IsCompleted);
        Test.Time.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => submission);
    }
}
