using System.Net;
using NanoGpt.Cli.Mcp;
using NanoGpt.Cli.Service;
using NanoGpt.Extensions.AI;
using NanoGpt.Generator;

namespace NanoGpt.Cli.Commands;

/// <summary>
/// Implements <c>mcp</c>, which gives tools to an agent over the Model Context Protocol until its client disconnects.
/// </summary>
internal sealed class McpCommand : HostCommand
{
    private readonly Option<int?> http = new("--http")
    {
        Description = "Serve over HTTP at this port of 127.0.0.1, 0 for a free one [default: standard input and output]",
        HelpName = "PORT",
    };

    private readonly Option<string?> models = new("--models")
    {
        Description = "Add a tool for each of these models, with the schema of its requests; globs separated by ';' or ','",
        HelpName = "GLOBS",
    };

    private readonly Option<decimal?> budget = CreateAmount(
        "--budget", "The maximum cost of all jobs until the server ends; without a budget, nothing is submitted");

    private readonly Option<decimal?> budgetPerDay = CreateAmount(
        "--budget-per-day", "The maximum cost of the jobs of a UTC day, also after a restart");

    private readonly Option<decimal?> maxCost = CreateAmount("--max-cost-per-job", "The maximum recorded price of one job");

    private readonly Option<decimal?> unknownPrice = CreateAmount(
        "--allow-unknown-price",
        "Submit requests whose price is unknown, and reserve this amount for each [default: refuse them]");

    private readonly Option<bool> approval = new("--require-approval")
    {
        Description = "Ask the user through the client before money is spent; refuse if the client cannot ask",
    };

    private readonly Option<string?> media = new("--media-root")
    {
        Description = "The folder whose files may be sent as media [default: only links are accepted]",
        HelpName = "FOLDER",
    };

    private readonly Option<string> output = new("--out", "-o")
    {
        Description = "The folder of the videos, and of the journal of what was spent unless a store is specified",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => ".",
    };

    private readonly DirectoryOption directory = new();
    private readonly StoreOption store = new();
    private readonly ServiceOptions service;

    public McpCommand(CommandHost host)
        : base(
            host, "mcp",
            "Gives an agent tools over the Model Context Protocol: it finds models, checks requests and generates videos within "
            + "budgets. Spends money only with a budget.")
    {
        Option[] options =
        [
            http, models, budget, budgetPerDay, maxCost, unknownPrice, approval, media, output, directory, store,
        ];
        foreach (var option in options)
        {
            Options.Add(option);
        }

        http.Limit(IPEndPoint.MinPort, IPEndPoint.MaxPort);
        service = new ServiceOptions(this, host);
        SetAction(RunAsync);
    }

    private static Option<decimal?> CreateAmount(string name, string description)
    {
        var option = new Option<decimal?>(name) { Description = description, HelpName = "AMOUNT" };
        option.Limit(0m);
        return option;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        foreach (var folder in new[] { result.GetValue(output), result.GetValue(media) }.OfType<string>())
        {
            if (!Directory.Exists(folder))
            {
                throw new CommandException(ExitCode.File, $"There is no folder {folder}.");
            }
        }

        // Read at the first request that needs it: an agent waits for the first answer.
        var catalog = new Lazy<Catalog>(() => directory.LoadValid(result));
        await using var shared = store.Open(result, Host);
        using var services = new AgentServices(
            ProvidersWithKey(result),
            (provider, configure) => service.Open(result, provider, configure),
            provider => (ISubmissionStore?)shared ?? OpenJournal(result, provider));
        using var tools = new VideoTools(services.All, CreateToolOptions(result, () => catalog.Value));
        var handlers = new ToolHandlers(() => SelectFunctions(result, tools), result.GetValue(approval));
        var pages = new PageHandlers(catalog);
        try
        {
            await ServeAsync(result.GetValue(http), handlers, pages, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Host.Error.WriteLineAsync("Stopped. Submitted jobs continue.");
        }

        return ExitCode.Ok;
    }

    private async Task ServeAsync(int? port, ToolHandlers tools, PageHandlers pages, CancellationToken cancellationToken)
    {
        if (port is null)
        {
            await AgentServer.RunAsync(Host.OpenInputBytes(), Host.OpenOutput(), tools, pages, cancellationToken);
            return;
        }

        await using var server = await AgentHttpServer.StartAsync(port.Value, tools, pages, cancellationToken);
        await Host.Output.WriteLineAsync(server.Address.ToString());
        await Host.Output.FlushAsync(cancellationToken);
        await Host.Error.WriteLineAsync("Press Ctrl+C to stop.");
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private VideoToolOptions CreateToolOptions(ParseResult result, Func<Catalog> loadCatalog) => new()
    {
        LoadCatalog = loadCatalog,
        Budget = result.GetValue(budget),
        BudgetPerDay = result.GetValue(budgetPerDay),
        MaxCostPerJob = result.GetValue(maxCost),
        UnknownPriceReserve = result.GetValue(unknownPrice),
        MediaFolder = result.GetValue(media),
        OutputFolder = result.GetValue(output)!,
        TimeProvider = Host.Clock,
    };

    private IReadOnlyList<VideoFunction> SelectFunctions(ParseResult result, VideoTools tools)
    {
        if (result.GetValue(models) is not { } globs)
        {
            return tools.Functions;
        }

        var filter = ModelFilter.Parse(globs);
        var typed = tools.CreateModelFunctions(model => filter.Includes(model, isUserFile: false));
        if (typed.Count == 0)
        {
            Host.Error.WriteLine(
                $"nanogpt: No model of a provider with a key matches --models {globs}: 'nanogpt models list' shows the models.");
        }

        return [.. tools.Functions, .. typed];
    }

    // Without any key, requests for the first provider can be checked.
    private IReadOnlyList<ProviderService> ProvidersWithKey(ParseResult result)
    {
        var all = ProviderService.Ids.Select(ProviderService.Of).ToList();
        var usable = all.FindAll(provider => service.HasKey(result, provider));
        return usable.Count > 0 ? usable : [all[0]];
    }

    // A journal has the submissions of one provider.
    private JournalSubmissionStore OpenJournal(ParseResult result, ProviderService provider) =>
        new(Path.Combine(result.GetValue(output)!, $"agent-{provider.Id}.jsonl"), provider.Id, Host.Clock);
}
