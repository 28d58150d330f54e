using System.CommandLine;
using NanoGpt.Cli.Output;
using NanoGpt.Emulator;

namespace NanoGpt.Cli.Commands;

/// <summary><c>serve</c>: the service's stand-in on the loopback address, until Ctrl+C.</summary>
internal sealed class ServeCommand : Command
{
    private const int DefaultPort = 5080;
    private readonly CommandHost host;
    private readonly DirectoryOption directory = new();
    private readonly Option<int> port = new("--port", "-p")
    {
        Description = "Port on 127.0.0.1; 0 takes a free one",
        DefaultValueFactory = _ => DefaultPort,
    };

    private readonly Option<decimal> balance = new("--balance") { Description = "What every key can spend, in USD", DefaultValueFactory = _ => 50 };

    public ServeCommand(CommandHost host)
        : base("serve", "Runs a local stand-in of the service: any key is good, no real money is spent.")
    {
        this.host = host;
        port.Validators.Add(value =>
        {
            if (value.Tokens is [var token] && int.TryParse(token.Value, out var number) && number is < 0 or > 65535)
            {
                value.AddError("--port takes 0 to 65535.");
            }
        });
        Options.Add(directory);
        Options.Add(port);
        Options.Add(balance);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (directory.Load(result, host) is not { } catalog)
        {
            return ExitCode.Invalid;
        }

        var options = new EmulatorOptions { Catalog = catalog, Port = result.GetValue(port), InitialBalance = result.GetValue(balance) };
        await using var emulator = await NanoGptEmulator.StartAsync(options, cancellationToken);
        await host.Output.WriteLineAsync(emulator.BaseAddress.ToString());
        await host.Output.FlushAsync(cancellationToken);
        await host.Error.WriteLineAsync("The service's paths are under this address, as in /api/generate-video. Any key is good. Ctrl+C ends it.");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await host.Error.WriteLineAsync($"Stopped. Jobs paid: {emulator.PaidJobs}.");
        }

        return ExitCode.Ok;
    }
}
