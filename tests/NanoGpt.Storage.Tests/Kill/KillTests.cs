using System.Diagnostics;
using NanoGpt.Emulator;
using NanoGpt.PostgreSql;
using NanoGpt.Storage.Tests.Kit;

namespace NanoGpt.Storage.Tests.Kill;

/// <summary>Kills processes that share a store at the transitions of a submission.</summary>
/// <param name="server">The database server.</param>
public sealed class KillTests(PostgreSqlServer server) : IDisposable
{
    private const int Submissions = 24;
    private const int Workers = 3;
    private const int Killed = 128 + 9;   // by SIGKILL

    private static readonly NanoGptEventKind[] Points =
    [
        NanoGptEventKind.Submitting,         // claimed
        NanoGptEventKind.Sending,            // recorded, and nothing is sent
        NanoGptEventKind.ResponseReceived,   // paid, and not recorded
        NanoGptEventKind.Accepted,           // recorded
        NanoGptEventKind.Downloaded,         // saved, and not recorded
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Workers_KilledAtEveryTransition_PayOnceAndLoseNothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The exit code of a kill is another there.");
        server.SkipIfMissing();
        var database = await server.CreateDatabaseAsync();
        await using var store = new PostgreSqlSubmissionStore(database);
        await store.MigrateAsync(Ct);
        await using var emulator = await NanoGptEmulator.StartAsync(
            new EmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromMilliseconds(50), InitialBalance = 1000 }, Ct);
        await store.PlanAsync([.. Enumerable.Range(0, Submissions).Select(Plan)], new SubmissionBudget("kill", 1000), Ct);

        var codes = await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => LiveAsync(emulator, database)));

        // A worker whose point is not reached any more has nothing left to do.
        Assert.InRange(codes.SelectMany(static code => code).Count(static code => code == Killed), Points.Length, Workers * Points.Length);
        Assert.All(codes, static code => Assert.Equal(0, code[^1]));
        Assert.Equal(1, emulator.MaxPaidJobsPerSubmission);
        var records = await store.ListAsync(Enum.GetValues<SubmissionState>(), "kill", Ct);
        Assert.Equal(Submissions, records.Count);
        Assert.All(records, record => Assert.Equal(
            record.State == SubmissionState.Absent ? 0 : 1, emulator.GetPaidJobs($"{record.Id}")));
        Assert.All(records, static record => Assert.True(record.State is SubmissionState.Saved or SubmissionState.Absent, $"{record}"));
        var saved = records.Where(static record => record.State == SubmissionState.Saved).ToList();
        Assert.Equal(saved.Select(static record => $"{record.Id}.mp4").Order(), Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        Assert.Equal(new BudgetUse(0, saved.Sum(static record => record.BudgetAmount)), await store.GetBudgetUseAsync("kill", Ct));
    }

    [Fact]
    public async Task Worker_StoppedLongerThanItsLease_PaysOnceAndItsLateOutcomeCounts()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals.");
        server.SkipIfMissing();
        var database = await server.CreateDatabaseAsync();
        await using var store = new PostgreSqlSubmissionStore(database);
        await store.MigrateAsync(Ct);
        await using var emulator = await NanoGptEmulator.StartAsync(
            new EmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromMilliseconds(50), InitialBalance = 1000 }, Ct);
        await store.PlanAsync([.. Enumerable.Range(0, 3).Select(Plan)], new SubmissionBudget("kill", 1000), Ct);
        using var stopped = Start(emulator, database, $"{StoreWorker.Stop}{NanoGptEventKind.Sending}");
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            while ((await store.ListAsync([SubmissionState.Sending], "kill", Ct)).Count == 0)
            {
                await timer.WaitForNextTickAsync(Ct);   // it has not begun yet
            }

            using var other = Start(emulator, database, point: "");
            await other.WaitForExitAsync(Ct);   // it waits for the lease, and finds no job

            Assert.Equal(2, emulator.PaidJobs);
            Assert.Single(await store.ListAsync([SubmissionState.Absent], "kill", Ct));
            using var kill = Process.Start("kill", ["-CONT", $"{stopped.Id}"]);
            await stopped.WaitForExitAsync(Ct);

            Assert.Equal((0, 0), (other.ExitCode, stopped.ExitCode));
            Assert.Equal((3, 1), (emulator.PaidJobs, emulator.MaxPaidJobsPerSubmission));
            Assert.Equal(3, (await store.ListAsync([SubmissionState.Saved], "kill", Ct)).Count);
        }
        finally
        {
            stopped.Kill();   // does nothing if it has ended
        }
    }

    private static SubmissionRecord Plan(int number)
    {
        var planned = new SubmissionRecord(Guid.NewGuid(), "sora-2", DateTimeOffset.UnixEpoch) { Request = $"Tram {number}" };
        return SubmissionRecord.Plan(planned.Id, StoreWorker.RequestOf(planned), planned.SubmittedAt) with
        {
            Request = planned.Request,
            Budget = "kill",
            Price = 1,
        };
    }

    // One life for each point, and one that ends by itself.
    private async Task<List<int>> LiveAsync(NanoGptEmulator emulator, string database)
    {
        var codes = new List<int>();
        foreach (var point in Points.Select(static point => point.ToString()).Append(""))
        {
            using var worker = Start(emulator, database, point);
            var error = await worker.StandardError.ReadToEndAsync(Ct);
            await worker.WaitForExitAsync(Ct);
            Assert.True(worker.ExitCode is 0 or Killed, error);
            codes.Add(worker.ExitCode);
        }

        return codes;
    }

    private Process Start(NanoGptEmulator emulator, string database, string point)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KillTests).Assembly.Location]) { RedirectStandardError = true };
        start.Environment[StoreWorker.Variable] = StoreWorker.Orders(emulator.BaseAddress, database, folder, point);
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start)!;
    }
}
