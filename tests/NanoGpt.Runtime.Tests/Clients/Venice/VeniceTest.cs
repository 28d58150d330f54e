using System.Net;
using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Clients;

/// <summary>A client of Venice's whose network and clock are scripted, and a folder that is looked through at the end.</summary>
public abstract class VeniceTest : IDisposable
{
    protected const string Queued = """{"model":"elements-sample","queue_id":"q-1"}""";
    protected const string Running = """{"status":"PROCESSING","average_execution_time":145000,"execution_duration":53200}""";
    protected const string Handle = """{"v":1,"provider":"venice","runId":"q-1","model":"elements-sample"}""";

    protected static readonly byte[] Video = [0, 0, 0, 24, .. "ftypisom"u8, .. new byte[5000]];

    private readonly List<VeniceClient> clients = [];

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected static VeniceSampleRequest Request { get; } = new() { Prompt = "A lighthouse", Duration = 5 };

    protected ManualTimeProvider Time { get; } = new() { AutoAdvance = TimeSpan.FromSeconds(60) };

    protected StubHandler Api { get; } = new();

    protected StubHandler Media { get; } = new();

    protected string Folder { get; } = Directory.CreateTempSubdirectory("venice-").FullName;

    protected string Target => Path.Combine(Folder, "out.mp4");

    protected string Journal => Path.Combine(Folder, "jobs.jsonl");

    public void Dispose()
    {
        clients.ForEach(static client => client.Dispose());
        CanaryOfAllTests.Sweep(Folder);
        GC.SuppressFinalize(this);
    }

    protected VeniceClient NewClient(Action<VeniceClientOptions>? configure = null) => Keep(new VeniceClient(CanaryWatch.Key, Options(configure), new HttpClient(new SubmitGuardHandler(Api))));

    protected VeniceClient NewWalletClient(WalletSignature wallet, Action<VeniceClientOptions>? configure = null) =>
        Keep(new VeniceClient(wallet, Options(configure), new HttpClient(new SubmitGuardHandler(Api))));

    protected async Task<VideoJob> SubmitAsync(VeniceClient client, string answer = Queued)
    {
        Api.Answer(200, answer);
        return await client.SubmitAsync(Request, Ct);
    }

    protected static Action<HttpResponseMessage> Header(string name, string value) => response => response.Headers.TryAddWithoutValidation(name, value);

    protected static HttpResponseMessage VideoOf(byte[] bytes, long? length = null, string type = "video/mp4")
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new(type);
        content.Headers.ContentLength = length ?? bytes.Length;
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
        response.Headers.ETag = new("\"version-1\"");   // a range is not asked for all the same
        return response;
    }

    protected void AnswerVideo(byte[]? bytes = null, long? length = null, string type = "video/mp4") =>
        Api.Do((_, _) => Task.FromResult(VideoOf(bytes ?? Video, length, type)));

    private VeniceClient Keep(VeniceClient client)
    {
        clients.Add(client);
        return client;
    }

    private VeniceClientOptions Options(Action<VeniceClientOptions>? configure)
    {
        var options = new VeniceClientOptions
        {
            TimeProvider = Time,
            DownloadHttpClient = new HttpClient(Media),
            JitterSource = static () => 1,
            DownloadIdleTimeout = TimeSpan.FromSeconds(90),   // longer than what passes at once
        };
        configure?.Invoke(options);
        options.Observer = new TestClient.Watched(options.Observer);
        return options;
    }
}
