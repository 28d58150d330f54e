using NanoGpt.PostgreSql;
using NanoGpt.Storage.Tests.Contract;
using NanoGpt.Storage.Tests.Kit;

[assembly: AssemblyFixture(typeof(PostgreSqlServer))]

namespace NanoGpt.Storage.Tests.PostgreSql;

/// <summary>Tests the contract on PostgreSQL.</summary>
public sealed class PostgreSqlSubmissionStoreTests : SubmissionStoreTests, IAsyncLifetime
{
    private readonly PostgreSqlServer server;
    private readonly List<PostgreSqlSubmissionStore> opened = [];

    public PostgreSqlSubmissionStoreTests(PostgreSqlServer server)
    {
        server.SkipIfMissing();
        this.server = server;
        Store = Reopen();
    }

    protected override ISubmissionStore Store { get; }

    protected override int RandomSequences => 30;   // each operation is several transactions

    public async ValueTask InitializeAsync() => await opened[0].MigrateAsync(Ct);

    public async ValueTask DisposeAsync()
    {
        foreach (var store in opened)
        {
            await store.DisposeAsync();
        }
    }

    protected override ISubmissionStore Reopen()
    {
        opened.Add(new PostgreSqlSubmissionStore(server.ConnectionString));
        return opened[^1];
    }
}
