using System.Globalization;
using Npgsql;

namespace NanoGpt.PostgreSql.Database;

/// <summary>Reads and changes the version of the tables. Each change is a file with the number of its version.</summary>
internal static class SchemaVersion
{
    public const int Current = 1;

    private const long Lock = 7_202_611_290_001;

    /// <summary>Throws if the tables do not have the version of this library.</summary>
    /// <exception cref="SubmissionStoreException">The tables are missing, older or newer.</exception>
    public static async Task ThrowIfOtherAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var version = await ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        if (version != Current)
        {
            throw new SubmissionStoreException(version switch
            {
                0 => $"The database {connection.Database} contains no store: run 'nanogpt store migrate' with this --store.",
                < Current => Describe(connection, version) + "run 'nanogpt store migrate' with this --store.",
                _ => Describe(connection, version) + "use the release of NanoGpt.PostgreSql that created it, or a later one.",
            });
        }
    }

    /// <summary>Creates the tables or changes them to the version of this library. Does nothing if they have it.</summary>
    /// <returns>The versions before and after.</returns>
    public static async Task<(int From, int To)> MigrateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({Lock})", cancellationToken).ConfigureAwait(false);
        var from = await ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        if (from == 0)
        {
            await ExecuteAsync(
                connection,
                "CREATE SCHEMA nanogpt; CREATE TABLE nanogpt.version (version int NOT NULL); "
                + "INSERT INTO nanogpt.version VALUES (0)",
                cancellationToken).ConfigureAwait(false);
        }

        for (var version = from + 1; version <= Current; version++)
        {
            await ExecuteAsync(connection, ReadScript(version), cancellationToken).ConfigureAwait(false);
            await ExecuteAsync(connection, $"UPDATE nanogpt.version SET version = {version}", cancellationToken)
                .ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return (from, Math.Max(from, Current));
    }

    // 0 if there are no tables.
    private static async Task<int> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var exists = new NpgsqlCommand("SELECT to_regclass('nanogpt.version') IS NOT NULL", connection);
        if (await exists.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not true)
        {
            return 0;
        }

        await using var read = new NpgsqlCommand("SELECT version FROM nanogpt.version", connection);
        return await read.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as int? ?? 0;
    }

    private static string Describe(NpgsqlConnection connection, int version) => string.Create(
        CultureInfo.InvariantCulture,
        $"The store in the database {connection.Database} has version {version}, but this release requires {Current}: ");

    private static string ReadScript(int version)
    {
        var name = version.ToString("000", CultureInfo.InvariantCulture) + ".sql";
        using var reader = new StreamReader(typeof(SchemaVersion).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    // The scripts are constants of this assembly.
    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
