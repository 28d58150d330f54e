namespace NanoGpt.Cli.Tests.Sync;

/// <summary>A small directory, and lists in the shape that the service answers with.</summary>
internal static class Lists
{
    public const string Alpha = """
        # yaml-language-server: $schema=../../json/model.schema.json
        # Alpha was the first.
        id: alpha
        title: Alpha
        summary: Text-to-video, for tests.
        modes: [text-to-video]   # and nothing else
        inputs:
          prompt:     { required: true }
          pro_mode:   { default: false, cost: true }
          resolution: { values: ["720p", '1080p'], default: "720p", cost: true }  # sharp enough
          duration:
            # in whole seconds
            values: [5, 10]
            default: 5
            cost: true
          seed:
        rules:
          - id: wide-needs-pro   # written by hand
            when:    { resolution: "1080p" }
            require: { pro_mode: true }
            because: 1080p is rendered only in pro mode.
        pricing:
          currency: USD
          as_of: "2026-01-01"
          per_second:            # in pro mode three times as much
            pro_mode:
              "false": { resolution: { "720p": 0.10 } }
              "true":  { resolution: { "720p": 0.30, "1080p": 0.50 } }   # dear
          sources: [models-2026-01-01]
        sources: [a, models-2026-01-01]
        notes:
          - Somebody wrote this by hand.
        """;

    public const string Beta = """
        id: beta
        title: Beta
        summary: Image-to-video, for tests.
        modes: [image-to-video]
        inputs:
          image: { required: true }
          prompt:
          duration: { values: [6] }
        pricing: { currency: USD, as_of: "2026-01-01", per_video: 0.50, sources: [models-2026-01-01] }  # flat
        sources: [models-2026-01-01]
        """;

    public const string Gamma = """
        # Gamma, which has a long name.
        id: gamma-studio-25
        title: Gamma 2.5
        summary: Text-to-video, for tests.
        modes: [text-to-video]
        inputs:
          prompt:       { required: true }
          aspect_ratio: { values: ["16:9", "9:16"], default: "16:9" }
          duration:     { values: [5, 10], default: 5 }
        rules:
          - id: tall-is-short
            when:   { aspect_ratio: "9:16" }
            forbid: { duration: 10 }
            because: Tall videos are short.   # found out the hard way
        sources: [models-2026-01-01]
        """;

    public static readonly (string Id, string Text)[] Models = [("alpha", Alpha), ("beta", Beta), ("gamma-studio-25", Gamma)];

    public const string AlphaEntry = """
        {
          "id": "alpha", "object": "model", "name": "Alpha", "owned_by": "makers",
          "pricing": { "currency": "USD", "standard_prices_per_second": { "720p": 0.1 }, "pro_prices_per_second": { "720p": 0.3, "1080p": 0.5 }, "default_duration": 5 },
          "capabilities": { "text_to_video": true, "image_to_video": false },
          "supported_parameters": { "parameters": {
            "pro_mode": { "type": "switch", "label": "Pro", "default": false },
            "resolution": { "type": "select", "label": "Resolution", "default": "720p", "options": [ { "value": "720p", "label": "720p" }, { "value": "1080p", "label": "1080p" } ] },
            "duration": { "type": "select", "label": "Duration", "default": "5", "options": [ { "value": "5", "label": "5 s" }, { "value": "10", "label": "10 s" } ] },
            "seed": { "type": "integer", "label": "Seed" }
          }, "defaults": { "pro_mode": false, "resolution": "720p", "duration": "5" } }
        }
        """;

    public const string BetaEntry = """
        {
          "id": "beta", "object": "model", "name": "Beta",
          "pricing": { "currency": "USD", "per_video": 0.5, "fixed_duration_seconds": 6 },
          "capabilities": { "text_to_video": false, "image_to_video": true },
          "supported_parameters": { "parameters": { "duration": { "type": "select", "options": [ { "value": "6" } ] } }, "defaults": {} }
        }
        """;

    public const string GammaEntry = """
        {
          "id": "gamma-studio-25", "object": "model", "name": "Gamma 2.5",
          "capabilities": { "text_to_video": true },
          "supported_parameters": { "parameters": {
            "aspect_ratio": { "type": "select", "default": "16:9", "options": [ { "value": "16:9" }, { "value": "9:16" } ] },
            "duration": { "type": "select", "default": "5", "options": [ { "value": "5" }, { "value": "10" } ] }
          } }
        }
        """;

    /// <summary>The list that says what the directory says.</summary>
    public static string Same => Of(AlphaEntry, BetaEntry, GammaEntry);

    /// <summary>A new model, a removed one, a renamed one, a widened enum and a changed price.</summary>
    public static string Moved => Of(
        AlphaEntry.Replace("""{ "value": "1080p", "label": "1080p" } ]""", """{ "value": "1080p", "label": "1080p" }, { "value": "4k", "label": "4K" } ]""", StringComparison.Ordinal)
            .Replace("\"720p\": 0.3,", "\"720p\": 0.35,", StringComparison.Ordinal),
        GammaEntry.Replace("gamma-studio-25", "gamma-25", StringComparison.Ordinal),
        Delta);

    public const string Delta = """
        {
          "id": "makers/delta-1.5", "object": "model", "name": "Delta: the \"fifth\"", "owned_by": "makers",
          "description": "The best model in the world!",
          "pricing": { "currency": "USD", "per_second_by_resolution": { "480p": 0.05, "720p": 0.1 }, "default_duration": 5, "default_resolution": "720p" },
          "capabilities": { "text_to_video": true, "image_to_video": true, "audio_input": true },
          "supported_parameters": { "parameters": {
            "resolution": { "type": "select", "label": "Resolution", "default": "720p", "options": [ { "value": "480p" }, { "value": "720p" } ] },
            "duration": { "type": "select", "label": "Duration", "default": "5s", "options": [ { "value": "5s" }, { "value": "8s" } ] },
            "cameraMotion": { "type": "select", "label": "Camera movement", "default": "push-in", "options": [ { "value": "push-in" }, { "value": "360" }, { "value": "+" } ] },
            "camera_path": { "type": "string", "label": "Path", "default": "", "placeholder": "[]", "showWhen": { "cameraMotion": "360" } },
            "steps": { "type": "integer", "label": "Steps", "min": 1, "max": 50, "default": 20 },
            "strength": { "type": "number", "label": "Strength", "min": 0, "max": 1, "step": 0.1, "default": 0.5 },
            "num_frames": { "type": "number", "default": 81, "options": [ { "value": "81" }, { "value": "100" } ] },
            "notes": { "type": "text", "label": "Notes" },
            "generate_audio": { "type": "boolean", "label": "Sound", "default": true },
            "wizard": { "type": "hologram", "label": "?" }
          } },
          "icon_url": "/x.png", "sparkle": 5
        }
        """;

    public static string Of(params string[] entries) => $$"""{ "object": "list", "data": [ {{string.Join(",\n", entries)}} ] }""";
}
