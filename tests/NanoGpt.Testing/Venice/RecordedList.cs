using System.Globalization;
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
    public static JsonObject Entry(RecordedModel model)
    {
        var constraints = new JsonObject
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
            ["per_reference_audio"] = model.Facts.Contains("per-reference-audio"),
        };
        Number("prompt_character_limit", model.PromptLimit?.ToString(CultureInfo.InvariantCulture));
        Number("reference_image_min_short_side_pixels", Fact("side="));
        Number("reference_image_min_aspect_ratio", Fact("min="));
        Number("reference_image_max_aspect_ratio", Fact("max="));
        var spec = new JsonObject { ["name"] = model.Name, ["privacy"] = model.Facts[0], ["traits"] = new JsonArray() };
        if (model.Facts.Contains("uncensored"))
        {
            spec["uncensored"] = true;
        }

        if (model.DeprecatedSince is { } day)
        {
            spec["deprecation"] = new JsonObject
            {
                ["date"] = day + "T00:00:00.000Z", ["removesAt"] = day + "T00:00:00.000Z", ["autoRemap"] = false,
            };
        }

        spec["constraints"] = constraints;
        return new JsonObject { ["id"] = model.Id, ["type"] = "video", ["created"] = 1785801600, ["model_spec"] = spec };

        string? Fact(string prefix) =>
            model.Facts.FirstOrDefault(fact => fact.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];

        void Number(string key, string? text)
        {
            if (text is not null)
            {
                constraints[key] = JsonValue.Create(decimal.Parse(text, CultureInfo.InvariantCulture));
            }
        }
    }

    private static JsonArray Texts(IReadOnlyList<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
