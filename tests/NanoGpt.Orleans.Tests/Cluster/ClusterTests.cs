using System.Diagnostics;
using NanoGpt.Emulator;
using NanoGpt.Orleans.Tests.Kit;
using NanoGpt.PostgreSql;
using NanoGpt.Storage.Tests.Kit;

[assembly: AssemblyFixture(typeof(PostgreSqlServer))]

namespace NanoGpt.Orleans.Tests.Cluster;

/// <summary>Silos in processes of their own, with Redis and PostgreSQL.</summary>
/// <param name="database">The database server.</param>
public sealed class ClusterTests(PostgreSqlServer database) : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;
    private readonly List<Process> silos = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        silos.ForEach(static silo =>
        {
            silo.Kill();
            silo.WaitForExit();
            silo.Dispose();
        });
        Directory.Delete(folder, recursive: true);
        return default;
    }

    [Fact]
    public async Task Cluster_SiloIsKilled_PaysOnceAndSavesEverything()
    {
        const int Submissions = 30;
        var (store, connection) = await PlanAsync(Submissions);
        await using var redis = await RedisServer.StartAsync();
        await using var emulator = await StartEmulatorAsync();
        for (var i = 0; i < 3; i++)
        {
            await StartSiloAsync(emulator, connection, redis);
        }

        await UntilAsync(() => Task.FromResult(emulator.PaidJobs >= Submissions / 2));
        silos[0].Kill();   // SIGKILL: its grains continue on the others, by their reminders

        await AssertEndsAsync(store, emulator, Submissions, "*.mp4");   // its temporary files stay
    }

    [Fact]
    public async Task Cluster_RedisIsKilled_JobsThatRunAreSaved()
    {
        const int Submissions = 6;
        var (store, connection) = await PlanAsync(Submissions);
        await using var redis = await RedisServer.StartAsync();
        await using var emulator = await StartEmulatorAsync();
        await StartSiloAsync(emulator, connection, redis);
        await UntilAsync(() => Task.FromResult(emulator.PaidJobs == Submissions));

        redis.Kill();

        await AssertEndsAsync(store, emulator, Submissions);
    }

    // Of what was interrupted before it was sent, there is certainly no job, and only a person sends it again.
    private async Task AssertEndsAsync(PostgreSqlSubmissionStore store, NanoGptEmulator emulator, int submissions, string files = "*")
    {
        await UntilAsync(async () =>
            (await store.ListAsync([SubmissionState.Saved, SubmissionState.Absent], "evening", Ct)).Count == submissions);
        var saved = await store.ListAsync([SubmissionState.Saved], "evening", Ct);
        Assert.Equal((saved.Count, 1), (emulator.PaidJobs, emulator.MaxPaidJobsPerSubmission));
        Assert.Equal(
            saved.Select(static record => $"sora-2-{record.Id}.mp4").Order(StringComparer.Ordinal),
            Directory.GetFiles(folder, files).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await store.DisposeAsync();
    }

    private async Task<(PostgreSqlSubmissionStore Store, string Connection)> PlanAsync(int submissions)
    {
        database.SkipIfMissing();
        RedisServer.SkipIfMissing();
        var connection = await database.CreateDatabaseAsync();
        var store = new PostgreSqlSubmissionStore(connection);
        await store.MigrateAsync(Ct);
        await store.PlanAsync([.. Enumerable.Range(0, submissions).Select(Plan)], new SubmissionBudget("evening", 1000), Ct);
        return (store, connection);
    }

    private static Task<NanoGptEmulator> StartEmulatorAsync() => NanoGptEmulator.StartAsync(
        new EmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromSeconds(4), InitialBalance = 1000 }, Ct);

    private static SubmissionRecord Plan(int number)
    {
        var json = $$"""{"model":"sora-2","prompt":"Tram {{number}}"}""";
        var request = new RawVideoRequest("sora-2") { AdditionalFields = new() { ["prompt"] = $"Tram {number}" } };
        return SubmissionRecord.Plan(Guid.NewGuid(), request, DateTimeOffset.UnixEpoch) with
        {
            Request = json,
            Budget = "evening",
            Price = 1,
        };
    }

    private async Task StartSiloAsync(NanoGptEmulator emulator, string connection, RedisServer redis)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ClusterTests).Assembly.Location])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment[SiloProcess.Variable] = SiloProcess.Orders(emulator.BaseAddress, connection, redis.ConnectionString, folder);
        start.Environment["DOTNET_TieredPGO"] = "0";
        var silo = Process.Start(start)!;
        silos.Add(silo);
        var error = silo.StandardError.ReadToEndAsync(Ct);
        while (await silo.StandardOutput.ReadLineAsync(Ct) is { } line)
        {
            if (line == SiloProcess.Started)
            {
                return;
            }
        }

        Assert.Fail(await error);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(Ct);
        }
    }
}
