using NanoGpt.Cli.Output;
using NanoGpt.Emulator;

namespace NanoGpt.Cli.Tests.Kit;

/// <summary>An emulator, and commands that speak to it; one clock for all, which jumps over every wait.</summary>
internal sealed class ServiceRun : IAsyncDisposable
{
    public const string Key = "canary-key-9f1c";

    private readonly ManualTimeProvider clock = new() { AutoAdvance = TimeSpan.FromDays(1), IgnoresDeadlines = true };
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nanogpt-cli-");

    private ServiceRun()
    {
    }

    public NanoGptEmulator Emulator { get; private set; } = null!;

    public string Folder => folder.FullName;

    /// <summary>The API key of the environment; null for none.</summary>
    public string? ConfiguredKey { get; set; } = Key;

    /// <summary>Gets a value that indicates whether standard output is a terminal.</summary>
    public bool IsTerminal { get; set; }

    /// <summary>Gets the writer for the output of the commands. Null keeps the output.</summary>
    public TextWriter? Output { get; set; }

    /// <summary>The bytes that commands wrote to standard output.</summary>
    public MemoryStream Bytes { get; } = new();

    public static async Task<ServiceRun> StartAsync(Func<EmulatorOptions, EmulatorOptions>? adjust = null)
    {
        var run = new ServiceRun();
        var options = new EmulatorOptions { TimeProvider = run.clock };
        run.Emulator = await NanoGptEmulator.StartAsync(adjust?.Invoke(options) ?? options, TestContext.Current.CancellationToken);
        return run;
    }

    public string FileAt(string name) => Path.Combine(Folder, name);

    public Task<Run> Of(params string[] args) => Piped("", CancellationToken.None, args);

    public async Task<Run> Piped(string input, CancellationToken stop, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var host = new CommandHost(Output ?? output, error, IsTerminal, Variable)
        {
            Clock = clock,
            OpenInput = () => new StringReader(input),
            OpenOutput = () => Bytes,
        };
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stop, TestContext.Current.CancellationToken);
        var code = await NanoGptCommand.RunAsync(args, host, linked.Token);
        var run = new Run(code, output.ToString(), error.ToString());

        // Whatever a command does, it never shows the key.
        Assert.DoesNotContain(Key, run.Output + run.Error, StringComparison.Ordinal);
        return run;
    }

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private string? Variable(string name) => name switch
    {
        "NANOGPT_API_KEY" or "VENICE_API_KEY" => ConfiguredKey,
        "NANOGPT_BASE_URL" => Emulator.BaseAddress.ToString(),
        "VENICE_BASE_URL" => Emulator.VeniceAddress.ToString(),
        _ => null,
    };
}
