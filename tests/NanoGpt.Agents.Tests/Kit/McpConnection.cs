using System.IO.Pipelines;
using System.Text.Json.Nodes;
using System.Text;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using NanoGpt.Cli.Output;
using NanoGpt.Cli;

namespace NanoGpt.Agents.Tests.Kit;

/// <summary>The command <c>mcp</c> in this process, an emulator, and the official client.</summary>
internal sealed class McpConnection : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nanogpt-mcp-");
    private readonly Pipe toServer = new();
    private readonly Pipe toClient = new();
    private readonly StringWriter error = new();
    private readonly CancellationTokenSource stop = new();
    private readonly ManualTimeProvider clock = new() { AutoAdvance = TimeSpan.FromSeconds(10) };
    private readonly FrameStream received;
    private Task<int> serving = null!;

    private McpConnection() => received = new FrameStream(toClient.Writer.AsStream());

    public NanoGptEmulator Emulator { get; private set; } = null!;

    public McpClient Client { get; private set; } = null!;

    public string Folder => folder.FullName;

    /// <summary>Gets what the command wrote to standard error.</summary>
    public string Error => error.ToString();

    /// <summary>Starts everything.</summary>
    /// <param name="options">The options of the client; null for none.</param>
    /// <param name="behavior">The behavior of the emulator.</param>
    /// <param name="args">The arguments of the command, besides --out.</param>
    public static async Task<McpConnection> StartAsync(
        McpClientOptions? options = null, IEmulatorBehavior? behavior = null, params string[] args)
    {
        var connection = new McpConnection();
        var emulator = new EmulatorOptions { TimeProvider = connection.clock };
        connection.Emulator = await NanoGptEmulator.StartAsync(
            behavior is null ? emulator : emulator with { Behavior = behavior }, TestContext.Current.CancellationToken);
        var host = new CommandHost(TextWriter.Null, connection.error, environment: connection.Variable)
        {
            Clock = connection.clock,
            OpenInputBytes = () => connection.toServer.Reader.AsStream(),
            OpenOutput = () => connection.received,
        };
        connection.serving = NanoGptCommand.RunAsync(["mcp", "--out", connection.Folder, .. args], host, connection.stop.Token);
        connection.Client = await McpClient.CreateAsync(
            new StreamClientTransport(connection.toServer.Writer.AsStream(), connection.toClient.Reader.AsStream()),
            options, cancellationToken: TestContext.Current.CancellationToken);
        return connection;
    }

    public async Task<CallToolResult> CallAsync(
        string tool, object? arguments = null, IProgress<ModelContextProtocol.ProgressNotificationValue>? progress = null,
        CancellationToken? cancellationToken = null)
    {
        var result = await Client.CallToolAsync(
            tool, Agent.ToArguments(arguments), progress, cancellationToken: cancellationToken ?? TestContext.Current.CancellationToken);
        CanaryOfAllTests.Watch.Look(tool, result.StructuredContent?.GetRawText());
        return result;
    }

    /// <summary>Sends a request in place of the client, which must be idle. Returns the messages up to its response.</summary>
    public async Task<IReadOnlyList<JsonNode>> ExchangeAsync(JsonObject request)
    {
        var frames = new List<JsonNode>();
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        received.Received = frame =>
        {
            frames.Add(frame);
            if ((string?)frame["id"] == (string?)request["id"])
            {
                answered.TrySetResult();
            }
        };
        await toServer.Writer.WriteAsync(Encoding.UTF8.GetBytes(request.ToJsonString() + "\n"), TestContext.Current.CancellationToken);
        await answered.Task.WaitAsync(TestContext.Current.CancellationToken);
        received.Received = null;
        return frames;
    }

    /// <summary>Disconnects the client, and returns the exit code of the command.</summary>
    public async Task<int> DisconnectAsync()
    {
        await Client.DisposeAsync();
        await toServer.Writer.CompleteAsync();
        return await serving.WaitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await DisconnectAsync();
        CanaryOfAllTests.Watch.Look("standard error", Error);
        await Emulator.DisposeAsync();
        stop.Dispose();
        CanaryOfAllTests.Sweep(Folder);
    }

    private string? Variable(string name) => name switch
    {
        "NANOGPT_API_KEY" => CanaryWatch.Key,
        "NANOGPT_BASE_URL" => Emulator.BaseAddress.ToString(),
        _ => null,
    };
}
