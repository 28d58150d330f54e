using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Limits;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Endpoints;

/// <summary>What every paid call must pass before anybody looks at what it wants: its key, the limit a minute, and a readable body.</summary>
internal sealed class PaidEndpointFilter(EmulatorOptions options, Access access, int? perMinute)
{
    private readonly RateLimit limit = new(perMinute, options.TimeProvider);

    /// <summary>The refusal, or what is decided about the caller's key and body.</summary>
    public async ValueTask<EmulatorResponse> EnterAsync(HttpContext context, Func<string, JsonObject, EmulatorResponse> decide)
    {
        var (key, refusal) = access.Of(context);
        if (refusal is not null)
        {
            return refusal;
        }

        if (limit.Take(key) is { } wait)
        {
            return Refusal.TooOften(wait);
        }

        var (body, unreadable) = await RequestBody.ReadAsync(context, options.MaxBodyBytes);
        return unreadable ?? decide(key, body!);
    }
}
