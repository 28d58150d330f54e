using NanoGpt.PostgreSql;
using NanoGpt.Storage.Tests.Kit;
using Npgsql;

namespace NanoGpt.Storage.Tests.PostgreSql;

/// <summary>
/// Two transactions that meet at a row that a third one holds. What each decides must rest on what it reads after it has the row.
/// </summary>
/// <param name="server">The server.</param>
public sealed class PostgreSqlLockTests(PostgreSqlServer server) : IAsyncLifetime
{
    private NpgsqlDataSource? source;
    private PostgreSqlSubmissionStore? store;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private PostgreSqlSubmissionStore Store => store!;

    public async ValueTask InitializeAsync()
    {
        server.SkipIfMissing();
        source = NpgsqlDataSource.Create(await server.CreateDatabaseAsync());
        store = new PostgreSqlSubmissionStore(source);
        await store.MigrateAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (source is not null)
        {
            await source.DisposeAsync();
        }
    }

    [Fact]
    public async Task BeginSendAsync_TwoMeetAtOneRow_OneMaySend()
    {
        var planned = New("send");
        await Store.PlanAsync([planned], new SubmissionBudget("send", 10), Ct);

        var sent = await MeetAsync("SELECT FROM nanogpt.submissions FOR UPDATE", () => Store.BeginSendAsync(planned, TimeSpan.FromDays(1), Ct).AsTask());

        Assert.Single(sent, static record => record is not null);
    }

    [Fact]
    public async Task PlanAsync_TwoMeetAtOneBudget_OneIsPlanned()
    {
        var budget = new SubmissionBudget("plan", 10);
        await Store.PlanAsync([New("plan") with { Price = 0.01m }], budget, Ct);   // adds the row of the budget

        var planned = await MeetAsync("SELECT FROM nanogpt.budgets FOR UPDATE", PlanAsync);

        Assert.Equal([0, 1], planned.Order());
        Assert.Equal(6.01m, (await Store.GetBudgetUseAsync("plan", Ct)).Total);

        async Task<int> PlanAsync()
        {
            try
            {
                return await Store.PlanAsync([New("plan")], budget, Ct);
            }
            catch (BudgetExceededException)
            {
                return 0;
            }
        }
    }

    // Another process has planned it since it was looked for, and went on.
    [Theory]
    [InlineData(SubmissionState.Sending, 0)]
    [InlineData(SubmissionState.Absent, 2)]
    public async Task PlanAsync_RowIsAddedMeanwhile_StaysAsItIs(SubmissionState state, int fence)
    {
        var planned = New("late");

        var counts = await MeetAsync(
            $"""
            INSERT INTO nanogpt.submissions (id, state, fence, due, model, provider, submitted_at)
            VALUES ('{planned.Id}', '{state}', {fence}, now() + interval '1 day', 'sora-2', 'nanogpt', now())
            """,
            () => Store.PlanAsync([planned], new SubmissionBudget("late", 10), Ct).AsTask());

        Assert.Equal([0, 0], counts);
        Assert.Equal((state, fence), ((await Store.FindAsync(planned.Id, Ct))!.State, (int)(await Store.FindAsync(planned.Id, Ct))!.Fence));
    }

    private static SubmissionRecord New(string budget) =>
        new(Guid.NewGuid(), "sora-2", DateTimeOffset.UnixEpoch) { Budget = budget, Price = 6 };

    // Runs an action twice while a transaction holds rows, which ends when both wait for them.
    private async Task<T[]> MeetAsync<T>(string hold, Func<Task<T>> action)
    {
        await using var connection = await source!.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
#pragma warning disable CA2100   // a text of a test
        await using var command = new NpgsqlCommand(hold, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Ct);
        var both = Task.WhenAll(action(), action());
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        await using var waiting = source.CreateCommand(
            "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
        while (await waiting.ExecuteScalarAsync(Ct) is not 2)
        {
            await timer.WaitForNextTickAsync(Ct);
        }

        await transaction.CommitAsync(Ct);
        return await both;
    }
}
