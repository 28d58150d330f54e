using System.Net;
using NanoGpt.Emulator;
using NanoGpt.Emulator.Faults;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>serve</c>, which runs the emulator on the loopback address until Ctrl+C.</summary>
internal sealed class ServeCommand : HostCommand
{
    private const int DefaultPort = 5080;
    private const decimal MaxBalance = 1_000_000_000;
    private readonly DirectoryOption directory = new();
    private readonly Option<int> port = new("--port", "-p")
    {
        Description = "Port on the loopback addresses, 127.0.0.1 and [::1]; 0 uses a free port",
        DefaultValueFactory = _ => DefaultPort,
    };

    private readonly Option<string?> chaos = new("--chaos")
    {
        Description = "Injects faults: a number is the seed of random faults; a file contains rules",
        HelpName = "SEED|FILE",
    };

    private readonly Option<decimal> balance = new("--balance")
    {
        Description = "The initial balance of every key, in USD",
        DefaultValueFactory = _ => 50,
    };

    public ServeCommand(CommandHost host)
        : base(host, "serve", "Runs a local emulator of both services: any key is accepted, and no money is spent.")
    {
        port.Limit(IPEndPoint.MinPort, IPEndPoint.MaxPort);
        balance.Limit(0m, MaxBalance);
        Options.Add(directory);
        Options.Add(port);
        Options.Add(balance);
        Options.Add(chaos);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (directory.Load(result, Host) is not { } catalog)
        {
            return ExitCode.Invalid;
        }

        var options = new EmulatorOptions
        {
            Catalog = catalog,
            Port = result.GetValue(port),
            InitialBalance = result.GetValue(balance),
        };
        if (result.GetValue(chaos) is { } wanted)
        {
            if (await ReadChaosAsync(wanted, cancellationToken) is not { } settings)
            {
                return ExitCode.Invalid;
            }

            options = settings.ApplyTo(options, WriteFault);
        }

        await using var emulator = await NanoGptEmulator.StartAsync(options, cancellationToken);
        await Host.Output.WriteLineAsync(emulator.BaseAddress.ToString());
        await Host.Output.FlushAsync(cancellationToken);
        await Host.Error.WriteLineAsync($"NanoGPT: {emulator.BaseAddress}, with paths such as /api/generate-video.");
        await Host.Error.WriteLineAsync($"Venice: {emulator.VeniceAddress}, with paths such as /video/queue.");
        await Host.Error.WriteLineAsync($"Jobs, videos and requests: {emulator.BaseAddress} in a browser.");
        await Host.Error.WriteLineAsync("Any key is accepted. Press Ctrl+C to stop.");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await Host.Error.WriteLineAsync($"Stopped. Jobs paid: {emulator.PaidJobs}.");
            if (emulator.MaxPaidJobsPerSubmission > 1)
            {
                await Host.Error.WriteLineAsync(
                    $"A submission was paid {emulator.MaxPaidJobsPerSubmission} times: the caller resubmitted it.");
            }

            foreach (var leak in emulator.KeyLeaks)
            {
                await Host.Error.WriteLineAsync(
                    $"An API key was sent to the storage Host, which must never receive one: {leak}.");
            }
        }

        return ExitCode.Ok;
    }

    // Returns null after writing the errors of the file.
    private async Task<ChaosSettings?> ReadChaosAsync(string wanted, CancellationToken cancellationToken)
    {
        if (int.TryParse(wanted, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed))
        {
            return new ChaosSettings { Seed = seed };
        }

        if (wanted.Length > 0 && wanted.All(char.IsAsciiDigit))
        {
            throw new CommandException(ExitCode.Usage, $"--chaos must be a seed of at most {int.MaxValue}.");
        }

        var file = ChaosFile.Read(wanted, await File.ReadAllTextAsync(wanted, cancellationToken));
        foreach (var error in file.Errors)
        {
            await Host.Error.WriteLineAsync(Diagnostic.Line(wanted, error.Line, error.Column, "error", null, error.Message));
        }

        return file.Settings;
    }

    // Several requests call this concurrently.
    private void WriteFault(InjectedFault made)
    {
        lock (Host.Error)
        {
            var attempt = made.Call.Subject.Length == 0 ? "" : $", attempt {made.Call.Attempt} of {made.Call.Subject}";
            var route = JsonOutput.ToLowerName(made.Call.Route);
            Host.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{made.Fault}: {route} {made.Call.Number}{attempt}"));
        }
    }
}
