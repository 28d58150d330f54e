namespace NanoGpt.Runtime.Tests.Kit;

/// <summary>A client whose network and clock are scripted.</summary>
public sealed class TestClient : IDisposable
{
    public const string Key = CanaryWatch.Key;

    public TestClient(Action<NanoGptClientOptions>? configure = null)
    {
        var options = new NanoGptClientOptions
        {
            TimeProvider = Time,
            DownloadHttpClient = new HttpClient(Media),
            JitterSource = () => 1,
            DownloadIdleTimeout = TimeSpan.FromSeconds(90),   // longer than what passes at once
        };
        configure?.Invoke(options);
        Client = New(options, new HttpClient(Api));
    }

    /// <summary>A client with the key of all tests, whose events are watched.</summary>
    public static NanoGptClient New(NanoGptClientOptions options, HttpClient? http = null)
    {
        options.Observer = new Watched(options.Observer);
        return new NanoGptClient(Key, options, http);
    }

    // Waits between polls pass at once, deadlines of requests never.
    public ManualTimeProvider Time { get; } = new() { AutoAdvance = TimeSpan.FromSeconds(60) };

    public StubHandler Api { get; } = new();

    public StubHandler Media { get; } = new();

    public NanoGptClient Client { get; }

    public VideoJob Job() => Client.Resume("""{"v":1,"runId":"vid_m1abc123def456","model":"veo2-video"}""");

    public void Dispose() => Client.Dispose();

    internal sealed class Watched(NanoGptObserver? inner) : NanoGptObserver
    {
        public override IDisposable? Begin(NanoGptOperation operation, string? model, VideoJob? job) => inner?.Begin(operation, model, job);

        public override void OnEvent(NanoGptEvent e)
        {
            CanaryOfAllTests.Watch.Look($"event {e.Kind}", e.ToString());
            CanaryOfAllTests.Watch.Look($"event {e.Kind}", e.Error);
            inner?.OnEvent(e);
        }
    }
}
