using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Limits;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Venice;

/// <summary>What every call of Venice's must pass before anybody looks at what it wants: who asks, how often, and a readable body.</summary>
internal sealed class VeniceEndpointFilter(EmulatorOptions options, Access access, int? perMinute = null, bool takesWallets = true)
{
    private readonly RateLimit limit = new(perMinute, options.TimeProvider);

    /// <summary>The refusal, or what is decided about the caller's account and body.</summary>
    public async ValueTask<EmulatorResponse> EnterAsync(HttpContext context, Func<string, JsonObject, EmulatorResponse> decide)
    {
        var account = access.OfVenice(context);
        if (account.Length == 0 || (account == Access.Wallet && !takesWallets))
        {
            return VeniceRefusal.NoKey();
        }

        if (limit.Take(account) is { } wait)
        {
            return VeniceRefusal.TooOften(options.TimeProvider.GetUtcNow() + wait);
        }

        var (body, unreadable) = await RequestBody.ReadAsync(context, options.MaxBodyBytes);
        return unreadable is null ? decide(account, body!) : VeniceRefusal.OfUnreadable(unreadable);
    }

    /// <summary>The answer with what is left, which Venice tells wallets only.</summary>
    public static EmulatorResponse WithBalance(EmulatorResponse answer, string account, JobStore book) => account == Access.Wallet
        ? answer with
        {
            Headers = new Dictionary<string, string>(answer.Headers)
            {
                ["X-Balance-Remaining"] = book.Balance(account).ToString("0.000000", System.Globalization.CultureInfo.InvariantCulture),
            },
        }
        : answer;

    public static string? Text(JsonObject body, string name) =>
        body[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
