using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoGpt.Definitions;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Endpoints;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Venice;

/// <summary>Says what a request would cost, from what the price depends on; only to keys.</summary>
internal sealed class QuoteEndpoint(EmulatorOptions options, Access access, ProviderModels models)
{
    private readonly VeniceEndpointFilter door = new(options, access, takesWallets: false);

    public ValueTask<EmulatorResponse> HandleAsync(HttpContext context) => door.EnterAsync(context, (_, body) => Decide(body));

    private EmulatorResponse Decide(JsonObject body)
    {
        if (VeniceEndpointFilter.Text(body, "model") is not { } id)
        {
            return VeniceRefusal.Missing("model");
        }

        if (models.Find(id) is not { Status: not ModelStatus.Removed } model)
        {
            return VeniceRefusal.UnknownModel(id, models.Suggest(id));
        }

        // What is missing is no matter here; what is there must be readable.
        var request = WireRequest.Read(model, submissionKey: null, body);
        if (request.Malformed.Count > 0)
        {
            return VeniceRefusal.Details(new JsonObject(request.Malformed.Select(
                field => KeyValuePair.Create(field.Field, (JsonNode?)VeniceRefusal.Field(field.Message)))));
        }

        var reference = body["reference_video_total_duration"] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<decimal>(out var length) ? length : 0;
        return EmulatorResponse.Json(new JsonObject { ["quote"] = VeniceTariff.PriceOf(model, request.Values, request.Seconds(model), reference) });
    }
}
