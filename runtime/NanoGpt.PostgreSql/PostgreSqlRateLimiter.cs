using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using NanoGpt.PostgreSql.Database;
using Npgsql;

namespace NanoGpt.PostgreSql;

/// <summary>
/// Represents a rate limiter that all processes with the same API key and database share. It grants permits at an even rate, by
/// the clock of the database. If the database cannot be used, it grants none.
/// </summary>
/// <remarks>
/// Use one for <see cref="VideoClientOptions.StatusLimiter"/> and one for <see cref="VideoClientOptions.SubmitLimiter"/>, with
/// different kinds.
/// </remarks>
public sealed class PostgreSqlRateLimiter : RateLimiter
{
    private readonly StoreDatabase database;
    private readonly string keyHash;
    private readonly string kind;
    private readonly TimeSpan step;
    private readonly TimeProvider time;
    private long granted;

    /// <summary>Initializes a rate limiter.</summary>
    /// <param name="source">Opens connections, and is not disposed.</param>
    /// <param name="apiKey">The API key. Only its hash is stored.</param>
    /// <param name="kind">The kind of the requests, such as <c>status</c>.</param>
    /// <param name="permits">The number of permits in a period.</param>
    /// <param name="period">The period.</param>
    /// <param name="timeProvider">The clock of waits; null uses that of the system.</param>
    public PostgreSqlRateLimiter(
        NpgsqlDataSource source, string apiKey, string kind, int permits, TimeSpan period, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(apiKey);
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentOutOfRangeException.ThrowIfLessThan(permits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        database = new StoreDatabase(source);
        keyHash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(apiKey)));
        (this.kind, step, time) = (kind, period / permits, timeProvider ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public override TimeSpan? IdleDuration => null;

    /// <inheritdoc/>
    public override RateLimiterStatistics? GetStatistics() => new() { TotalSuccessfulLeases = Interlocked.Read(ref granted) };

    /// <summary>Returns a lease that is not acquired, because only the database can grant permits.</summary>
    /// <param name="permitCount">The number of permits.</param>
    protected override RateLimitLease AttemptAcquireCore(int permitCount) => new Lease(isAcquired: false);

    /// <inheritdoc/>
    /// <exception cref="SubmissionStoreException">The database cannot be used.</exception>
    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        var wait = await database.RunAsync(
            connection => RateRows.TakeAsync(connection, keyHash, kind, step * permitCount, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }

        Interlocked.Add(ref granted, permitCount);
        return new Lease(isAcquired: true);
    }

    private sealed class Lease(bool isAcquired) : RateLimitLease
    {
        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
