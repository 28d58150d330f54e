using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using NanoGpt.Definitions;
using NanoGpt.Emulator.Faults;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Emulator.Tests.Kit;

/// <summary>An emulator with a clock that stands, and a client with a key.</summary>
internal sealed class Server : IAsyncDisposable
{
    public const string Key = "key-one";
    public const string SimpleRequest = """{"model":"sora-2","prompt":"A lighthouse in a storm","resolution":"720p","pro_mode":false,"seconds":"8"}""";

    private static readonly Lazy<Catalog> Directory = new(DirectoryFiles.BuiltInCatalog);

    private Server(NanoGptEmulator emulator, ManualTimeProvider time)
    {
        (Emulator, Time) = (emulator, time);
        Client = ClientWith(Key);
    }

    public static Catalog Catalog => Directory.Value;

    public NanoGptEmulator Emulator { get; }

    public ManualTimeProvider Time { get; }

    public HttpClient Client { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Server> StartAsync(Func<EmulatorOptions, EmulatorOptions>? change = null)
    {
        var time = new ManualTimeProvider();
        var options = new EmulatorOptions { Catalog = Catalog, TimeProvider = time };
        return new Server(await NanoGptEmulator.StartAsync(change?.Invoke(options) ?? options, Cancel), time);
    }

    /// <summary>An emulator that makes the faults of a plan, with a clock that jumps over every wait.</summary>
    public static async Task<(Server Server, FaultBehavior Faults)> StartAsync(IFaultPlan plan, Func<EmulatorOptions, EmulatorOptions>? change = null)
    {
        FaultBehavior? behavior = null;
        var server = await StartAsync(options =>
        {
            behavior = new FaultBehavior(plan, options.TimeProvider);
            return (change?.Invoke(options) ?? options) with { Behavior = behavior };
        });
        server.Time.AutoAdvance = TimeSpan.FromMinutes(15);
        return (server, behavior!);
    }

    /// <summary>A client of its own; without a key if null. Follows no redirects.</summary>
    public HttpClient ClientWith(string? key)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Emulator.BaseAddress, "api/") };
        if (key is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return client;
    }

    public async Task<Reply> SubmitAsync(string json, HttpClient? client = null)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await Reply.OfAsync(await (client ?? Client).PostAsync("generate-video", content, Cancel));
    }

    public Task<Reply> SubmitAsync(JsonObject json) => SubmitAsync(json.ToJsonString());

    /// <summary>Submits the simple request and returns its run id.</summary>
    public async Task<string> SubmitSimpleAsync(string? prompt = null, string? submissionId = null)
    {
        var request = JsonNode.Parse(SimpleRequest)!.AsObject();
        request["prompt"] = prompt ?? "A lighthouse in a storm";
        if (submissionId is not null)
        {
            request["conversationUUID"] = submissionId;
        }

        var reply = await SubmitAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, reply.Status);
        return reply.Text("runId")!;
    }

    public async Task<Reply> GetAsync(string path, HttpClient? client = null) =>
        await Reply.OfAsync(await (client ?? Client).GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), Cancel));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Emulator.DisposeAsync();
    }
}
