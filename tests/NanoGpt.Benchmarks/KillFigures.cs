using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using NanoGpt.Emulator;
using NanoGpt.Emulator.Faults;
using NanoGpt.PostgreSql;
using NanoGpt.Storage.Tests.Kill;
using NanoGpt.Storage.Tests.Kit;

namespace NanoGpt.Benchmarks;

/// <summary>
/// Ten thousand submissions of three processes that share PostgreSQL, which are killed at each transition while the emulator injects
/// faults: what is paid twice, and what is lost.
/// </summary>
internal static class KillFigures
{
    private const int Submissions = 10_000;
    private const int Workers = 3;
    private const int Parallel = 8;
    private const int MinKills = 300;
    private const int MaxEventsALife = 40;
    private const int Killed = 128 + 9;   // by SIGKILL
    private const double FaultRate = 0.02;
    private const string Budget = "kill";

    private static readonly NanoGptEventKind[] Points =
    [
        NanoGptEventKind.Submitting, NanoGptEventKind.Sending, NanoGptEventKind.ResponseReceived, NanoGptEventKind.Accepted,
        NanoGptEventKind.Downloaded,
    ];

    public static void Measure(Report report) => Task.Run(() => MeasureAsync(report)).GetAwaiter().GetResult();

    private static async Task MeasureAsync(Report report)
    {
        await using var server = new PostgreSqlServer { IsFlushed = true };
        if (!server.IsInstalled || OperatingSystem.IsWindows())
        {
            Console.WriteLine("Workers are not killed: that needs PostgreSQL and signals.");
            return;
        }

        await server.InitializeAsync();
        await using var store = new PostgreSqlSubmissionStore(server.ConnectionString);
        await store.MigrateAsync();
        var faults = new FaultBehavior(new SeededFaults(seed: 20261130, FaultRate));
        await using var emulator = await NanoGptEmulator.StartAsync(new EmulatorOptions
        {
            QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromMilliseconds(50), InitialBalance = 1_000_000, Behavior = faults,
        });
        var folder = Directory.CreateTempSubdirectory("nanogpt-kill-").FullName;
        try
        {
            foreach (var plan in Enumerable.Range(0, Submissions).Select(Plan).Chunk(500))
            {
                await store.PlanAsync(plan, new SubmissionBudget(Budget, 1_000_000));
            }

            var start = Stopwatch.GetTimestamp();
            var lives = new Lives();
            await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => LiveAsync(worker, lives, emulator, server.ConnectionString, folder)));
            report.Figure("Submissions of 3 processes on one store", Submissions, "");
            report.Figure("  time", Stopwatch.GetElapsedTime(start).TotalSeconds, "s");
            report.Figure("  faults that the service injected", faults.InjectedFaults.Count, "");
            report.Figure("  processes killed at a transition", lives.Kills, "", atLeast: MinKills);
            foreach (var (error, count) in lives.Errors)
            {
                report.Figure($"  processes that ended by {error}", count, "");
            }

            await CheckAsync(report, store, emulator, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CheckAsync(Report report, PostgreSqlSubmissionStore store, NanoGptEmulator emulator, string folder)
    {
        var records = await store.ListAsync(Enum.GetValues<SubmissionState>(), Budget);
        var byState = records.CountBy(static record => record.State).OrderBy(static pair => pair.Key).ToList();
        byState.ForEach(pair => report.Figure($"  {pair.Key}", pair.Value, ""));
        var files = Directory.GetFiles(folder).Select(static path => Path.GetFileName(path)).ToHashSet(StringComparer.Ordinal);
        var saved = records.Where(static record => record.State == SubmissionState.Saved).ToList();
        report.Figure("  most paid jobs of one submission", emulator.MaxPaidJobsPerSubmission, "", atMost: 1);
        report.Figure("  submissions missing in the store", Submissions - records.Count, "", atMost: 0);
        report.Figure("  submissions not settled", records.Count(static record => record.State is SubmissionState.Planned or SubmissionState.Sending
            or SubmissionState.Unknown or SubmissionState.Accepted or SubmissionState.Completed), "", atMost: 0);
        report.Figure("  paid jobs whose submission does not know it", records.Count(record =>
            record.RunId is null && emulator.GetPaidJobs($"{record.Id}") > 0), "", atMost: 0);
        var videos = saved.Select(static record => $"{record.Id}.mp4").ToList();
        report.Figure("  videos missing, or not whole", videos.Count(video => !files.Contains(video) || !IsWhole(Path.Combine(folder, video))), "", atMost: 0);
        report.Figure("  parts of downloads that were killed", files.Except(videos, StringComparer.Ordinal).Count(), "");
    }

    // The boxes of an MP4 file fill it exactly.
    private static bool IsWhole(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var end = 0L;
        while (end + 8 <= bytes.Length && BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan((int)end)) is >= 8 and var size)
        {
            end += size;
        }

        return end == bytes.Length;
    }

    // A life ends at a random transition, until enough have; the last ones find nothing left to do.
    private static async Task LiveAsync(int worker, Lives lives, NanoGptEmulator emulator, string database, string folder)
    {
        var random = new Random(worker);
        while (true)
        {
            var point = lives.Kills < MinKills ? $"{random.Next(1, MaxEventsALife)} {Points[random.Next(Points.Length)]}" : "";
            var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardError = true };
            start.Environment[StoreWorker.Variable] = StoreWorker.Orders(emulator.BaseAddress, database, folder, point, Parallel);
            start.Environment["DOTNET_TieredPGO"] = "0";
            start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode == 0)
            {
                return;
            }

            lives.Add(process.ExitCode == Killed, await error);
        }
    }

    private static SubmissionRecord Plan(int number)
    {
        var planned = new SubmissionRecord(Guid.CreateVersion7(), "sora-2", DateTimeOffset.UnixEpoch) { Request = $"Tram {number}" };
        return SubmissionRecord.Plan(planned.Id, StoreWorker.RequestOf(planned), planned.SubmittedAt) with
        {
            Request = planned.Request,
            Budget = Budget,
            Price = 1,
        };
    }

    private sealed class Lives
    {
        private readonly ConcurrentDictionary<string, int> errors = new(StringComparer.Ordinal);
        private int kills;

        public int Kills => kills;

        public IReadOnlyDictionary<string, int> Errors => errors;

        public void Add(bool isKilled, string error)
        {
            if (isKilled)
            {
                Interlocked.Increment(ref kills);
            }
            else
            {
                // Unhandled exception. NanoGpt.SomeException: the message
                errors.AddOrUpdate(error.Split(' ', ':').FirstOrDefault(static word => word.EndsWith("Exception", StringComparison.Ordinal), "?"), 1, static (_, count) => count + 1);
            }
        }
    }
}
