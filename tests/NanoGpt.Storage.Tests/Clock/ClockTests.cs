using NanoGpt.Emulator;

namespace NanoGpt.Storage.Tests.Clock;

/// <summary>
/// Two workers with one store, whose clocks differ by hours and jump between the claim, the send and the outcome. Each store derives a
/// class from it.
/// </summary>
public abstract class ClockTests
{
    private const string Budget = "clock";

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Skipped = TimeSpan.FromMinutes(1);   // the waits of a search for a job, but no time limit

    public static TheoryData<NanoGptEventKind, int> Jumps
    {
        get
        {
            var jumps = new TheoryData<NanoGptEventKind, int>();
            foreach (var point in Points)
            {
                jumps.Add(point, 24);
                jumps.Add(point, -1);
            }

            return jumps;
        }
    }

    // Claimed; recorded as being sent; paid, and not recorded.
    public static TheoryData<NanoGptEventKind> Points { get; } =
        [NanoGptEventKind.Submitting, NanoGptEventKind.Sending, NanoGptEventKind.ResponseReceived];

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Gets the store.</summary>
    protected abstract ISubmissionStore Store { get; }

    /// <summary>Gets the clock of the first worker, which is five hours fast.</summary>
    protected ManualTimeProvider Clock { get; } = new() { AutoAdvance = Skipped, WallClockError = TimeSpan.FromHours(5) };

    private ManualTimeProvider OtherClock { get; } = new() { AutoAdvance = Skipped, WallClockError = TimeSpan.FromHours(-3) };

    /// <summary>Lets so much time pass that every lease ends.</summary>
    protected abstract Task EndLeasesAsync();

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task SubmitAsync_WallClockJumps_LeaseAndFenceStay(NanoGptEventKind point, int hours)
    {
        await using var emulator = await StartEmulatorAsync();
        var claimed = await PlanAndClaimAsync();
        var taken = new List<SubmissionRecord>();

        await SubmitAsync(emulator, claimed, point, async () =>
        {
            Clock.WallClockError += TimeSpan.FromHours(hours);
            OtherClock.WallClockError -= TimeSpan.FromHours(hours);
            taken.AddRange(await Store.ClaimAsync(SubmissionState.Planned, 10, Lease, Budget, Ct));
            taken.AddRange(await Store.ClaimAsync(SubmissionState.Unknown, 10, Lease, Budget, Ct));
        });

        Assert.Empty(taken);   // the jump ended no lease
        await AssertPaidOnceAsync(emulator, claimed.Id);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task SubmitAsync_LeaseEndsMeanwhile_OtherWorkerTakesOverAndOneIsPaid(NanoGptEventKind point)
    {
        await using var emulator = await StartEmulatorAsync();
        var claimed = await PlanAndClaimAsync();
        using var other = NewClient(emulator, OtherClock, observer: null);
        var taken = 0;

        await SubmitAsync(emulator, claimed, point, async () =>
        {
            await EndLeasesAsync();
            if (await Store.ClaimAsync(SubmissionState.Planned, 10, Lease, Budget, Ct) is [var planned])
            {
                taken++;
                await other.SubmitAsync(Request(), new SubmitOptions { SubmissionId = planned.Id }, Ct);
            }
            else if (await Store.ClaimAsync(SubmissionState.Unknown, 10, Lease, Budget, Ct) is [var unknown])
            {
                taken++;
                var found = await other.ReconcileAsync(unknown.Id, Ct);
                Assert.Equal(point == NanoGptEventKind.ResponseReceived ? ReconcileOutcome.Accepted : ReconcileOutcome.NotFound, found.Outcome);
            }
        });

        Assert.Equal(1, taken);
        await AssertPaidOnceAsync(emulator, claimed.Id);
    }

    [Fact]
    public async Task SubmitAsync_PlannedADayAgo_IsAsOldAsItsSend()
    {
        await using var emulator = await StartEmulatorAsync();
        var claimed = await PlanAndClaimAsync();
        Clock.Advance(TimeSpan.FromHours(24));

        var start = Clock.GetUtcNow();
        await SubmitAsync(emulator, (await Store.FindAsync(claimed.Id, Ct))!, point: null, () => Task.CompletedTask);

        // Otherwise a search for its job would not wait until the service lists it.
        Assert.InRange((await Store.FindAsync(claimed.Id, Ct))!.SubmittedAt, start, Clock.GetUtcNow());
    }

    private static Task<NanoGptEmulator> StartEmulatorAsync() => NanoGptEmulator.StartAsync(
        new EmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero, InitialBalance = 1000 }, Ct);

    private static RawVideoRequest Request() => new("sora-2") { AdditionalFields = new() { ["prompt"] = "A tram" } };

    private NanoGptClient NewClient(NanoGptEmulator emulator, TimeProvider time, NanoGptObserver? observer) => new("key-of-a-worker", new NanoGptClientOptions
    {
        BaseAddress = emulator.BaseAddress,
        AllowInsecureLoopback = true,
        SubmissionStore = Store,
        TimeProvider = time,
        ReconcileGrace = Skipped,
        Observer = observer,
    });

    private async Task<SubmissionRecord> PlanAndClaimAsync()
    {
        var planned = SubmissionRecord.Plan(Guid.NewGuid(), Request(), OtherClock.GetUtcNow()) with { Budget = Budget, Price = 1 };
        await Store.PlanAsync([planned], new SubmissionBudget(Budget, 1), Ct);
        return Assert.Single(await Store.ClaimAsync(SubmissionState.Planned, 10, Lease, Budget, Ct));
    }

    // The first worker sends, and at a point something else happens first. It may find that another has sent.
    private async Task SubmitAsync(NanoGptEmulator emulator, SubmissionRecord claimed, NanoGptEventKind? point, Func<Task> meanwhile)
    {
        using var client = NewClient(emulator, Clock, new Interrupter(point, meanwhile));
        var job = await client.SubmitAsync(Request(), new SubmitOptions { SubmissionId = claimed.Id }, Ct);
        Assert.Equal(emulator.Journal.Single().RunId, job.RunId);
    }

    private async Task AssertPaidOnceAsync(NanoGptEmulator emulator, Guid id)
    {
        var record = (await Store.FindAsync(id, Ct))!;
        Assert.Equal((1, 1), (emulator.PaidJobs, emulator.GetPaidJobs($"{id}")));
        Assert.Equal((SubmissionState.Accepted, emulator.Journal.Single().RunId), (record.State, record.RunId));
        Assert.Equal(0, (await Store.GetBudgetUseAsync(Budget, Ct)).Reserved);
    }

    private sealed class Interrupter(NanoGptEventKind? point, Func<Task> action) : NanoGptObserver
    {
        private int count;

        public override void OnEvent(NanoGptEvent e)
        {
            if (e.Kind == point && Interlocked.Increment(ref count) == 1)
            {
                action().GetAwaiter().GetResult();   // the worker waits for it
            }
        }
    }
}
