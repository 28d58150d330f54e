using NanoGpt.Emulator.Endpoints;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Limits;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Venice;

internal sealed class VeniceEndpointFilter(
    EmulatorOptions options, Access access, int? perMinute = null, bool acceptsWallets = true)
{
    private readonly RateLimit limit = new(perMinute, options.TimeProvider);

    public async ValueTask<EmulatorResponse> HandleAsync(HttpContext context, Func<string, JsonObject, EmulatorResponse> handle)
    {
        var account = access.AuthenticateVenice(context);
        if (account.Length == 0 || (account == Access.Wallet && !acceptsWallets))
        {
            return VeniceErrorResponses.MissingKey();
        }

        if (limit.Take(account) is { } wait)
        {
            return VeniceErrorResponses.RateLimited(options.TimeProvider.GetUtcNow() + wait);
        }

        var (body, error) = await RequestBody.ReadAsync(context, options.MaxBodyBytes);
        return error is null ? handle(account, body!) : VeniceErrorResponses.FromUnreadableBody(error);
    }

    /// <summary>Adds the remaining balance, which Venice returns only for wallets.</summary>
    public static EmulatorResponse WithBalance(EmulatorResponse response, string account, JobStore store) =>
        account == Access.Wallet
        ? response.WithHeader("X-Balance-Remaining", store.Balance(account).ToString("0.000000", CultureInfo.InvariantCulture))
        : response;

    public static (ModelDefinition? Model, EmulatorResponse? Error) FindModel(ProviderModels models, JsonObject body) =>
        RequestBody.GetText(body, "model") is not { } id ? (null, VeniceErrorResponses.MissingParameter("model"))
        : models.Find(id) is { Status: not ModelStatus.Removed } model ? (model, null)
        : (null, VeniceErrorResponses.UnknownModel(id, models.Suggest(id)));
}
