using System.Diagnostics;
using NanoGpt.PostgreSql;
using NanoGpt.Storage.Tests.Kit;

namespace NanoGpt.Benchmarks;

/// <summary>The store on PostgreSQL, which flushes its commits: planning and claiming in batches, and the transitions of a submission.</summary>
internal static class StoreFigures
{
    private const int Few = 1_000;
    private const int Many = 100_000;
    private const int PlanBatch = 500;
    private const int ClaimBatch = 100;
    private const int Sent = 500;
    private const string Budget = "figures";

    private static readonly TimeSpan Lease = TimeSpan.FromHours(1);

    public static void Measure(Report report) => Task.Run(() => MeasureAsync(report)).GetAwaiter().GetResult();

    private static async Task MeasureAsync(Report report)
    {
        await using var server = new PostgreSqlServer { IsFlushed = true };
        if (!server.IsInstalled)
        {
            Console.WriteLine("PostgreSQL is not installed: no figures of the store.");
            return;
        }

        await server.InitializeAsync();
        await using var store = new PostgreSqlSubmissionStore(server.ConnectionString);
        await store.MigrateAsync();
        await PlanAsync(store, Few);   // compiles what is measured
        await ClaimAsync(store, Few);
        var few = (Plan: await PlanAsync(store, Few), Claim: await ClaimAsync(store, Few));
        await PlanAsync(store, Many - (2 * Few));
        await ClaimAsync(store, Many - (2 * Few) - Few);   // the last plan leaves some to claim
        var many = (Plan: await PlanAsync(store, Few), Claim: await ClaimAsync(store, Few));

        report.Figure("Planning and claiming in a store of 2,000 submissions", 1 / (few.Plan + few.Claim), "/s", atLeast: 2000);
        report.Figure("Planning and claiming in a store of 100,000 submissions", 1 / (many.Plan + many.Claim), "/s", atLeast: 2000);
        report.Figure("  100,000 / 2,000 submissions, cost of each", (many.Plan + many.Claim) / (few.Plan + few.Claim), "", atMost: 1.5);
        report.Figure("Sending, accepting, completing and saving a submission", await SendAsync(store) * 1e3, "ms");
    }

    private static async Task<double> PlanAsync(PostgreSqlSubmissionStore store, int count)
    {
        var plans = Enumerable.Range(0, count).Select(static _ => new SubmissionRecord(Guid.CreateVersion7(), "sora-2", DateTimeOffset.UtcNow)
        {
            Hash = new string('0', 64),
            Budget = Budget,
            Price = 0.35m,
        }).Chunk(PlanBatch).ToList();
        var start = Stopwatch.GetTimestamp();
        foreach (var plan in plans)
        {
            await store.PlanAsync(plan, new SubmissionBudget(Budget, 1_000_000));
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / count;
    }

    private static async Task<double> ClaimAsync(PostgreSqlSubmissionStore store, int count)
    {
        var start = Stopwatch.GetTimestamp();
        for (var claimed = 0; claimed < count; claimed += ClaimBatch)
        {
            await store.ClaimAsync(SubmissionState.Planned, ClaimBatch, Lease, Budget);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / count;
    }

    private static async Task<double> SendAsync(PostgreSqlSubmissionStore store)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var claimed in await store.ClaimAsync(SubmissionState.Planned, Sent, Lease, Budget))
        {
            var sending = (await store.BeginSendAsync(claimed, Lease))!;
            foreach (var state in new[] { SubmissionState.Accepted, SubmissionState.Completed, SubmissionState.Saved })
            {
                await store.RecordAsync(sending with { State = state, RunId = "run", Cost = 0.3m });
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / Sent;
    }
}
