using System.Threading.RateLimiting;

namespace NanoGpt.Agents.Tests.Kit;

/// <summary>An emulator, a client with a journal, and the tools of an agent; one clock for all, which jumps over every wait.</summary>
internal sealed class Agent : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nanogpt-agent-");
    private readonly ConcurrencyLimiter unlimited = new(new() { PermitLimit = 1000, QueueLimit = 10_000 });
    private readonly Func<Agent, VideoToolOptions> configure;
    private JournalSubmissionStore store = null!;
    private NanoGptClient client = null!;

    private Agent(NanoGptEmulator emulator, ManualTimeProvider clock, Func<Agent, VideoToolOptions> configure) =>
        (Emulator, Clock, this.configure) = (emulator, clock, configure);

    public NanoGptEmulator Emulator { get; }

    public ManualTimeProvider Clock { get; }

    public VideoTools Tools { get; private set; } = null!;

    public ISubmissionStore Store => store;

    public IVideoClient Client => client;

    public string Folder => folder.FullName;

    /// <summary>Starts everything.</summary>
    /// <param name="configure">Returns the options of the tools; null for a budget of 5.</param>
    /// <param name="behavior">The behavior of the emulator.</param>
    public static async Task<Agent> StartAsync(
        Func<Agent, VideoToolOptions>? configure = null, IEmulatorBehavior? behavior = null)
    {
        // Longer than the time between two polls, shorter than any deadline.
        var clock = new ManualTimeProvider { AutoAdvance = TimeSpan.FromSeconds(10) };
        var options = new EmulatorOptions { TimeProvider = clock, InitialBalance = 10_000 };
        var emulator = await NanoGptEmulator.StartAsync(
            behavior is null ? options : options with { Behavior = behavior }, TestContext.Current.CancellationToken);
        var agent = new Agent(emulator, clock, configure ?? (static _ => new VideoToolOptions { Budget = 5 }));
        agent.Open();
        return agent;
    }

    /// <summary>Ends the tools and starts others with the same journal, as after a restart.</summary>
    public void Restart()
    {
        Close();
        Open();
    }

    /// <summary>Damages a line of the journal, and starts other tools.</summary>
    public void Damage()
    {
        Close();
        File.WriteAllText(PathOf("journal.jsonl"), "damaged\n" + File.ReadAllText(PathOf("journal.jsonl")));
        Open();
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public Task<VideoCallResult> CallAsync(string function, object? arguments = null, VideoCall? call = null, CancellationToken? cancellationToken = null) =>
        CallAsync(Tools.Functions.Single(one => one.Name == function), arguments, call, cancellationToken);

    public static async Task<VideoCallResult> CallAsync(VideoFunction function, object? arguments = null, VideoCall? call = null, CancellationToken? cancellationToken = null)
    {
        var result = await function.CallAsync(
            ToArguments(arguments), call ?? new VideoCall(), cancellationToken ?? TestContext.Current.CancellationToken);
        CanaryOfAllTests.Watch.Look(function.Name, result.Value.GetRawText());
        return result;
    }

    /// <summary>Returns the arguments as a client sends them.</summary>
    public static Dictionary<string, object?> ToArguments(object? arguments) =>
        JsonSerializer.SerializeToElement(arguments ?? new { }).EnumerateObject()
            .ToDictionary(static member => member.Name, static member => (object?)member.Value);

    /// <summary>Submits a request that costs 0.8.</summary>
    public Task<VideoCallResult> SubmitAsync(string? requestId = null, string prompt = "A tram", VideoCall? call = null, CancellationToken? cancellationToken = null) =>
        CallAsync("submit_video", SubmitArguments(requestId, prompt), call, cancellationToken);

    public static object SubmitArguments(string? requestId = null, string prompt = "A tram") =>
        new { model = "sora-2", request = new { prompt, resolution = "720p", duration = "8", pro_mode = false }, request_id = requestId };

    public async ValueTask DisposeAsync()
    {
        Close();
        await Emulator.DisposeAsync();
        await unlimited.DisposeAsync();
        CanaryOfAllTests.Sweep(Folder);
    }

    private void Open()
    {
        store = new JournalSubmissionStore(PathOf("journal.jsonl"), timeProvider: Clock);
        client = new NanoGptClient(CanaryWatch.Key, new()
        {
            BaseAddress = Emulator.BaseAddress,
            AllowInsecureLoopback = true,
            AllowPrivateDownloadHosts = true,
            SubmissionStore = store,
            SubmitLimiter = unlimited,
            TimeProvider = Clock,
        });
        Tools = new VideoTools(client, store, configure(this) with { TimeProvider = Clock, OutputFolder = Folder });
    }

    private void Close()
    {
        Tools.Dispose();
        client.Dispose();
        store.Dispose();
    }
}
