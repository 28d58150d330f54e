using NanoGpt.Catalogs.Requests;
using NanoGpt.Cli.Requests;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>estimate</c>, which estimates the cost of a request from recorded prices, offline.</summary>
internal sealed class EstimateCommand : HostCommand
{
    private readonly RequestArguments request;

    public EstimateCommand(CommandHost host)
        : base(host, "estimate", "Estimates the cost of a request from recorded prices. Does not send anything.")
    {
        request = new RequestArguments(this, host);
        Options.Add(JsonOption);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (await request.PrepareAsync(result, cancellationToken) is not { } prepared)
        {
            return ExitCode.Invalid;
        }

        return Host.Write(
            result.GetValue(JsonOption),
            () => new JsonObject
            {
                ["model"] = prepared.Model.Id,
                ["price"] = prepared.Price is { } exact && exact.Minimum == exact.Maximum ? exact.Maximum : null,
                ["minimum"] = prepared.Price?.Minimum,
                ["maximum"] = prepared.Price?.Maximum,
                ["currency"] = prepared.Price?.Maximum is null ? null : prepared.Model.Price!.Currency,
                ["asOf"] = prepared.Model.Price?.AsOf,
            },
            () => [CostView.Line(prepared)]);
    }
}
