using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using NanoGpt.PostgreSql.Database;

namespace NanoGpt.PostgreSql;

/// <summary>
/// Represents a rate limiter that all processes with the same API key and database share. It grants permits at an even rate, by
/// the clock of the database. If the database cannot be used, it grants none.
/// </summary>
/// <remarks>
/// <see cref="PostgreSqlSubmissionStore.CreateRateLimiter"/> creates one. Use one for
/// <see cref="VideoClientOptions.StatusLimiter"/> and one of another kind for <see cref="VideoClientOptions.SubmitLimiter"/>.
/// </remarks>
public sealed class PostgreSqlRateLimiter : RateLimiter
{
    // A request that leaves late comes too close to the next ones. Up to this lateness, the pace leaves room in each period.
    private static readonly TimeSpan MaxLateness = TimeSpan.FromMilliseconds(50);

    private const int MaxAttempts = 3;   // a process that is always late must not wait forever

    private readonly StoreDatabase database;
    private readonly string keyHash;
    private readonly string kind;
    private readonly TimeSpan step;
    private readonly TimeProvider time;
    private long granted;

    internal PostgreSqlRateLimiter(
        StoreDatabase database, string apiKey, string kind, int permits, TimeSpan period, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(apiKey);
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentOutOfRangeException.ThrowIfLessThan(permits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        keyHash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(apiKey)));
        (this.database, this.kind, step, this.time) = (database, kind, (period + MaxLateness) / permits, time);
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
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (await TakeAsync(permitCount, cancellationToken).ConfigureAwait(false) <= MaxLateness)
            {
                break;
            }
        }

        Interlocked.Add(ref granted, permitCount);
        return new Lease(isAcquired: true);
    }

    // Takes the next permit and waits for it. Returns by how much the wait ended late.
    private async Task<TimeSpan> TakeAsync(int permitCount, CancellationToken cancellationToken)
    {
        var wait = await database.RunAsync(
            connection => RateRows.TakeAsync(connection, keyHash, kind, step * permitCount, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        if (wait <= TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        var start = time.GetTimestamp();
        await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        return time.GetElapsedTime(start) - wait;
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
