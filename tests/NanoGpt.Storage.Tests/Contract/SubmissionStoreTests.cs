using System.Collections.Concurrent;

namespace NanoGpt.Storage.Tests.Contract;

/// <summary>Defines the contract of <see cref="ISubmissionStore"/>. Each implementation derives from it.</summary>
public abstract class SubmissionStoreTests
{
    private static readonly TimeSpan Held = TimeSpan.FromDays(1);
    private static readonly TimeSpan Ended = TimeSpan.Zero;

    // A state, and the states that lead to it from a submission that is being sent.
    private static readonly Dictionary<SubmissionState, SubmissionState[]> Paths = new()
    {
        [SubmissionState.Sending] = [],
        [SubmissionState.Accepted] = [SubmissionState.Accepted],
        [SubmissionState.Rejected] = [SubmissionState.Rejected],
        [SubmissionState.Unknown] = [SubmissionState.Unknown],
        [SubmissionState.Absent] = [SubmissionState.Unknown, SubmissionState.Absent],
        [SubmissionState.Completed] = [SubmissionState.Accepted, SubmissionState.Completed],
        [SubmissionState.Failed] = [SubmissionState.Accepted, SubmissionState.Failed],
        [SubmissionState.Saved] = [SubmissionState.Accepted, SubmissionState.Completed, SubmissionState.Saved],
    };

    public static TheoryData<SubmissionState> SentStates => [.. Paths.Keys];

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Gets the number of random sequences.</summary>
    protected virtual int RandomSequences => 200;

    /// <summary>Gets the store.</summary>
    protected abstract ISubmissionStore Store { get; }

    // The stores of a database contain the submissions of other tests.
    private string Budget { get; } = $"budget-{Guid.NewGuid():N}";

    /// <summary>Opens the store again, as after a restart of the process.</summary>
    protected abstract ISubmissionStore Reopen();

    [Fact]
    public async Task PlanAsync_NewSubmission_IsFoundWithWhatWasPlanned()
    {
        var planned = New(price: 0.35m) with { Request = """{"prompt":"A tram"}""", Hash = "h" };

        Assert.Equal(1, await PlanAsync(planned));

        Assert.Equal(planned, await Store.FindAsync(planned.Id, Ct));
    }

    [Fact]
    public async Task PlanAsync_SamePlanTwice_ReservesOnce()
    {
        var planned = New(price: 2);
        await PlanAsync(planned);

        Assert.Equal(0, await PlanAsync(planned));

        Assert.Equal(new BudgetUse(2, 0), await UseAsync());
    }

    [Fact]
    public async Task PlanAsync_IdOfAnotherRequest_PlansNothing()
    {
        var planned = New(price: 1) with { Hash = "first" };
        var other = New(price: 1);
        await PlanAsync(planned);

        await Assert.ThrowsAsync<ArgumentException>(() => PlanAsync(other, planned with { Hash = "second" }));

        Assert.Null(await Store.FindAsync(other.Id, Ct));
    }

    [Fact]
    public async Task PlanAsync_UpToTheBudget_IsAllowedAndMoreIsNot()
    {
        var limit = new SubmissionBudget(Budget, 3);
        await Store.PlanAsync([New(price: 1), New(price: 2)], limit, Ct);
        var more = New(price: 0.01m);

        var failure = await Assert.ThrowsAsync<BudgetExceededException>(() => Store.PlanAsync([more], limit, Ct).AsTask());

        Assert.Equal(new BudgetUse(3, 0), failure.Use);
        Assert.Null(await Store.FindAsync(more.Id, Ct));
    }

    [Fact]
    public async Task PlanAsync_ManyAtOnce_NeverExceedTheBudget()
    {
        var refused = 0;

        await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(async () =>
        {
            try
            {
                await Store.PlanAsync([New(price: 1)], new SubmissionBudget(Budget, 10), Ct);
            }
            catch (BudgetExceededException)
            {
                Interlocked.Increment(ref refused);
            }
        }, Ct)));

        Assert.Equal((14, new BudgetUse(10, 0)), (refused, await UseAsync()));
    }

    [Theory]
    [InlineData(SubmissionState.Unknown, 2, 0)]
    [InlineData(SubmissionState.Accepted, 0, 1.5)]
    [InlineData(SubmissionState.Saved, 0, 1.5)]
    [InlineData(SubmissionState.Failed, 0, 1.5)]
    [InlineData(SubmissionState.Rejected, 0, 0)]
    [InlineData(SubmissionState.Absent, 0, 0)]
    public async Task GetBudgetUseAsync_Outcome_ReservesOrSpendsOrReleases(SubmissionState state, decimal reserved, decimal spent)
    {
        await BringAsync(New(price: 2), state, cost: 1.5m);

        Assert.Equal(new BudgetUse(reserved, spent), await UseAsync());
    }

    [Fact]
    public async Task ClaimAsync_ManyWorkers_ClaimEachSubmissionOnce()
    {
        await PlanAsync([.. Enumerable.Range(0, 200).Select(_ => New(price: 0))]);
        var claimed = new ConcurrentBag<Guid>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (claimed.Count <= 200 && await ClaimAsync(SubmissionState.Planned, Held, limit: 7) is { Count: > 0 } found)
            {
                found.ToList().ForEach(record => claimed.Add(record.Id));
            }
        }, Ct)));

        Assert.Equal((200, 200), (claimed.Count, claimed.Distinct().Count()));
    }

    [Fact]
    public async Task ClaimAsync_LeaseHasEnded_ClaimsUnderAHigherFence()
    {
        await PlanAsync(New(price: 1));
        var first = Assert.Single(await ClaimAsync(SubmissionState.Planned, Ended));

        var second = Assert.Single(await ClaimAsync(SubmissionState.Planned, Held));

        Assert.True(second.Fence > first.Fence);
        Assert.Empty(await ClaimAsync(SubmissionState.Planned, Held));
    }

    [Fact]
    public async Task RenewAsync_ClaimOfAnother_IsRefused()
    {
        await PlanAsync(New(price: 1));
        var first = Assert.Single(await ClaimAsync(SubmissionState.Planned, Ended));
        var second = Assert.Single(await ClaimAsync(SubmissionState.Planned, Ended));

        Assert.False(await Store.RenewAsync(first, Held, Ct));
        Assert.True(await Store.RenewAsync(second, Held, Ct));

        Assert.Empty(await ClaimAsync(SubmissionState.Planned, Held));
    }

    [Fact]
    public async Task BeginSendAsync_ManyWorkersWithOneFence_OneMaySend()
    {
        var claimed = await PlanAndClaimAsync();
        var winners = 0;

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            if (await Store.BeginSendAsync(claimed, Held, Ct) is not null)
            {
                Interlocked.Increment(ref winners);
            }
        }, Ct)));

        Assert.Equal(1, winners);
    }

    [Fact]
    public async Task BeginSendAsync_NotPlannedByManyWorkers_OneMaySend()
    {
        var submission = New(price: null);
        var winners = 0;

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            if (await Store.BeginSendAsync(submission, Held, Ct) is not null)
            {
                Interlocked.Increment(ref winners);
            }
        }, Ct)));

        Assert.Equal(1, winners);
    }

    [Fact]
    public async Task BeginSendAsync_ClaimWasTakenOver_IsRefused()
    {
        await PlanAsync(New(price: 1));
        var paused = Assert.Single(await ClaimAsync(SubmissionState.Planned, Ended));
        await ClaimAsync(SubmissionState.Planned, Held);

        Assert.Null(await Store.BeginSendAsync(paused, Held, Ct));
    }

    [Fact]
    public async Task BeginSendAsync_BudgetWithoutPlan_IsRefused()
    {
        Assert.Null(await Store.BeginSendAsync(New(price: 1), Held, Ct));

        var rejected = await BringAsync(New(price: 1), SubmissionState.Rejected);
        Assert.Null(await Store.BeginSendAsync(rejected, Held, Ct));
    }

    [Theory]
    [MemberData(nameof(SentStates))]
    public async Task BeginSendAsync_SentBefore_IsAllowedOnlyIfThereIsNoJob(SubmissionState state)
    {
        var current = await BringAsync(New(price: null), state);

        var sending = await Store.BeginSendAsync(current, Held, Ct);

        Assert.Equal(state is SubmissionState.Rejected or SubmissionState.Absent, sending is not null);
    }

    [Theory]
    [MemberData(nameof(SentStates))]
    public async Task PlanAsync_SentSubmission_IsPlannedAgainOnlyIfThereIsNoJob(SubmissionState state)
    {
        var current = await BringAsync(New(price: 1), state);

        var count = await PlanAsync(current);

        Assert.Equal(state is SubmissionState.Rejected or SubmissionState.Absent ? 1 : 0, count);
    }

    [Theory]
    [MemberData(nameof(SentStates))]
    public async Task RecordAsync_EachState_FollowsTheTable(SubmissionState state)
    {
        foreach (var next in Paths.Keys.Where(static next => next != SubmissionState.Sending))
        {
            var current = await BringAsync(New(price: 1), state);

            var isRecorded = await Store.RecordAsync(current with { State = next, RunId = RunIdOf(next) }, Ct);

            Assert.True(SubmissionTransitions.From(next).Contains(state) == isRecorded, $"{state} -> {next}: {isRecorded}");
            Assert.Equal(isRecorded ? next : state, (await Store.FindAsync(current.Id, Ct))!.State);
        }
    }

    [Fact]
    public async Task FindAsync_LeaseOfTheSenderHasEnded_IsUnknown()
    {
        var sending = await BeginAsync(New(price: 1), Ended);

        Assert.Equal(SubmissionState.Unknown, (await Store.FindAsync(sending.Id, Ct))!.State);
        Assert.Contains(sending.Id, (await Store.ListAsync([SubmissionState.Unknown], Budget, Ct)).Select(record => record.Id));
        Assert.Empty(await Store.ListAsync([SubmissionState.Sending], Budget, Ct));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RecordAsync_LateOutcomeOfAPausedWorker_IsKept(bool isAbsentMeanwhile)
    {
        var sending = await BeginAsync(New(price: 1), Ended);
        var other = Assert.Single(await ClaimAsync(SubmissionState.Unknown, Held));
        if (isAbsentMeanwhile)
        {
            Assert.True(await Store.RecordAsync(other with { State = SubmissionState.Absent }, Ct));
        }

        Assert.True(await Store.RecordAsync(sending with { State = SubmissionState.Accepted, RunId = "run-1" }, Ct));

        Assert.Equal("run-1", (await Store.FindAsync(sending.Id, Ct))!.RunId);
    }

    [Fact]
    public async Task RecordAsync_LateOutcomeOfAnEarlierSend_IsRefused()
    {
        var first = await BringAsync(New(price: null), SubmissionState.Absent);
        var second = await Store.BeginSendAsync(first, Held, Ct);

        Assert.False(await Store.RecordAsync(first with { State = SubmissionState.Accepted, RunId = "run-1" }, Ct));
        Assert.True(await Store.RecordAsync(second! with { State = SubmissionState.Accepted, RunId = "run-2" }, Ct));
    }

    [Fact]
    public async Task RecordAsync_Accepted_KeepsTheLeaseOfTheWorker()
    {
        var sending = await BeginAsync(New(price: 1), Held);

        Assert.True(await Store.RecordAsync(sending with { State = SubmissionState.Accepted, RunId = "run-1" }, Ct));
        Assert.Empty(await ClaimAsync(SubmissionState.Accepted, Held));

        Assert.True(await Store.RenewAsync(sending with { State = SubmissionState.Accepted }, Ended, Ct));
        Assert.Single(await ClaimAsync(SubmissionState.Accepted, Held));
    }

    [Fact]
    public async Task RecordAsync_SubmissionOfAnotherProcess_IsAdded()
    {
        var found = New(price: null) with { State = SubmissionState.Accepted, RunId = "run-1" };

        Assert.True(await Store.RecordAsync(found, Ct));
        Assert.False(await Store.RecordAsync(found, Ct));

        Assert.Equal(found, await Store.FindAsync(found.Id, Ct));
    }

    [Fact]
    public async Task Store_OpenedAgain_ContainsEveryChange()
    {
        var saved = await BringAsync(New(price: 1), SubmissionState.Saved, cost: 0.5m);
        var sending = await BeginAsync(New(price: 2), Ended);

        var later = Reopen();

        Assert.Equal(saved, await later.FindAsync(saved.Id, Ct));
        Assert.Equal(SubmissionState.Unknown, (await later.FindAsync(sending.Id, Ct))!.State);
        Assert.Equal(new BudgetUse(2, 0.5m), await later.GetBudgetUseAsync(Budget, Ct));
        Assert.False(later.IsIncomplete);
    }

    [Fact]
    public async Task Store_RandomOperations_BehavesAsTheModel()
    {
        foreach (var operations in StoreOperation.Sequences(RandomSequences, length: 40))
        {
            await new ModelRun(Store).CheckAsync(operations, Ct);
        }
    }

    private static string? RunIdOf(SubmissionState state) => SubmissionTransitions.WithJob.Contains(state) ? "run-1" : null;

    private SubmissionRecord New(decimal? price) =>
        new(Guid.NewGuid(), "sora-2", new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero))
        { Budget = price is null ? null : Budget, Price = price };

    private Task<int> PlanAsync(params SubmissionRecord[] submissions) =>
        Store.PlanAsync(submissions, new SubmissionBudget(Budget, 1_000_000), Ct).AsTask();

    private ValueTask<IReadOnlyList<SubmissionRecord>> ClaimAsync(SubmissionState state, TimeSpan lease, int limit = 100) =>
        Store.ClaimAsync(state, limit, lease, Budget, Ct);

    private ValueTask<BudgetUse> UseAsync() => Store.GetBudgetUseAsync(Budget, Ct);

    private async Task<SubmissionRecord> PlanAndClaimAsync()
    {
        await PlanAsync(New(price: 1));
        return Assert.Single(await ClaimAsync(SubmissionState.Planned, Held));
    }

    private async Task<SubmissionRecord> BeginAsync(SubmissionRecord submission, TimeSpan lease)
    {
        if (submission.Budget is not null)
        {
            await PlanAsync(submission);
        }

        return (await Store.BeginSendAsync(submission, lease, Ct))!;
    }

    private async Task<SubmissionRecord> BringAsync(SubmissionRecord submission, SubmissionState state, decimal? cost = null)
    {
        var sending = await BeginAsync(submission, Held);
        foreach (var step in Paths[state])
        {
            Assert.True(await Store.RecordAsync(
                sending with { State = step, RunId = RunIdOf(step), Cost = RunIdOf(step) is null ? null : cost }, Ct));
        }

        return (await Store.FindAsync(submission.Id, Ct))!;
    }
}
