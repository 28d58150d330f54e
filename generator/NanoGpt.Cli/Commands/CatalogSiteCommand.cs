using System.Net;
using NanoGpt.Catalogs.Site.Serving;
using NanoGpt.Cli.Service;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>catalog</c>, which serves the catalogue on the loopback address until Ctrl+C.</summary>
internal sealed class CatalogSiteCommand : HostCommand
{
    private const int DefaultPort = 5081;

    private readonly DirectoryOption directory = new();
    private readonly AppOption app = new();
    private readonly Option<int> port = new("--port", "-p")
    {
        Description = "Port on 127.0.0.1; 0 uses a free port",
        DefaultValueFactory = _ => DefaultPort,
    };

    private readonly Option<decimal> maxCost = new("--max-cost")
    {
        Description = "The maximum amount that all runs on live services may cost together, in USD",
        HelpName = "AMOUNT",
        DefaultValueFactory = _ => 5,
    };

    public CatalogSiteCommand(CommandHost host)
        : base(
            host, "catalog",
            "Shows the models in a browser, with a form that checks, prices and runs requests: on the emulator, or on a live "
            + "service if its key is set.")
    {
        port.Limit(IPEndPoint.MinPort, IPEndPoint.MaxPort);
        maxCost.Limit(0m);
        Options.Add(directory);
        Options.Add(port);
        Options.Add(maxCost);
        Options.Add(app);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var catalog = directory.LoadValid(result);
        var options = new CatalogServerOptions
        {
            Port = result.GetValue(port),
            SpendCap = result.GetValue(maxCost),
            LiveClients = LiveClients(),
            TimeProvider = Host.Clock,
        };
        await using var server = await CatalogServer.StartAsync(
            app.Load(result, catalog, directory.TitleOf(result)), catalog, options, cancellationToken);
        await Host.Output.WriteLineAsync(server.Address.ToString());
        await Host.Output.FlushAsync(cancellationToken);
        await Host.Error.WriteLineAsync(
            options.LiveClients.Count == 0 ? "Requests run on the emulator: no key is set."
            : $"Requests run on the emulator, or after a confirmation on {string.Join(" and ", options.LiveClients.Keys)}, for "
                + $"at most {options.SpendCap.ToString(CultureInfo.InvariantCulture)} USD.");
        await Host.Error.WriteLineAsync("Press Ctrl+C to stop.");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await Host.Error.WriteLineAsync("Stopped.");
        }

        return ExitCode.Ok;
    }

    // The addresses are read now, so that an invalid one ends the command and not a run.
    private Dictionary<string, Func<VideoClient>> LiveClients() => ProviderService.Ids.Select(ProviderService.Of)
        .Select(service => (Service: service, Key: Host.GetVariable(service.KeyVariable)))
        .Where(static item => !string.IsNullOrEmpty(item.Key))
        .ToDictionary(
            static item => item.Service.Id, item => CreateClient(item.Service, item.Service.GetAddress(Host), item.Key!));

    private Func<VideoClient> CreateClient(ProviderService service, Uri address, string key) =>
        () => service.CreateClient(Host, address, service.KeyVariable, key);
}
