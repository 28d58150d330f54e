using Microsoft.Extensions.DependencyInjection;
using NanoGpt.Emulator;
using NanoGpt.PostgreSql;
using NanoGpt.Storage.Tests.Kit;
using Npgsql;

namespace NanoGpt.Storage.Tests.PostgreSql;

/// <summary>Tests the tables, what a wrong database is reported as, and the rate limiter.</summary>
/// <param name="server">The server.</param>
public sealed class PostgreSqlDatabaseTests(PostgreSqlServer server)
{
    private const string Key = "key-of-the-account";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MigrateAsync_ManyAtOnce_CreateTheTablesOnce()
    {
        await using var store = await NewStoreAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => store.MigrateAsync(Ct)));

        Assert.Equal([(0, 1), (1, 1), (1, 1), (1, 1), (1, 1)], results.Order());
        Assert.Null(await store.FindAsync(Guid.NewGuid(), Ct));
    }

    [Fact]
    public async Task AddNanoGptPostgreSql_ClientOfAHost_UsesTheStoreAndItsRates()
    {
        var database = await NewDatabaseAsync();
        await using var emulator = await NanoGptEmulator.StartAsync(cancellationToken: Ct);
        var services = new ServiceCollection().AddLogging().AddNanoGptPostgreSql(database);
        services.AddNanoGpt(options =>
            (options.ApiKey, options.BaseAddress, options.AllowInsecureLoopback) = (Key, emulator.BaseAddress, true));
        await using var provider = services.BuildServiceProvider();
        var store = provider.GetRequiredService<PostgreSqlSubmissionStore>();
        await store.MigrateAsync(Ct);
        var client = provider.GetRequiredService<INanoGptClient>();

        var job = await client.SubmitAsync(
            new RawVideoRequest("sora-2") { AdditionalFields = new() { ["prompt"] = "A tram" } }, Ct);
        await job.GetStatusAsync(Ct);

        Assert.Equal(SubmissionState.Accepted, (await store.FindAsync(job.SubmissionId!.Value, Ct))?.State);
        await using var source = NpgsqlDataSource.Create(database);
        await using var rates = source.CreateCommand("SELECT string_agg(kind, ' ' ORDER BY kind) FROM nanogpt.rates");
        Assert.Equal("status submit", await rates.ExecuteScalarAsync(Ct));
    }

    [Fact]
    public async Task AddNanoGptPostgreSql_NotMigrated_SendsNothingAndNamesTheCommand()
    {
        var database = await NewDatabaseAsync();
        await using var emulator = await NanoGptEmulator.StartAsync(cancellationToken: Ct);
        var services = new ServiceCollection().AddLogging().AddNanoGptPostgreSql(database);
        services.AddNanoGpt(options =>
            (options.ApiKey, options.BaseAddress, options.AllowInsecureLoopback) = (Key, emulator.BaseAddress, true));
        await using var provider = services.BuildServiceProvider();
        var request = new RawVideoRequest("sora-2") { AdditionalFields = new() { ["prompt"] = "A tram" } };

        var failure = await Assert.ThrowsAsync<SubmissionStoreException>(
            () => provider.GetRequiredService<INanoGptClient>().SubmitAsync(request, Ct));

        Assert.Contains("contains no store: run 'nanogpt store migrate'", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, emulator.PaidJobs);
    }

    [Fact]
    public async Task FindAsync_NotMigrated_NamesTheCommand()
    {
        await using var store = await NewStoreAsync();

        await AssertFailsAsync(store, "contains no store: run 'nanogpt store migrate' with this --store.");
    }

    [Fact]
    public async Task FindAsync_NewerVersion_NamesTheRelease()
    {
        var database = await NewDatabaseAsync();
        await using var store = new PostgreSqlSubmissionStore(database);
        await store.MigrateAsync(Ct);
        await ExecuteAsync(database, "UPDATE nanogpt.version SET version = 7");

        await AssertFailsAsync(store, "has version 7, but this release requires 1: use the release of NanoGpt.PostgreSql");
        Assert.Equal((7, 7), await store.MigrateAsync(Ct));
    }

    [Fact]
    public async Task FindAsync_NoServer_NamesTheHostAndTheCommand()
    {
        await using var store = new PostgreSqlSubmissionStore("Host=127.0.0.1;Port=1;Database=d;Username=u;Password=secret");

        await AssertFailsAsync(store, "PostgreSQL at 127.0.0.1:1 cannot be reached: check it with 'pg_isready -h 127.0.0.1 -p 1'.");
    }

    [Fact]
    public async Task FindAsync_NoDatabase_NamesTheCommand()
    {
        server.SkipIfMissing();
        await using var store = new PostgreSqlSubmissionStore(server.ConnectionStringOf("missing"));

        await AssertFailsAsync(store, "There is no database missing at 127.0.0.1:");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("Host=localhost;Password=secret;Colour=blue")]
    public void NewStore_NotAConnectionString_IsRefusedWithoutItsText(string text)
    {
        var failure = Assert.Throws<ArgumentException>(() => new PostgreSqlSubmissionStore(text));

        Assert.DoesNotContain("secret", $"{failure}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task BeginSendAsync_RoleDoesNotWaitForTheDisk_WaitsAllTheSame()
    {
        var database = await NewDatabaseAsync();
        await using var store = new PostgreSqlSubmissionStore(database + ";Options=-c synchronous_commit=off");
        await store.MigrateAsync(Ct);
        await ExecuteAsync(
            database,
            """
            CREATE TABLE seen (state text, flush text);
            CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN INSERT INTO seen VALUES (NEW.state, current_setting('synchronous_commit')); RETURN NULL; END $$;
            CREATE TRIGGER see AFTER INSERT OR UPDATE ON nanogpt.submissions FOR EACH ROW EXECUTE FUNCTION see();
            """);
        var submission = new SubmissionRecord(Guid.NewGuid(), "sora-2", DateTimeOffset.UnixEpoch);
        await store.PlanAsync([submission], budget: null, Ct);

        await store.BeginSendAsync(submission, TimeSpan.FromDays(1), Ct);

        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("SELECT string_agg(state || ' ' || flush, ', ' ORDER BY state) FROM seen");
        Assert.Equal("Planned off, Sending on", await command.ExecuteScalarAsync(Ct));
    }

    [Fact]
    public async Task Store_ServerIsKilledInTheMiddle_FailsClosedAndContinues()
    {
        server.SkipIfMissing();
        await using var own = new PostgreSqlServer();
        await own.InitializeAsync();
        await using var store = new PostgreSqlSubmissionStore(own.ConnectionString);
        await store.MigrateAsync(Ct);
        var submission = new SubmissionRecord(Guid.NewGuid(), "sora-2", DateTimeOffset.UnixEpoch);
        await store.PlanAsync([submission], budget: null, Ct);
        var sending = (await store.BeginSendAsync(submission, TimeSpan.FromDays(1), Ct))!;

        await own.RestartAsync();

        // The connections of the pool are broken: a call may fail, and the next one opens another.
        await Assert.ThrowsAsync<SubmissionStoreException>(() => store.FindAsync(submission.Id, Ct).AsTask());
        NpgsqlConnection.ClearAllPools();
        Assert.Null(await store.BeginSendAsync(submission, TimeSpan.FromDays(1), Ct));
        Assert.True(await store.RecordAsync(sending with { State = SubmissionState.Accepted, RunId = "run-1" }, Ct));
    }

    [Fact]
    public async Task AcquireAsync_TwoProcesses_ShareOneRate()
    {
        server.SkipIfMissing();
        var time = new ManualTimeProvider { AutoAdvance = TimeSpan.FromHours(3) };
        await using var store = new PostgreSqlSubmissionStore(server.ConnectionString);
        await using var other = new PostgreSqlSubmissionStore(server.ConnectionString);
        await store.MigrateAsync(Ct);
        var limiters = new[] { store, other }
            .Select(one => one.CreateRateLimiter(Key, "status", permits: 1, TimeSpan.FromHours(1), time)).ToList();
        await ExecuteAsync(server.ConnectionString, "DELETE FROM nanogpt.rates");

        using var first = await limiters[0].AcquireAsync(1, Ct);
        using var second = await limiters[1].AcquireAsync(1, Ct);
        using var third = await limiters[0].AcquireAsync(1, Ct);

        Assert.True(first.IsAcquired && second.IsAcquired && third.IsAcquired);
        Assert.Equal([1, 2], time.Waits.Select(wait => Math.Round(wait.TotalHours)));
        Assert.Equal(1L, await ScalarAsync("SELECT count(*) FROM nanogpt.rates"));
        Assert.Equal(0L, await ScalarAsync($"SELECT count(*) FROM nanogpt.rates WHERE key_hash LIKE '%{Key}%'"));
    }

    [Fact]
    public async Task WaitAsync_DatabaseOfTheRateIsGone_SaysSoAndKeepsTheJob()
    {
        await using var store = new PostgreSqlSubmissionStore("Host=127.0.0.1;Port=1;Database=d;Username=u;Password=secret");
        using var client = new NanoGptClient(Key, new NanoGptClientOptions
        {
            StatusLimiter = store.CreateRateLimiter(Key, "status", permits: 1, TimeSpan.FromSeconds(1)),
        });
        var job = client.Resume("""{"v":1,"runId":"vid_1","model":"sora-2"}""");

        var failure = await Assert.ThrowsAsync<NanoGptException>(() => job.WaitAsync(cancellationToken: Ct));

        Assert.Contains("PostgreSQL at 127.0.0.1:1 cannot be reached", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsRetrySafe);
        Assert.Equal("vid_1", failure.RunId);
    }

    // A permit that is used late would come too close to the next ones.
    [Theory]
    [InlineData(40, 1)]
    [InlineData(60, 3)]
    public async Task AcquireAsync_TimersFireLate_TakesALaterPermit(int milliseconds, int permits)
    {
        var database = await NewDatabaseAsync();
        await using var store = new PostgreSqlSubmissionStore(database);
        await store.MigrateAsync(Ct);
        var time = new LateClock(TimeSpan.FromMilliseconds(milliseconds));
        var limiter = store.CreateRateLimiter(Key, "status", permits: 1, TimeSpan.FromHours(1), time);
        using var first = await limiter.AcquireAsync(1, Ct);

        using var second = await limiter.AcquireAsync(1, Ct);

        Assert.True(second.IsAcquired);
        Assert.Equal(Enumerable.Range(1, permits).Select(static hours => (double)hours), time.Waits.Select(wait => Math.Round(wait.TotalHours)));
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Ct);
    }

    private static async Task AssertFailsAsync(PostgreSqlSubmissionStore store, string message)
    {
        var failure = await Assert.ThrowsAsync<SubmissionStoreException>(() => store.FindAsync(Guid.NewGuid(), Ct).AsTask());
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.DoesNotContain("secret", $"{failure}", StringComparison.Ordinal);
    }

    private async Task<string> NewDatabaseAsync()
    {
        server.SkipIfMissing();
        return await server.CreateDatabaseAsync();
    }

    private async Task<PostgreSqlSubmissionStore> NewStoreAsync() => new(await NewDatabaseAsync());

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>A clock whose timers fire at once, but late by its own time.</summary>
    private sealed class LateClock(TimeSpan lateness) : TimeProvider
    {
        private long now;

        public List<TimeSpan> Waits { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            now += (dueTime + lateness).Ticks;
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
