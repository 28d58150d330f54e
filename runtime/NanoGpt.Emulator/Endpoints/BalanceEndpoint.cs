using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Endpoints;

/// <summary>Says what the caller can still spend, as text, as the service does.</summary>
internal sealed class BalanceEndpoint(Access access, JobStore book)
{
    public ValueTask<EmulatorResponse> HandleAsync(HttpContext context)
    {
        var (key, refusal) = access.Of(context);
        return new(refusal ?? EmulatorResponse.Json(new JsonObject
        {
            ["usd_balance"] = book.Balance(key).ToString("0.00000000", CultureInfo.InvariantCulture),
            ["nano_balance"] = "0.00000000",
            ["nanoDepositAddress"] = "nano_emulator_takes_no_deposits",
        }));
    }
}
