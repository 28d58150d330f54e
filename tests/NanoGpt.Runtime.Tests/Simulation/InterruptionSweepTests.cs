using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Simulation;

/// <summary>Interrupts the way from a request to a file at every asynchronous operation.</summary>
public sealed class InterruptionSweepTests
{
    private static readonly byte[] Video = [0, 0, 0, 24, .. "ftypisom"u8, .. new byte[20_000]];

    /// <summary>The fault of the service for the paid request.</summary>
    public enum Way
    {
        Accepts,
        LosesAnswer,
        RefusesTwice,
        SaysConflict,
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<Way, bool, bool> Ways()
    {
        var data = new TheoryData<Way, bool, bool>();
        foreach (var way in Enum.GetValues<Way>())
        {
            data.Add(way, false, false);
            data.Add(way, false, true);
        }

        data.Add(Way.LosesAnswer, true, false);
        data.Add(Way.LosesAnswer, true, true);

        return data;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    [Trait("Row", "P26")]
    [Trait("Row", "S50")]
    [Trait("Row", "S52")]
    [Trait("Row", "S73")]
    public async Task EveryCall_InterruptedAnywhere_LosesNoJobAndLeavesNoHalfFile(Way way, bool ownId, bool isDisposed)
    {
        var places = await new Run(way, ownId, isDisposed, int.MaxValue).GoAsync();
        Assert.True(places > 40, $"{places} places");
        for (var place = 1; place <= places; place++)
        {
            await new Run(way, ownId, isDisposed, place).GoAsync();
        }
    }

    // One client's life: the n-th place ends it. Every look at the clock, event, request, decision and read is a place.
    private sealed class Run : IDisposable
    {
        private readonly Way way;
        private readonly bool ownId;
        private readonly bool isDisposed;
        private readonly int tripAt;
        private readonly string folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;
        private readonly CancellationTokenSource source = new();
        private readonly TrippingTime time;
        private readonly FakeService service;
        private readonly HttpClient http;
        private readonly StubHandler media = new();
        private NanoGptClient? client;
        private int reached;
        private int posts;

        public Run(Way way, bool ownId, bool isDisposed, int tripAt)
        {
            (this.way, this.ownId, this.isDisposed, this.tripAt) = (way, ownId, isDisposed, tripAt);
            time = new TrippingTime(Reach) { AutoAdvance = TimeSpan.FromSeconds(60) };
            service = new FakeService(time);
            http = new HttpClient(new FakeServiceHandler(service) { Reached = Reach, Fault = Fault });
            for (var i = 0; i < 2; i++)
            {
                media.Do((_, _) =>
                {
                    Reach();
                    return Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new PlacedStream(Video, Reach)) });
                });
            }
        }

        private bool IsInterrupted => Volatile.Read(ref reached) >= tripAt;

        private string Place => $"{way}, {(ownId ? "own id" : "new id")}, {(isDisposed ? "disposed" : "canceled")} at place {tripAt}";

        public async Task<int> GoAsync()
        {
            using (this)
            {
                using (client = NewClient(new Reacher(Reach)))
                {
                    if (await SubmitAsync() is { } job && await AfterAcceptedAsync(() => job.WaitAsync(null, source.Token)) is { } result)
                    {
                        await DownloadAsync(result);
                        await ExtendAsync();
                    }
                }

                client = null;
                await NothingIsLostAsync();
                return reached;
            }
        }

        public void Dispose()
        {
            http.Dispose();
            source.Dispose();
            CanaryOfAllTests.Sweep(folder);
        }

        // A job, the unknown outcome with its id, or a failure after which nothing was paid.
        private async Task<VideoJob?> SubmitAsync()
        {
            var options = new SubmitOptions { SubmissionId = ownId ? Guid.NewGuid() : null };
            try
            {
                return await client!.SubmitAsync(new Sora2Request { Prompt = "x" }, options, source.Token);
            }
            catch (SubmissionOutcomeUnknownException exception)
            {
                Assert.True(IsInterrupted, Place);
                Assert.True(exception.SubmissionId is { } id && id != Guid.Empty && (!ownId || id == options.SubmissionId), Place);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or NanoGptConnectionException or RequestRejectedException)
            {
                Assert.True(exception is RequestRejectedException == (way == Way.RefusesTwice && !IsInterrupted) || IsInterrupted, $"{Place}: {exception}");
                Assert.True(service.Jobs.Count == 0, $"{Place}: paid, and {exception.GetType().Name} left: {exception.Message}");
            }

            return null;
        }

        private async Task DownloadAsync(VideoResult result)
        {
            var target = Path.Combine(folder, "out.mp4");
            var isComplete = await AfterAcceptedAsync(async () =>
            {
                await result.DownloadAsync(target, null, source.Token);
                return target;
            }) is not null;
            Assert.True(isComplete == File.Exists(target), Place);
            Assert.True(!isComplete || File.ReadAllBytes(target).AsSpan().SequenceEqual(Video), Place);
        }

        private async Task ExtendAsync()
        {
            var before = service.Jobs.Count;
            try
            {
                await client!.ExtendAsync(client.Resume("""{"v":1,"runId":"vid_9","model":"midjourney-video"}"""), 0, source.Token);
            }
            catch (SubmissionOutcomeUnknownException exception)
            {
                Assert.True(IsInterrupted || way is Way.LosesAnswer or Way.SaysConflict, Place);
                Assert.True(exception.SubmissionId is not null, Place);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or NanoGptConnectionException)
            {
                Assert.True(IsInterrupted, $"{Place}: {exception}");
                Assert.True(service.Jobs.Count == before, $"{Place}: paid, and {exception.GetType().Name} left: {exception.Message}");
            }
        }

        // What has a job already may end as the caller asked for.
        private async Task<T?> AfterAcceptedAsync<T>(Func<Task<T>> call)
            where T : class
        {
            try
            {
                return await call();
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                Assert.True(IsInterrupted, $"{Place}: {exception}");
                return null;
            }
        }

        // What was paid is found again, by the journal or by reconciling. An extension has no id: it stays unknown until somebody settles it.
        private async Task NothingIsLostAsync()
        {
            Assert.True(service.Jobs.GroupBy(static paid => paid.SubmissionId).All(static group => group.Count() == 1), $"{Place}: paid twice");
            int unknown;
            using (var later = NewClient(new EventList()))
            {
                unknown = (await later.ReconcileAsync(Ct)).Count(static result => result.Outcome == ReconcileOutcome.Unknown);
            }

            var journal = await File.ReadAllTextAsync(JournalPath, Ct);
            var lost = service.Jobs.Where(job => !journal.Contains($"\"{job.RunId}\"", StringComparison.Ordinal)).ToList();
            Assert.True(lost.TrueForAll(static job => job.SubmissionId == Guid.Empty) && lost.Count <= unknown, $"{Place}: lost {string.Join(", ", lost)}");
        }

        private string JournalPath => Path.Combine(folder, "jobs.jsonl");

        private void Reach()
        {
            if (Interlocked.Increment(ref reached) != tripAt)
            {
                return;
            }

            if (isDisposed)
            {
                client?.Dispose();
            }
            else
            {
                source.Cancel();
            }
        }

        private FakeFault Fault(HttpRequestMessage request) => request.Method != HttpMethod.Post ? FakeFault.None : way switch
        {
            Way.LosesAnswer => FakeFault.AnswerLost,
            Way.RefusesTwice when Interlocked.Increment(ref posts) <= 2 => FakeFault.TooOften,
            Way.SaysConflict => FakeFault.Conflict,
            _ => FakeFault.None,
        };

        private NanoGptClient NewClient(NanoGptObserver observer) => TestClient.New(
            new()
            {
                TimeProvider = time,
                Observer = observer,
                JournalPath = JournalPath,
                DownloadHttpClient = new HttpClient(media),
                DownloadIdleTimeout = TimeSpan.FromMinutes(5),
                UnknownOutcomePolicy = UnknownOutcomePolicy.Reconcile,
                ReconcileGrace = TimeSpan.FromSeconds(30),
            },
            http);
    }

    private sealed class Reacher(Action reach) : NanoGptObserver
    {
        public override void OnEvent(NanoGptEvent e) => reach();
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
