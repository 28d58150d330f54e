namespace NanoGpt.Runtime.Tests.Kit;

/// <summary>A client whose network and clock are scripted.</summary>
public sealed class TestClient : IDisposable
{
    public const string Key = "CANARY-8f3b2c1d-key";

    public TestClient(Action<NanoGptClientOptions>? configure = null)
    {
        var options = new NanoGptClientOptions
        {
            TimeProvider = Time,
            DownloadHttpClient = new HttpClient(Media),
            Chance = () => 1,
            DownloadIdleTimeout = TimeSpan.FromSeconds(90),   // longer than what passes at once
        };
        configure?.Invoke(options);
        Client = new NanoGptClient(Key, options, new HttpClient(Api));
    }

    // Waits between polls pass at once, deadlines of requests never.
    public ManualTimeProvider Time { get; } = new() { AutoAdvance = TimeSpan.FromSeconds(60) };

    public StubHandler Api { get; } = new();

    public StubHandler Media { get; } = new();

    public NanoGptClient Client { get; }

    public VideoJob Job() => Client.Resume("""{"v":1,"runId":"vid_m1abc123def456","model":"veo2-video"}""");

    public void Dispose() => Client.Dispose();
}
