using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Endpoints;

internal sealed class BalanceEndpoint(Access access, JobStore store)
{
    public ValueTask<EmulatorResponse> HandleAsync(HttpContext context)
    {
        var (key, error) = access.Authenticate(context);
        return new(error ?? EmulatorResponse.Json(new JsonObject
        {
            ["usd_balance"] = store.Balance(key).ToString("0.00000000", CultureInfo.InvariantCulture),
            ["nano_balance"] = "0.00000000",
            ["nanoDepositAddress"] = "nano_emulator_takes_no_deposits",
        }));
    }
}
