using NanoGpt.Cli.Service;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>store migrate</c>, which creates or updates the tables of a shared store.</summary>
internal sealed class StoreMigrateCommand : HostCommand
{
    private readonly StoreOption store = new();

    public StoreMigrateCommand(CommandHost host)
        : base(host, "migrate", "Creates the tables of a shared store in PostgreSQL, or updates them.")
    {
        Options.Add(store);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        await using var opened = store.Open(result, Host)
            ?? throw new CommandException(
                ExitCode.Usage, "The database is missing: use --store 'Host=localhost;Database=videos'.");
        var (from, to) = await opened.MigrateAsync(cancellationToken);
        await Host.Output.WriteLineAsync(
            from == to ? $"The store has version {to} already." : $"The store has version {to} now.");
        return ExitCode.Ok;
    }
}
