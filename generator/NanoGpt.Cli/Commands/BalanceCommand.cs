using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NanoGpt.Cli.Output;
using NanoGpt.Cli.Service;
using NanoGpt.Directories.Export;

namespace NanoGpt.Cli.Commands;

/// <summary><c>balance</c>: what the account can spend.</summary>
internal sealed class BalanceCommand : Command
{
    private readonly CommandHost host;
    private readonly ServiceOptions service;
    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object" };

    public BalanceCommand(CommandHost host)
        : base("balance", "Says what the account can spend.")
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
        if (result.GetValue(json))
        {
            host.Output.Write(JsonOutput.Text(new JsonObject { ["usd"] = balance.Usd, ["nano"] = balance.Nano }));
            return ExitCode.Ok;
        }

        Line(balance.Usd, "USD");
        Line(balance.Nano, "XNO");
        return ExitCode.Ok;

        void Line(decimal? amount, string currency)
        {
            if (amount is { } number)
            {
                host.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number:0.######} {currency}"));
            }
        }
    }
}
