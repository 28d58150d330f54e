using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Simulation;

/// <summary>Runs ten thousand jobs in virtual time under seeded faults.</summary>
public sealed class SoakTests
{
    private const int Jobs = 10_000;

    [Fact]
    public async Task Client_RandomFaults_NeverPaysTwiceOrLosesAJob()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var time = new ManualTimeProvider { AutoAdvance = TimeSpan.FromSeconds(200) };
        var service = new FakeService(time) { RunTime = TimeSpan.FromSeconds(20) };
        using var http = new HttpClient(new FakeServiceHandler(service)
        {
            Fault = request =>
            {
                lock (random)
                {
                    // A service that refuses refuses before it charges; everything else may come before or after.
                    return random.Next(100) >= 25 ? FakeFault.None
                        : request.Method == HttpMethod.Post ? (FakeFault)random.Next(1, 9)
                        : (FakeFault)random.Next(6, 9);
                }
            },
        });
        using var client = new NanoGptClient(
            TestClient.Key,
            new()
            {
                TimeProvider = time,
                RequestTimeout = TimeSpan.FromDays(40),   // virtual time runs ahead of the requests
                ReconcileGrace = TimeSpan.FromSeconds(10),
                SubmitTimeout = TimeSpan.FromDays(40),
            },
            http);
        var kinds = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        var ended = new System.Collections.Concurrent.ConcurrentBag<string>();
        var left = Jobs;
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 200, CancellationToken = TestContext.Current.CancellationToken }, async (_, cancellationToken) =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                try
                {
                    var result = await client.GenerateAsync(new Sora2Request { Prompt = "x" }, null, cancellationToken);
                    ended.Add(result.Job.RunId);
                }
                catch (NanoGptException exception) when (exception is SubmissionOutcomeUnknownException or NanoGptConnectionException or RateLimitException or RequestRejectedException)
                {
                    kinds.AddOrUpdate(exception.GetType().Name, 1, static (_, count) => count + 1);

                    // Its kind says what is known; the reconciliation says the rest.
                }
            }
        });

        var found = await ReconcileAsync(client);
        var known = ended.Concat(found).ToHashSet(StringComparer.Ordinal);
        Assert.True(service.MostPaidOfOneSubmission == 1, $"seed {seed}: {service.MostPaidOfOneSubmission} for one submission, {string.Join(" ", kinds)}");
        Assert.True(service.Jobs.Count > Jobs / 2, $"seed {seed}: {service.Jobs.Count} jobs, {ended.Count} ended, {string.Join(" ", kinds)}");
        Assert.True(service.Jobs.All(job => known.Contains(job.RunId)), $"seed {seed}: {service.Jobs.Count(job => !known.Contains(job.RunId))} lost");
    }

    // Some lists fail too, so that some outcomes stay unknown for a while.
    private static async Task<List<string>> ReconcileAsync(NanoGptClient client)
    {
        var found = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var results = await client.ReconcileAsync(TestContext.Current.CancellationToken);
            found.AddRange(results.Where(result => result.Job is not null).Select(result => result.Job!.RunId));
            if (results.All(result => result.Outcome != ReconcileOutcome.Unknown))
            {
                break;
            }
        }

        return found;
    }
}
