using System.Diagnostics;
using System.Globalization;
using NanoGpt.PostgreSql;
using NanoGpt.Storage.Tests.Kit;
using Npgsql;

namespace NanoGpt.Benchmarks;

/// <summary>Fifty thousand jobs that run, for which three processes with one key and one PostgreSQL wait.</summary>
internal static class WaitingFigures
{
    private const int Jobs = 50_000;
    private const int Workers = 3;
    private const int PlanBatch = 5_000;

    private static readonly TimeSpan Started = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(60);

    public static void Measure(Report report) => Task.Run(() => MeasureAsync(report)).GetAwaiter().GetResult();

    private static async Task MeasureAsync(Report report)
    {
        await using var server = new PostgreSqlServer();
        if (!server.IsInstalled)
        {
            Console.WriteLine("PostgreSQL is not installed: no figures of waiting processes.");
            return;
        }

        await server.InitializeAsync();
        await AddJobsAsync(server.ConnectionString);
        using var service = new LoopbackChild();
        var workers = Enumerable.Range(0, Workers).Select(number => new Worker(WaitingWorker.Orders(
            service.Address, server.ConnectionString, (Jobs / Workers) + (number < Jobs % Workers ? 1 : 0)))).ToList();
        try
        {
            workers.ForEach(static worker => worker.Read());
            var memory = workers.Select(static worker => worker.Order()).ToList();   // one after the other
            service.CountAsked();
            workers.ForEach(static worker => worker.Order());
            await Task.Delay(Started, TimeProvider.System);
            service.CountAsked();
            workers.ForEach(static worker => worker.Order());
            await Task.Delay(Watched, TimeProvider.System);
            var (asked, most) = service.CountAsked();
            var cpu = workers.ConvertAll(static worker => worker.Order());

            report.Figure("50,000 waiting jobs of 3 processes, memory of a job in its process", memory.Max(), "B", atMost: 1024);
            report.Figure("  CPU of the busiest process", cpu.Max(), "% core", atMost: 10);
            report.Figure("  status requests a second at the service", asked / Watched.TotalSeconds, "", atMost: NanoGptClient.StatusRequestsPerSecond);
            report.Figure("  most of them within any second", most, "", atMost: NanoGptClient.StatusRequestsPerSecond);
        }
        finally
        {
            workers.ForEach(static worker => worker.Dispose());
        }
    }

    // As if they had been sent, one after the other, which takes minutes.
    private static async Task AddJobsAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var store = new PostgreSqlSubmissionStore(source);
        await store.MigrateAsync();
        foreach (var plan in Enumerable.Range(0, Jobs).Select(static _ => new SubmissionRecord(Guid.CreateVersion7(), "sora-2", DateTimeOffset.UtcNow)).Chunk(PlanBatch))
        {
            await store.PlanAsync(plan);
        }

        await using var accept = source.CreateCommand(
            "UPDATE nanogpt.submissions SET state = 'Accepted', fence = 2, run_id = 'vid_' || replace(id::text, '-', '')");
        await accept.ExecuteNonQueryAsync();
    }

    private sealed class Worker : IDisposable
    {
        private readonly Process process;

        public Worker(string orders)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
            start.Environment[WaitingWorker.Variable] = orders;
            process = Process.Start(start)!;
        }

        /// <summary>Returns the next figure.</summary>
        public double Read() => double.Parse(process.StandardOutput.ReadLine() ?? "NaN", CultureInfo.InvariantCulture);

        /// <summary>Begins the next step and returns its figure.</summary>
        public double Order()
        {
            process.StandardInput.WriteLine();
            return Read();
        }

        public void Dispose()
        {
            process.Kill();   // does nothing if it has ended
            process.WaitForExit();
            process.Dispose();
        }
    }
}
