namespace NanoGpt.Emulator.Faults;

/// <summary>Creates functions that change a successful response.</summary>
internal static class Rewriting
{
    public static Func<FaultScene, EmulatorResponse, EmulatorResponse> Response(
        Func<EmulatorResponse, EmulatorResponse> change) =>
        (_, response) => response.Status is >= 200 and < 300 && !response.Body.IsEmpty ? change(response) : response;

    public static Func<FaultScene, EmulatorResponse, EmulatorResponse> Json(Action<JsonObject> change) =>
        Json((_, json) => change(json));

    public static Func<FaultScene, EmulatorResponse, EmulatorResponse> Json(Action<FaultScene, JsonObject> change) =>
        (scene, response) =>
    {
        if (response.Status is < 200 or >= 300 || Parse(response) is not { } json)
        {
            return response;
        }

        var before = json.ToJsonString();
        change(scene, json);
        return json.ToJsonString() == before
            ? response
            : EmulatorResponse.Json(json, response.Status) with { Headers = response.Headers };
    };

    /// <summary>Changes the text of the JSON; the result may be invalid JSON.</summary>
    public static Func<FaultScene, EmulatorResponse, EmulatorResponse> Text(Func<string, string> change) =>
        Response(response =>
            response with { Body = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(response.Body.Span))) });

    /// <summary>Adds an entry at the start of the JSON object, which may contain the key already.</summary>
    public static Func<FaultScene, EmulatorResponse, EmulatorResponse> Entry(string entry) =>
        Text(json => json.StartsWith('{') ? string.Concat("{", entry, ",", json.AsSpan(1)) : json);

    private static JsonObject? Parse(EmulatorResponse response)
    {
        try
        {
            return JsonNode.Parse(response.Body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
