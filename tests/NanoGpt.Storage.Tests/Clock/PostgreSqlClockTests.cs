using NanoGpt.PostgreSql;
using NanoGpt.Storage.Tests.Kit;
using Npgsql;

namespace NanoGpt.Storage.Tests.Clock;

/// <summary>Clock jumps with PostgreSQL, whose leases end by its own clock.</summary>
/// <param name="server">The server.</param>
public sealed class PostgreSqlClockTests(PostgreSqlServer server) : ClockTests, IAsyncLifetime
{
    private NpgsqlDataSource? source;
    private PostgreSqlSubmissionStore? store;

    protected override ISubmissionStore Store => store!;

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

    // A day passes at the server and at the worker.
    protected override async Task EndLeasesAsync()
    {
        Clock.Advance(TimeSpan.FromHours(24));
        await using var command = source!.CreateCommand("UPDATE nanogpt.submissions SET due = due - interval '1 day'");
        await command.ExecuteNonQueryAsync(Ct);
    }
}
