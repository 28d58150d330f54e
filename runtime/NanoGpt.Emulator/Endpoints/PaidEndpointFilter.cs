using NanoGpt.Emulator.Limits;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Endpoints;

internal sealed class PaidEndpointFilter(EmulatorOptions options, Access access, int? perMinute)
{
    private readonly RateLimit limit = new(perMinute, options.TimeProvider);

    public async ValueTask<EmulatorResponse> HandleAsync(HttpContext context, Func<string, JsonObject, EmulatorResponse> handle)
    {
        var (key, error) = access.Authenticate(context);
        if (error is not null)
        {
            return error;
        }

        if (limit.Take(key) is { } wait)
        {
            return ErrorResponses.RateLimited(wait);
        }

        var (body, bodyError) = await RequestBody.ReadAsync(context, options.MaxBodyBytes);
        return bodyError ?? handle(key, body!);
    }
}
