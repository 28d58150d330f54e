using System.Threading.RateLimiting;
using NanoGpt.Emulator;

namespace NanoGpt.Storage.Tests.Contract;

/// <summary>Submissions that wait for the rate limit, which can take longer than a lease.</summary>
public sealed class QueueTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task SubmitAsync_WaitsForTheRateLimit_StaysPlanned()
    {
        await using var emulator = await NanoGptEmulator.StartAsync(new EmulatorOptions { InitialBalance = 1000 }, Ct);
        using var store = new JournalSubmissionStore(Path.Combine(folder, "jobs.jsonl"));
        using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 1 });
        using var client = new NanoGptClient("key-of-a-worker", new NanoGptClientOptions
        {
            BaseAddress = emulator.BaseAddress,
            AllowInsecureLoopback = true,
            SubmissionStore = store,
            SubmitLimiter = limiter,
        });
        var request = new RawVideoRequest("sora-2") { AdditionalFields = new() { ["prompt"] = "A tram" } };
        var planned = SubmissionRecord.Plan(Guid.NewGuid(), request, DateTimeOffset.UnixEpoch);
        await store.PlanAsync([planned], budget: null, Ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var held = await limiter.AcquireAsync(1, Ct);

        var submit = client.SubmitAsync(request, new SubmitOptions { SubmissionId = planned.Id }, stop.Token);
        while (limiter.GetStatistics()!.CurrentQueuedCount == 0)
        {
            await Task.Yield();
        }

        Assert.Equal(SubmissionState.Planned, (await store.FindAsync(planned.Id, Ct))!.State);   // also if it is killed now
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submit);
        Assert.Equal(SubmissionState.Planned, (await store.FindAsync(planned.Id, Ct))!.State);
        held.Dispose();
        Assert.NotNull((await client.SubmitAsync(request, new SubmitOptions { SubmissionId = planned.Id }, Ct)).RunId);
        Assert.Equal(1, emulator.PaidJobs);
    }
}
