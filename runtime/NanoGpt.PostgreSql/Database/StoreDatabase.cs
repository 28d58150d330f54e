using Npgsql;

namespace NanoGpt.PostgreSql.Database;

/// <summary>Runs transactions, and converts errors of the database to one line that says what to do.</summary>
internal sealed class StoreDatabase(NpgsqlDataSource source)
{
    private volatile bool isChecked;

    /// <summary>Runs an action in a transaction, which is committed if the action returns.</summary>
    public async Task<T> RunAsync<T>(
        Func<NpgsqlConnection, Task<T>> action, CancellationToken cancellationToken, bool isFlushed = false)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            if (!isChecked)
            {
                await SchemaVersion.ThrowIfOtherAsync(connection, cancellationToken).ConfigureAwait(false);
                isChecked = true;
            }

            await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            if (isFlushed)
            {
                await RequireFlushAsync(connection, cancellationToken).ConfigureAwait(false);
            }

            var result = await action(connection).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return result;
        }
        catch (NpgsqlException exception)
        {
            throw ToStoreException(exception);
        }
    }

    public async Task<(int From, int To)> MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            return await SchemaVersion.MigrateAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException exception)
        {
            throw ToStoreException(exception);
        }
    }

    // A role or a database can turn the flush of commits off. A stronger setting stays.
    private static async Task RequireFlushAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT set_config('synchronous_commit', 'on', true) "
            + "WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')",
            connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    // The connection string contains the password, so only its host and user are named.
    private SubmissionStoreException ToStoreException(NpgsqlException exception)
    {
        var settings = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        var server = $"{settings.Host}:{settings.Port}";
        var message = exception switch
        {
            PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName } =>
                $"The database {settings.Database} contains no store: run 'nanogpt store migrate' with this --store.",
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
                $"There is no database {settings.Database} at {server}: create it, such as with 'createdb {settings.Database}'.",
            PostgresException
            {
                SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification,
            } => $"PostgreSQL at {server} does not accept the user {settings.Username} with this password: correct --store.",
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } =>
                $"The user {settings.Username} may not use the store at {server}: run 'nanogpt store migrate' as its owner.",
            PostgresException error => $"PostgreSQL at {server} reports {error.SqlState}: {error.MessageText}",
            _ => $"PostgreSQL at {server} cannot be reached: check it with 'pg_isready -h {settings.Host} -p {settings.Port}'.",
        };
        return new SubmissionStoreException(message, exception) { IsRetrySafe = exception.IsTransient };
    }
}
