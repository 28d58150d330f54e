using NanoGpt.Cli.Requests;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>estimate</c>, which estimates the cost of a request from recorded prices, offline.</summary>
internal sealed class EstimateCommand : Command
{
    private readonly CommandHost host;
    private readonly RequestArguments request;
    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object" };

    public EstimateCommand(CommandHost host)
        : base("estimate", "Estimates the cost of a request from recorded prices. Does not send anything.")
    {
        this.host = host;
        request = new RequestArguments(this, host);
        Options.Add(json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (await request.PrepareAsync(result, cancellationToken) is not { } prepared)
        {
            return ExitCode.Invalid;
        }

        return host.Write(
            result.GetValue(json),
            () => new JsonObject
            {
                ["model"] = prepared.Model.Id,
                ["price"] = prepared.Price,
                ["currency"] = prepared.Price is null ? null : prepared.Model.Price!.Currency,
                ["asOf"] = prepared.Model.Price?.AsOf,
            },
            () => [CostView.Line(prepared)]);
    }
}
