namespace NanoGpt.Generator.Tests.Kit;

/// <summary>A provider with one field of each kind, so that a test shows all that it depends on.</summary>
internal static class SmallDirectory
{
    public const string Provider = /* lang=yaml */ """
        id: nanogpt
        title: NanoGPT
        base_url: https://nano-gpt.com/api
        submission_id: conversationUUID
        limits: { upload_bytes: 4000000 }
        sources:
          docs-2026-01: { title: The documentation, date: "2026-01" }
          prices-2026-02: { title: A recorded price list, date: "2026-02" }
        """;

    public const string Fields = /* lang=yaml */ """
        prompt:       { type: string, summary: What the video shows., max_length: 2000 }
        script:       { type: string }
        caption:      { type: string, references: { "@Shot": shots, "@Reference": references, "@Clip": video } }
        resolution:   { type: enum, prefix: R, summary: Size of the picture. }
        look:         { type: enum, open: true }
        styles:       { type: enum, list: { max: 3 } }
        duration:     { type: seconds, summary: Length of the video. }
        start_at:     { type: seconds, form: number }
        pro_mode:     { type: boolean }
        frames:       { type: integer, aliases: [num_frames] }
        guidance:     { type: number, wire: guidanceScale }
        seed:         { type: seed }
        quality:      { type: string }
        image:        { type: image, wire: { url: imageUrl, data: imageDataUrl, attachment: imageAttachmentId } }
        references:   { type: image, wire: referenceImages, accepts: [url, data], list: { min: 1, max: 4 } }
        audio:        { type: audio, wire: audioUrl, accepts: [url], max_seconds: 60 }
        video:        { type: video, wire: { url: videoUrl, data: videoDataUrl }, max_bytes: 1000000 }
        tags:         { type: string, list: { max: 5 } }
        counts:       { type: integer, list: { } }
        extra:        { type: object }
        camera:
          type: object
          fields:
            pan:  { type: number, min: -1, max: 1 }
            zoom: { type: enum, values: [in, out] }
        shots:
          type: object
          list: { min: 1, max: 3 }
          fields:
            text:   { type: string, required: true }
            length: { type: seconds, values: [2, 4] }
        """;

    /// <summary>The least that a model can say.</summary>
    public const string Minimal = /* lang=yaml */ """
        id: minimal
        title: Minimal
        summary: The least that a model can say.
        modes: [text-to-video]
        inputs:
          prompt: { required: true }
        sources: [docs-2026-01]
        """;

    /// <summary>A field of each kind.</summary>
    public const string Everything = /* lang=yaml */ """
        id: everything-2.0
        title: Everything 2.0
        summary: One field of each kind.
        modes: [text-to-video, image-to-video]
        inputs:
          prompt:     { required: true, min_length: 3 }
          resolution: { values: ["720p", "1080p"], disputed: ["1080p"], default: "720p", cost: true }
          look:       { values: [plain, "film noir"] }
          styles:     { values: [calm, wild] }
          duration:   { values: [5, 10], suffix: s, required: true, cost: true }
          start_at:   { min: 0, max: 60, step: 5 }
          pro_mode:   { default: false }
          frames:     { values: [81, 100] }
          guidance:   { above: 0, max: 20 }
          seed:
          quality:    { fixed: best, send: true }
          extra:
          tags:
          counts:
          camera:
          shots:
          caption:
        outputs: 2
        sources: [docs-2026-01, prices-2026-02]
        disputes:
          - about: resolution
            claims: { docs-2026-01: 720p only, prices-2026-02: 720p and 1080p }
            resolved: Both are offered.
        notes:
          - The second video is a variant of the first.
        """;

    /// <summary>Images, sounds and videos.</summary>
    public const string Media = /* lang=yaml */ """
        id: media
        title: Media
        summary: Everything that is sent as a file or a link.
        modes: [lipsync]
        inputs:
          image:      { required: true }
          references:
          audio:
          video:      { max_seconds: 30 }
          caption:
        sources: [docs-2026-01]
        """;

    /// <summary>All kinds of rules, and prices with conditions.</summary>
    public const string RulesAndPrices = /* lang=yaml */ """
        id: priced
        title: Priced
        summary: Rules of each kind, and prices with conditions.
        modes: [text-to-video]
        inputs:
          prompt:
          script:
          resolution: { values: ["720p", "1080p"], cost: true }
          duration:   { values: [5, 10], default: 5, cost: true }
          pro_mode:   { default: false, cost: true }
          frames:     { min: 1, max: 200 }
          image:
          audio:
        rules:
          - id: large-needs-pro
            when:    { resolution: "1080p" }
            require: { pro_mode: true }
            because: 1080p is rendered only in pro mode.
          - id: no-long-frames
            when:    { duration: [10] , frames: { above: 81 } }
            forbid:  { pro_mode: true }
            because: Long videos have fewer frames.
            severity: warning
          - id: words
            require_any: [prompt, script]
            because: The service needs words.
          - id: one-medium
            at_most_one: [image, audio]
            because: Only one medium leads.
        pricing:
          currency: USD
          as_of: "2026-02-01"
          per_second:
            pro_mode:
              "false": 0.1
              "true": { resolution: { "720p": 0.3, "1080p": 0.5 } }
          sources: [prices-2026-02]
        sources: [docs-2026-01]
        """;

    /// <summary>A model that something replaces.</summary>
    public const string Deprecated = /* lang=yaml */ """
        id: old
        title: Old
        summary: Replaced by minimal.
        status: deprecated
        since: "2026-01-01"
        successor: minimal
        modes: [text-to-video]
        inputs:
          prompt:     { required: true }
          resolution: { values: ["720p"] }
        sources: [docs-2026-01]
        """;

    /// <summary>A model that is gone.</summary>
    public const string Removed = /* lang=yaml */ """
        id: gone
        title: Gone
        summary: No longer served.
        status: removed
        successor: minimal
        modes: [text-to-video]
        sources: [docs-2026-01]
        """;

    /// <summary>A model that is gone, and whose inputs are known.</summary>
    public const string RemovedWithInputs = /* lang=yaml */ """
        id: lost
        title: Lost
        summary: No longer served.
        status: removed
        since: "2026-01-01"
        successor: minimal
        modes: [text-to-video]
        inputs:
          prompt:     { required: true }
          resolution: { values: ["720p"] }
        sources: [docs-2026-01]
        """;

    /// <summary>A model with a warning: no request meets its rule's condition.</summary>
    public const string Warned = /* lang=yaml */ """
        id: warned
        title: Warned
        summary: A model with a warning.
        modes: [text-to-video]
        inputs:
          prompt: { required: true }
          frames: { min: 1, max: 10 }
        rules:
          - id: never
            when:    { prompt: unset }
            require: { frames: set }
            because: It never applies.
        sources: [docs-2026-01]
        """;

    /// <summary>Texts that try to be code.</summary>
    public const string Hostile = /* lang=yaml */ """
        id: hostile
        title: "\"); } class Evil { string s = (\""
        summary: "*/ </summary> ]]> <![CDATA[ & \n#error pwned"
        modes: [text-to-video]
        inputs:
          prompt:     { required: true, summary: "\\\" {0} $\"{x}\" \n#error" }
          resolution: { values: ["7=2|0\\p"], members: { "7=2|0\\p": Odd }, default: "7=2|0\\p" }
          look:       { values: ["it's"], members: { "it's": Its } }
        rules:
          - id: quoted
            when:    { look: "it's" }
            require: { prompt: "a 'b' \\\"); //" }
            because: "\\u0022); /* é — 音"
        sources: [docs-2026-01]
        notes:
          - "\uFFFD emoji \U0001F600 and a lone \\uD800"
          - "\"\"\""
        """;

    /// <summary>A model with the same text wherever a model's file takes any text.</summary>
    public static string WithTexts(string text)
    {
        var quoted = "\"" + string.Concat(text.Select(c => $"\\u{(int)c:X4}")) + "\"";
        return /* lang=yaml */ $$"""
            id: texts
            title: {{quoted}}
            summary: {{quoted}}
            modes: [text-to-video]
            inputs:
              prompt:     { required: true, summary: {{quoted}} }
              resolution: { values: [{{quoted}}], members: { {{quoted}}: Only }, default: {{quoted}}, summary: {{quoted}} }
              look:       { values: [{{quoted}}], members: { {{quoted}}: Only } }
              styles:     { values: [{{quoted}}], members: { {{quoted}}: Only } }
              script:     { default: {{quoted}} }
              quality:    { fixed: {{quoted}}, send: true }
            rules:
              - id: texts
                when:    { look: {{quoted}} }
                require: { script: {{quoted}} }
                because: {{quoted}}
                severity: warning
            pricing:
              currency: USD
              as_of: "2026-02-01"
              note: {{quoted}}
              per_video: { look: { {{quoted}}: 1 } }
              sources: [prices-2026-02]
            sources: [docs-2026-01]
            disputes:
              - about: {{quoted}}
                claims: { docs-2026-01: {{quoted}}, prices-2026-02: {{quoted}} }
                resolved: {{quoted}}
            notes: [{{quoted}}]
            """;
    }
}
