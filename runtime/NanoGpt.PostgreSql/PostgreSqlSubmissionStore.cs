using System.Threading.RateLimiting;
using NanoGpt.PostgreSql.Database;
using Npgsql;

namespace NanoGpt.PostgreSql;

/// <summary>
/// Represents a store of submissions in PostgreSQL, which several processes and machines can share. Create its tables with
/// <c>nanogpt store migrate</c> or <see cref="MigrateAsync"/>.
/// </summary>
/// <remarks>
/// Leases end by the clock of the database. The commit that allows a send waits until it is flushed, whatever
/// <c>synchronous_commit</c> the role has. A failover to an asynchronous replica can forget commits: before you let workers use
/// such a replica, look for the jobs of all its submissions, or let it have a synchronous standby.
/// </remarks>
public sealed class PostgreSqlSubmissionStore : ISubmissionStore, ISharedRateLimits, IAsyncDisposable
{
    private readonly NpgsqlDataSource? ownSource;
    private readonly StoreDatabase database;

    /// <summary>Initializes a store. Does not connect.</summary>
    /// <param name="connectionString">The connection string of Npgsql.</param>
    /// <exception cref="ArgumentException">The text is not a connection string. The message does not contain it.</exception>
    public PostgreSqlSubmissionStore(string connectionString)
        : this(CreateSource(connectionString), isOwned: true)
    {
    }

    /// <summary>Initializes a store.</summary>
    /// <param name="source">Opens connections, and is not disposed.</param>
    public PostgreSqlSubmissionStore(NpgsqlDataSource source)
        : this(source, isOwned: false)
    {
    }

    private PostgreSqlSubmissionStore(NpgsqlDataSource source, bool isOwned)
    {
        ArgumentNullException.ThrowIfNull(source);
        ownSource = isOwned ? source : null;
        database = new StoreDatabase(source);
    }

    /// <inheritdoc/>
    public bool IsIncomplete => false;

    /// <summary>Creates the tables, or changes them to the version of this release.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The versions before and after; 0 for no tables.</returns>
    /// <exception cref="SubmissionStoreException">The database cannot be used.</exception>
    public Task<(int From, int To)> MigrateAsync(CancellationToken cancellationToken = default) =>
        database.MigrateAsync(cancellationToken);

    /// <summary>Creates a rate limiter that all processes with the same API key and database share.</summary>
    /// <param name="apiKey">The API key. Only its hash is stored.</param>
    /// <param name="kind">The kind of the requests, such as <c>status</c>. Each kind has its own rate.</param>
    /// <param name="permits">The number of permits in a period.</param>
    /// <param name="period">The period.</param>
    /// <param name="timeProvider">The clock of waits; null uses that of the system.</param>
    public PostgreSqlRateLimiter CreateRateLimiter(
        string apiKey, string kind, int permits, TimeSpan period, TimeProvider? timeProvider = null) =>
        new(database, apiKey, kind, permits, period, timeProvider ?? TimeProvider.System);

    RateLimiter ISharedRateLimits.CreateRateLimiter(
        string apiKey, string kind, int permits, TimeSpan period, TimeProvider? timeProvider) =>
        CreateRateLimiter(apiKey, kind, permits, period, timeProvider);

    /// <summary>Closes the connections.</summary>
    public ValueTask DisposeAsync() => ownSource?.DisposeAsync() ?? default;

    /// <inheritdoc/>
    public async ValueTask<int> PlanAsync(
        IReadOnlyList<SubmissionRecord> submissions, SubmissionBudget? budget = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submissions);
        return await database.RunAsync(PlanAsync, cancellationToken).ConfigureAwait(false);

        async Task<int> PlanAsync(NpgsqlConnection connection)
        {
            var ids = submissions.Select(static submission => submission.Id);
            var locked = await SubmissionRows.FindAsync(connection, ids, isLocked: true, cancellationToken).ConfigureAwait(false);
            var current = locked.ToDictionary(static record => record.Id);
            var selected = SubmissionRules.SelectPlanned(submissions, budget, current.GetValueOrDefault);
            var (count, price) = await SubmissionRows.PlanAsync(connection, selected, cancellationToken).ConfigureAwait(false);
            if (budget is not null && count > 0)
            {
                await BudgetRows.ReserveAsync(connection, budget, price, cancellationToken).ConfigureAwait(false);
            }

            return count;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SubmissionRecord>> ClaimAsync(
        SubmissionState state, int limit, TimeSpan lease, string? budget = null,
        CancellationToken cancellationToken = default)
    {
        var claimed = await database.RunAsync(
            connection => SubmissionRows.ClaimAsync(connection, state, limit, lease, budget, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return [.. claimed.OrderBy(static record => record.SubmittedAt).ThenBy(static record => record.Id)];
    }

    /// <inheritdoc/>
    public async ValueTask<bool> RenewAsync(
        SubmissionRecord submission, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submission);
        return await database.RunAsync(RenewAsync, cancellationToken).ConfigureAwait(false);

        async Task<bool> RenewAsync(NpgsqlConnection connection) =>
            await LockAsync(connection, submission.Id, cancellationToken).ConfigureAwait(false) is { } current
            && current.Fence == submission.Fence && current.State == submission.State
            && await SubmissionRows.RenewAsync(connection, current, lease, cancellationToken).ConfigureAwait(false) == 1;
    }

    /// <inheritdoc/>
    public async ValueTask<SubmissionRecord?> BeginSendAsync(
        SubmissionRecord submission, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submission);
        return await database.RunAsync(BeginAsync, cancellationToken, isFlushed: true).ConfigureAwait(false);

        async Task<SubmissionRecord?> BeginAsync(NpgsqlConnection connection)
        {
            var current = await LockAsync(connection, submission.Id, cancellationToken).ConfigureAwait(false);
            return SubmissionRules.BeginSend(submission, current) is { } sending
                && await WriteAsync(connection, current, sending, lease, cancellationToken).ConfigureAwait(false)
                ? sending
                : null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> RecordAsync(SubmissionRecord submission, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submission);
        return await database.RunAsync(RecordAsync, cancellationToken).ConfigureAwait(false);

        async Task<bool> RecordAsync(NpgsqlConnection connection)
        {
            var current = await LockAsync(connection, submission.Id, cancellationToken).ConfigureAwait(false);
            TimeSpan? lease = SubmissionTransitions.KeepsLease(submission.State) ? null : TimeSpan.Zero;
            return SubmissionRules.Record(submission, current) is { } recorded
                && await WriteAsync(connection, current, recorded, lease, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<SubmissionRecord?> FindAsync(Guid id, CancellationToken cancellationToken = default) =>
        (await database.RunAsync(
            connection => SubmissionRows.FindAsync(connection, [id], isLocked: false, cancellationToken), cancellationToken)
            .ConfigureAwait(false)).SingleOrDefault();

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SubmissionRecord>> ListAsync(
        IReadOnlyList<SubmissionState> states, string? budget = null, CancellationToken cancellationToken = default) =>
        await database.RunAsync(
            connection => SubmissionRows.ListAsync(connection, states, budget, cancellationToken), cancellationToken)
            .ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<BudgetUse> GetBudgetUseAsync(string name, CancellationToken cancellationToken = default) =>
        await database.RunAsync(
            connection => BudgetRows.ReadAsync(connection, name, isLocked: false, cancellationToken), cancellationToken)
            .ConfigureAwait(false);

    private static NpgsqlDataSource CreateSource(string connectionString)
    {
        try
        {
            return NpgsqlDataSource.Create(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new ArgumentException(
                "The store is not a connection string: write it like 'Host=localhost;Database=videos;Username=me'.",
                nameof(connectionString));
        }
    }

    private static async Task<SubmissionRecord?> LockAsync(
        NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        (await SubmissionRows.FindAsync(connection, [id], isLocked: true, cancellationToken).ConfigureAwait(false))
            .SingleOrDefault();

    // The row is locked, or does not exist yet: then of several transactions one adds it.
    private static async Task<bool> WriteAsync(
        NpgsqlConnection connection, SubmissionRecord? before, SubmissionRecord after, TimeSpan? lease,
        CancellationToken cancellationToken)
    {
        if (before is null)
        {
            return await SubmissionRows.AddAsync(connection, after, lease ?? TimeSpan.Zero, cancellationToken)
                .ConfigureAwait(false) == 1;
        }

        await SubmissionRows.UpdateAsync(connection, after, lease, cancellationToken).ConfigureAwait(false);
        await BudgetRows.MoveAsync(connection, before, after, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
