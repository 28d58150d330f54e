using Npgsql;
using NpgsqlTypes;

namespace NanoGpt.PostgreSql.Database;

/// <summary>Reads and writes rows of submissions.</summary>
internal static class SubmissionRows
{
    // A submission whose sender has not reported in time counts as unknown.
    private const string Columns =
        "s.id, CASE WHEN s.state = 'Sending' AND s.due <= now() THEN 'Unknown' ELSE s.state END, s.fence, s.model, s.provider, "
        + "s.submitted_at, s.hash, s.request, s.budget, s.price, s.cost, s.run_id, s.extends, "
        + "s.download_link, s.request_id, s.error";

    /// <summary>Returns rows, and locks them if requested, in an order that prevents deadlocks.</summary>
    public static Task<List<SubmissionRecord>> FindAsync(
        NpgsqlConnection connection, IEnumerable<Guid> ids, bool isLocked, CancellationToken cancellationToken) => QueryAsync(
        connection,
        $"SELECT {Columns} FROM nanogpt.submissions s WHERE s.id = ANY($1) ORDER BY s.id{(isLocked ? " FOR UPDATE" : "")}",
        cancellationToken, ids.ToArray());

    public static Task<List<SubmissionRecord>> ListAsync(
        NpgsqlConnection connection, IEnumerable<SubmissionState> states, string? budget, CancellationToken cancellationToken) =>
        QueryAsync(
            connection,
            $"SELECT {Columns} FROM nanogpt.submissions s WHERE {HasState} AND {IsOf(budget)} ORDER BY s.submitted_at, s.id",
            cancellationToken, ToNames(states), budget);

    /// <summary>Claims rows that are due and that no other transaction has locked.</summary>
    public static Task<List<SubmissionRecord>> ClaimAsync(
        NpgsqlConnection connection, SubmissionState state, int limit, TimeSpan lease, string? budget,
        CancellationToken cancellationToken)
    {
        // Of a submission that may have been sent, the sender keeps the fence. It is stored as unknown, so that the new lease
        // does not make it count as being sent again.
        var stored = state == SubmissionState.Unknown ? "('Unknown', 'Sending')" : "($1)";
        var change = SubmissionTransitions.ClaimBeginsFence(state) ? ", fence = s.fence + 1" : "";
        return QueryAsync(
            connection,
            $"""
            WITH claimed AS (
                SELECT id FROM nanogpt.submissions
                WHERE state IN {stored} AND $1 <> 'Sending' AND due <= now() AND {IsOf(budget)}
                ORDER BY due, id LIMIT $3 FOR UPDATE SKIP LOCKED)
            UPDATE nanogpt.submissions s SET state = $1, due = now() + $4{change}
            FROM claimed WHERE s.id = claimed.id RETURNING {Columns}
            """,
            cancellationToken, $"{state}", budget, limit, lease);
    }

    /// <summary>Sets the time at which a row can be claimed, and its state.</summary>
    public static Task<int> RenewAsync(
        NpgsqlConnection connection, SubmissionRecord record, TimeSpan lease, CancellationToken cancellationToken) =>
        ExecuteAsync(
        connection, "UPDATE nanogpt.submissions SET state = $2, due = now() + $3 WHERE id = $1", cancellationToken,
        record.Id, $"{record.State}", lease);

    /// <summary>Adds a row. Returns 0 if another transaction has added it.</summary>
    public static Task<int> AddAsync(
        NpgsqlConnection connection, SubmissionRecord record, TimeSpan lease, CancellationToken cancellationToken) =>
        ExecuteAsync(
        connection,
        """
        INSERT INTO nanogpt.submissions (
            id, due, state, fence, run_id, cost, download_link, request_id, error, hash, submitted_at,
            model, provider, request, extends, price)
        VALUES ($1, now() + $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        ON CONFLICT (id) DO NOTHING
        """,
        cancellationToken,
        [
            .. Changes(record, lease), record.Model, record.Provider, record.Request, record.Extends, record.Price,
        ]);

    /// <summary>Writes what changes after a submission was planned. Without a lease, the current one stays.</summary>
    public static Task<int> UpdateAsync(
        NpgsqlConnection connection, SubmissionRecord record, TimeSpan? lease, CancellationToken cancellationToken) =>
        ExecuteAsync(
        connection,
        """
        UPDATE nanogpt.submissions SET due = coalesce(now() + $2::interval, due), state = $3, fence = $4,
            run_id = $5, cost = $6, download_link = $7,
            request_id = $8, error = $9, hash = $10, submitted_at = $11
        WHERE id = $1
        """,
        cancellationToken, Changes(record, lease));

    /// <summary>Adds planned rows, or plans rows again that may be. Returns the number and the prices of those.</summary>
    public static async Task<(int Count, decimal Price)> PlanAsync(
        NpgsqlConnection connection, IReadOnlyList<SubmissionRecord> records, CancellationToken cancellationToken)
    {
        const string Sql =
            """
            WITH changed AS (
                INSERT INTO nanogpt.submissions AS s (
                    id, state, fence, model, provider, submitted_at, hash, request, budget, price, extends)
                SELECT id, 'Planned', fence, model, provider, submitted_at, hash, request, budget, price, extends
                FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                    AS p (id, fence, model, provider, submitted_at, hash, request, budget, price, extends)
                ORDER BY id
                ON CONFLICT (id) DO UPDATE SET state = 'Planned', due = now(), price = excluded.price,
                    request = excluded.request, error = NULL
                WHERE s.state = ANY($11) AND s.fence = excluded.fence
                RETURNING s.price)
            SELECT count(*)::int, coalesce(sum(price), 0) FROM changed
            """;
        await using var command = new NpgsqlCommand(Sql, connection);
        AddArray(command, NpgsqlDbType.Uuid, records.Select(static record => record.Id));
        AddArray(command, NpgsqlDbType.Bigint, records.Select(static record => record.Fence));
        AddArray(command, NpgsqlDbType.Text, records.Select(static record => record.Model));
        AddArray(command, NpgsqlDbType.Text, records.Select(static record => record.Provider));
        AddArray(command, NpgsqlDbType.TimestampTz, records.Select(static record => record.SubmittedAt.ToUniversalTime()));
        AddArray(command, NpgsqlDbType.Text, records.Select(static record => record.Hash));
        AddArray(command, NpgsqlDbType.Text, records.Select(static record => record.Request));
        AddArray(command, NpgsqlDbType.Text, records.Select(static record => record.Budget));
        AddArray(command, NpgsqlDbType.Numeric, records.Select(static record => record.Price));
        AddArray(command, NpgsqlDbType.Text, records.Select(static record => record.Extends));
        AddArray(command, NpgsqlDbType.Text, ToNames(SubmissionTransitions.From(SubmissionState.Planned)));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return (reader.GetInt32(0), reader.GetDecimal(1));
    }

    private const string HasState =
        "(s.state = ANY($1) AND NOT (s.state = 'Sending' AND s.due <= now()) "
        + "OR s.state = 'Sending' AND s.due <= now() AND 'Unknown' = ANY($1))";

    // A condition that an index supports in both forms, with the budget as second parameter.
    private static string IsOf(string? budget) => budget is null ? "$2::text IS NULL" : "budget = $2";

    private static string[] ToNames(IEnumerable<SubmissionState> states) => [.. states.Select(static state => state.ToString())];

    private static object?[] Changes(SubmissionRecord record, TimeSpan? lease) =>
    [
        record.Id, lease, $"{record.State}", record.Fence, record.RunId, record.Cost, record.DownloadLink?.OriginalString,
        record.RequestId, record.Error, record.Hash, record.SubmittedAt.ToUniversalTime(),
    ];

    private static async Task<List<SubmissionRecord>> QueryAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object?[] values)
    {
        await using var command = NewCommand(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var records = new List<SubmissionRecord>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            records.Add(Read(reader));
        }

        return records;
    }

    private static async Task<int> ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object?[] values)
    {
        await using var command = NewCommand(connection, sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    // The texts consist of constants of this file; all values are parameters.
    private static NpgsqlCommand NewCommand(NpgsqlConnection connection, string sql, object?[] values)
    {
#pragma warning disable CA2100
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }

    private static void AddArray<T>(NpgsqlCommand command, NpgsqlDbType type, IEnumerable<T> values) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type });

    private static SubmissionRecord Read(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetString(3), row.GetFieldValue<DateTimeOffset>(5))
        {
            State = Enum.Parse<SubmissionState>(row.GetString(1)),
            Fence = row.GetInt64(2),
            Provider = row.GetString(4),
            Hash = Text(row, 6),
            Request = Text(row, 7),
            Budget = Text(row, 8),
            Price = row.IsDBNull(9) ? null : row.GetDecimal(9),
            Cost = row.IsDBNull(10) ? null : row.GetDecimal(10),
            RunId = Text(row, 11),
            Extends = Text(row, 12),
            DownloadLink = Text(row, 13) is { } link ? new Uri(link) : null,
            RequestId = Text(row, 14),
            Error = Text(row, 15),
        };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
