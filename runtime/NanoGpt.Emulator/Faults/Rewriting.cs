using System.Text.Json;
using System.Text.Json.Nodes;
using NanoGpt.Emulator.Responses;

namespace NanoGpt.Emulator.Faults;

/// <summary>Faults that change a good answer.</summary>
internal static class Rewriting
{
    /// <summary>Changes the bytes of an answer that says yes and has a body.</summary>
    public static Func<FaultScene, EmulatorResponse, EmulatorResponse> Answer(Func<EmulatorResponse, EmulatorResponse> change) =>
        (_, answer) => answer.Status is >= 200 and < 300 && !answer.Body.IsEmpty ? change(answer) : answer;

    /// <summary>Changes the JSON of an answer that says yes.</summary>
    public static Func<FaultScene, EmulatorResponse, EmulatorResponse> Json(Action<JsonObject> change) => Json((_, json) => change(json));

    /// <summary>Changes the JSON of an answer that says yes, knowing the call.</summary>
    public static Func<FaultScene, EmulatorResponse, EmulatorResponse> Json(Action<FaultScene, JsonObject> change) => (scene, answer) =>
    {
        if (answer.Status is < 200 or >= 300 || Parse(answer) is not { } json)
        {
            return answer;
        }

        var before = json.ToJsonString();
        change(scene, json);
        return json.ToJsonString() == before ? answer : EmulatorResponse.Json(json, answer.Status) with { Headers = answer.Headers };
    };

    /// <summary>Changes the JSON text of an answer that says yes: for what is no longer JSON.</summary>
    public static Func<FaultScene, EmulatorResponse, EmulatorResponse> Text(Func<string, string> change) =>
        Answer(answer => answer with { Body = System.Text.Encoding.UTF8.GetBytes(change(System.Text.Encoding.UTF8.GetString(answer.Body.Span))) });

    private static JsonObject? Parse(EmulatorResponse answer)
    {
        try
        {
            return JsonNode.Parse(answer.Body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
