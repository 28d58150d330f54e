using NanoGpt.Cli.Service;
using NanoGpt.Evaluation;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>balance</c>, which shows the account balance.</summary>
internal sealed class BalanceCommand : HostCommand
{
    private readonly ServiceOptions service;

    public BalanceCommand(CommandHost host)
        : base(host, "balance", "Shows the account balance.")
    {
        service = new ServiceOptions(this, host);
        Options.Add(JsonOption);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var client = service.OpenNanoGpt(result);
        var balance = await client.GetBalanceAsync(cancellationToken);
        return Host.Write(
            result.GetValue(JsonOption),
            () => new JsonObject { ["usd"] = balance.Usd, ["nano"] = balance.Nano },
            () => new[] { (Amount: balance.Usd, Currency: "USD"), (Amount: balance.Nano, Currency: "XNO") }
                .Where(pair => pair.Amount is not null)
                .Select(pair => $"{Messages.Amount(pair.Amount!.Value)} {pair.Currency}"));
    }
}
