using NanoGpt.Cli.Service;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>balance</c>, which shows the account balance.</summary>
internal sealed class BalanceCommand : Command
{
    private readonly CommandHost host;
    private readonly ServiceOptions service;
    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object" };

    public BalanceCommand(CommandHost host)
        : base("balance", "Shows the account balance.")
    {
        this.host = host;
        service = new ServiceOptions(this, host);
        Options.Add(json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var client = service.Open(result);
        var balance = await client.GetBalanceAsync(cancellationToken);
        return host.Write(
            result.GetValue(json),
            () => new JsonObject { ["usd"] = balance.Usd, ["nano"] = balance.Nano },
            () => new[] { (Amount: balance.Usd, Currency: "USD"), (Amount: balance.Nano, Currency: "XNO") }
                .Where(pair => pair.Amount is not null)
                .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Amount:0.######} {pair.Currency}")));
    }
}
