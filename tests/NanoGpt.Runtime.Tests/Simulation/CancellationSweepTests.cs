using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Simulation;

/// <summary>The whole way from a request to a file, canceled at every place where it waits for the world.</summary>
public sealed class CancellationSweepTests
{
    private static readonly byte[] Video = [0, 0, 0, 24, .. "ftypisom"u8, .. new byte[5000]];

    [Fact]
    public async Task P26_S50_S52_canceled_anywhere_no_job_is_lost_and_no_half_file_is_left()
    {
        var places = await RunAsync(int.MaxValue);
        Assert.True(places > 15, $"{places} places");
        for (var place = 1; place <= places; place++)
        {
            await RunAsync(place);
        }
    }

    // Every look at the clock and every request is a place; the token trips at the n-th.
    private static async Task<int> RunAsync(int tripAt)
    {
        var folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;
        using var source = new CancellationTokenSource();
        var reached = 0;
        void Reach()
        {
            if (Interlocked.Increment(ref reached) == tripAt)
            {
                source.Cancel();
            }
        }

        try
        {
            var time = new TrippingTime(Reach) { AutoAdvance = TimeSpan.FromSeconds(60) };
            var service = new FakeService(time);
            using var http = new HttpClient(new FakeServiceHandler(service)
            {
                Fault = _ =>
                {
                    Reach();
                    return FakeFault.None;
                },
            });
            var media = new StubHandler();
            media.Do((_, _) =>
            {
                Reach();
                return Task.FromResult(new HttpResponseMessage { Content = new ByteArrayContent(Video) });
            });
            var journal = Path.Combine(folder, "jobs.jsonl");
            var target = Path.Combine(folder, "out.mp4");
            NanoGptClientOptions Options() => new()
            {
                TimeProvider = time,
                JournalPath = journal,
                DownloadHttpClient = new HttpClient(media),
                DownloadIdleTimeout = TimeSpan.FromMinutes(5),
                ReconcileGrace = TimeSpan.FromSeconds(30),
            };
            var isComplete = false;
            using (var client = TestClient.New(Options(), http))
            {
                try
                {
                    var result = await client.GenerateAsync(new Sora2Request { Prompt = "x" }, null, source.Token);
                    await result.DownloadAsync(target, null, source.Token);
                    isComplete = true;
                }
                catch (Exception exception) when (exception is OperationCanceledException or SubmissionOutcomeUnknownException)
                {
                    Assert.True(source.IsCancellationRequested);
                }
            }

            Assert.Equal(isComplete, File.Exists(target));
            Assert.Equal(isComplete ? Video.Length : 0, File.Exists(target) ? new FileInfo(target).Length : 0);
            Assert.InRange(service.MostPaidOfOneSubmission, 0, 1);

            // What was paid and has not ended is found again, by the journal or by reconciling.
            using var later = TestClient.New(Options(), http);
            await later.ReconcileAsync(TestContext.Current.CancellationToken);
            later.Dispose();
            var known = await File.ReadAllTextAsync(journal, TestContext.Current.CancellationToken);
            Assert.All(service.Jobs, job => Assert.Contains($"\"{job.RunId}\"", known, StringComparison.Ordinal));
            return reached;
        }
        finally
        {
            CanaryOfAllTests.Sweep(folder);
        }
    }

    private sealed class TrippingTime(Action reach) : TimeProvider
    {
        private readonly ManualTimeProvider inner = new();

        public TimeSpan AutoAdvance
        {
            get => inner.AutoAdvance;
            set => inner.AutoAdvance = value;
        }

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override DateTimeOffset GetUtcNow()
        {
            reach();
            return inner.GetUtcNow();
        }

        public override long GetTimestamp()
        {
            reach();
            return inner.GetTimestamp();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            reach();
            return inner.CreateTimer(callback, state, dueTime, period);
        }
    }
}
