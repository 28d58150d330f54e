using System.Threading.Channels;

namespace NanoGpt.Runtime.Tests.Clients;

public sealed class VeniceLimitTests : VeniceTest
{
    [Fact]
    public async Task StatusLimiter_RequestDelayedBySigning_CountsFromWhenItLeaves()
    {
        Time.AutoAdvance = TimeSpan.Zero;
        using var limiter = new WindowRateLimiter(2, TimeSpan.FromSeconds(1), Time);
        var signing = Channel.CreateUnbounded<TaskCompletionSource<string>>();
        var client = NewWalletClient(
            (_, _, _) =>
            {
                var signature = new TaskCompletionSource<string>();
                signing.Writer.TryWrite(signature);
                return new(signature.Task);
            },
            options => options.StatusLimiter = limiter);
        Api.Answer(200, Running).Answer(200, Running).Answer(200, Running);
        var job = client.Resume(Handle);
        var asked = Enumerable.Range(0, 3).Select(_ => client.GetStatusAsync(job, Ct)).ToList();
        var first = await signing.Reader.ReadAsync(Ct);
        var second = await signing.Reader.ReadAsync(Ct);

        // A wallet that takes its time: both leave only now.
        Time.Advance(TimeSpan.FromSeconds(0.9));
        first.SetResult("first");
        asked.Remove(await Task.WhenAny(asked));
        second.SetResult("second");
        asked.Remove(await Task.WhenAny(asked));

        Time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Equal(2, limiter.GetStatistics()!.TotalSuccessfulLeases);
        Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(3, limiter.GetStatistics()!.TotalSuccessfulLeases);
        (await signing.Reader.ReadAsync(Ct)).SetResult("third");
        await asked.Single();
    }
}
