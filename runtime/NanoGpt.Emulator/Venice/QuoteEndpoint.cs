using NanoGpt.Emulator.Endpoints;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Venice;

internal sealed class QuoteEndpoint(EmulatorOptions options, Access access, ProviderModels models)
{
    private readonly VeniceEndpointFilter filter = new(options, access, acceptsWallets: false);

    public ValueTask<EmulatorResponse> HandleAsync(HttpContext context) => filter.HandleAsync(context, (_, body) => Decide(body));

    private EmulatorResponse Decide(JsonObject body)
    {
        var (model, error) = VeniceEndpointFilter.FindModel(models, body);
        if (model is null)
        {
            return error!;
        }

        // Fields may be missing, but those that are present must be valid.
        var request = WireRequest.Read(model, submissionKey: null, body);
        if (request.Malformed.Count > 0)
        {
            return VeniceErrorResponses.Details(new JsonObject(request.Malformed.Select(
                field => KeyValuePair.Create(field.Field, (JsonNode?)VeniceErrorResponses.Field(field.Message)))));
        }

        var price = RequestChecker.EstimatePrice(model, request.Values)?.Maximum ?? 0;
        return EmulatorResponse.Json(new JsonObject { ["quote"] = price });
    }
}
