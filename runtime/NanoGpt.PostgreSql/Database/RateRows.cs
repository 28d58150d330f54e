using Npgsql;

namespace NanoGpt.PostgreSql.Database;

/// <summary>Takes permits of shared rates.</summary>
internal static class RateRows
{
    /// <summary>Takes the next permit of a key. Returns the time until it may be used, which can be negative.</summary>
    public static async Task<TimeSpan> TakeAsync(
        NpgsqlConnection connection, string keyHash, string kind, TimeSpan step, CancellationToken cancellationToken)
    {
        // Not now(), the start of the transaction: it may have waited for the row.
        const string Sql =
            """
            INSERT INTO nanogpt.rates AS r (key_hash, kind, next_at) VALUES ($1, $2, clock_timestamp() + $3)
            ON CONFLICT (key_hash, kind) DO UPDATE SET next_at = greatest(r.next_at, clock_timestamp()) + $3
            RETURNING r.next_at - $3 - clock_timestamp()
            """;
        await using var command = new NpgsqlCommand(Sql, connection)
        { Parameters = { new() { Value = keyHash }, new() { Value = kind }, new() { Value = step } } };
        return (TimeSpan)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }
}
