using System.Text.Json.Nodes;

namespace NanoGpt.Testing.Venice;

/// <summary>The recorded list in the shape of Venice's <c>GET /models?type=video</c>.</summary>
public static class RecordedList
{
    /// <summary>Returns the recorded list as the service would send it.</summary>
    public static JsonObject Read() => new()
    {
        ["object"] = "list",
        ["type"] = "video",
        ["data"] = new JsonArray([.. RecordedModel.Read().Select(Entry)]),
    };

    /// <summary>Returns one model as the service would list it.</summary>
    public static JsonObject Entry(RecordedModel model) => new()
    {
        ["id"] = model.Id,
        ["type"] = "video",
        ["model_spec"] = new JsonObject
        {
            ["name"] = model.Id,
            ["deprecation"] = model.DeprecatedSince is { } day ? new JsonObject { ["date"] = day + "T00:00:00.000Z" } : null,
            ["constraints"] = new JsonObject
            {
                ["model_type"] = model.Kind switch
                {
                    "text" => "text-to-video",
                    "video" or "upscale" => "video",
                    _ => "image-to-video",
                },
                ["durations"] = Texts(model.Durations),
                ["aspect_ratios"] = Texts(model.Ratios),
                ["resolutions"] = Texts(model.Sizes),
                ["audio"] = model.Sound is not null,
                ["audio_configurable"] = model.Sound == "switch",
                ["audio_input"] = model.Takes.Contains("audio"),
                ["video_input"] = model.Takes.Contains("video"),
                ["prompt_character_limit"] = model.PromptLimit,
            },
        },
    };

    private static JsonArray Texts(IReadOnlyList<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
