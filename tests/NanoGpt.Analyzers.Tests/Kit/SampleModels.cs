using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace NanoGpt.Analyzers.Tests.Kit;

/// <summary>The request types that tests use, as the generator makes them of YAML.</summary>
internal static class SampleModels
{
    private const string Fields = """
        prompt:      { type: string, references: { "@Element": elements, "@Image": images, "@Clip": clip } }
        words_to_say: { type: string, name: Prompt }
        script:      { type: string }
        tag:         { type: string }
        style:       { type: string }
        image:       { type: image, wire: { url: imageUrl, data: imageDataUrl, attachment: imageAttachmentId } }
        last_frame:  { type: image, accepts: [url] }
        video:       { type: video, accepts: [url] }
        audio:       { type: audio, accepts: [data] }
        references:  { type: image, accepts: [url], list: { min: 1, max: 2 } }
        elements:    { type: object, list: { }, fields: { front: { type: image } } }
        images:      { type: image, list: { } }
        clip:        { type: video }
        words:       { type: string, list: { max: 3 }, min_length: 1, max_length: 5 }
        counts:      { type: integer, list: { }, min: 1, max: 9 }
        pro_mode:    { type: boolean }
        loop:        { type: boolean }
        gone:        { type: boolean }
        resolution:  { type: enum, prefix: R }
        orientation: { type: enum }
        quality:     { type: enum }
        duration:    { type: seconds }
        length:      { type: seconds }
        fps:         { type: integer }
        frames:      { type: integer }
        shift:       { type: integer }
        strength:    { type: number }
        tiny:        { type: number }
        seed:        { type: seed }
        options:     { type: object, fields: { level: { type: integer, min: 1, max: 5 }, name: { type: string, required: true } } }
        """;

    private static readonly (string Path, string Text)[] Files =
    [
        ("nanogpt/provider.yaml", Provider("nanogpt", "")),
        ("nanogpt/fields.yaml", Fields),
        ("nanogpt/models/sora-2.yaml", """
            id: sora-2
            title: Sora 2
            summary: The model of most tests.
            modes: [text-to-video, image-to-video]
            inputs:
              words_to_say: { required: true }
              image:
              pro_mode:    { default: false, cost: true }
              resolution:  { values: ["720p", "1792x1024"], cost: true }
              orientation: { values: [landscape, portrait], disputed: [portrait] }
              duration:    { values: [4, 8, 12], default: 4, cost: true }
            rules:
              - id: wide-needs-pro
                when:    { resolution: "1792x1024" }
                require: { pro_mode: true }
                because: 1792x1024 is rendered only in pro mode.
            pricing:
              currency: USD
              as_of: "2026-08-24"
              per_second:
                pro_mode:
                  "false": { resolution: { "720p": 0.1 } }
                  "true":  { resolution: { "720p": 0.3, "1792x1024": 0.5 } }
              sources: [docs-2026-01]
            sources: [docs-2026-01]
            """),
        ("nanogpt/models/every-2.yaml", """
            id: every-2
            title: Every 2
            summary: A field of each kind, with limits, and a rule of each kind.
            modes: [text-to-video]
            inputs:
              words_to_say: { min_length: 3, max_length: 20 }
              script:     { min_length: 2 }
              tag:        { max_length: 8 }
              style:
              duration:   { min: 2, max: 10, default: 5 }
              fps:        { values: [24, 30, 60] }
              frames:     { min: 81, max: 121, step: 4 }
              strength:   { above: 0, max: 1 }
              tiny:       { min: 0.00001, max: 0.5, step: 0.00001 }
              shift:      { max: 30 }
              seed:
              quality:    { values: [low, high, best] }
              loop:
              image:      { accepts: [url, data], max_bytes: 1000 }
              last_frame:
              video:
              audio:
              references:
              words:
              counts:
              options:
            rules:
              - { id: one-of, require_any: [words_to_say, script], because: a video needs words. }
              - { id: one-start, at_most_one: [image, video], because: there is one start. }
              - { id: long-no-audio, when: { duration: { at_least: 8 } }, forbid: [audio], because: sound ends after 8 seconds. }
              - { id: anime-plain, when: { style: anime }, forbid: [seed], because: anime is not seeded., severity: warning }
              - { id: last-needs-first, when: { last_frame: set }, require: { image: set }, because: a last frame ends a first one. }
              - id: fps-high
                when:    { fps: 60 }
                require: { quality: [high, best], duration: { at_most: 5 } }
                because: 60 frames are costly.
            sources: [docs-2026-01]
            """),
        ("nanogpt/models/scene-1.yaml", """
            id: scene-1
            title: Scene 1
            summary: A text that names what is attached.
            modes: [reference-to-video]
            inputs: { prompt: , elements: , images: , clip: }
            sources: [docs-2026-01]
            """),
        ("nanogpt/models/length-1.yaml", """
            id: length-1
            title: Length 1
            summary: A field of seconds that is not called duration.
            modes: [text-to-video]
            inputs:
              words_to_say: { required: true }
              length:     { min: 2, max: 10, cost: true }
            pricing: { currency: USD, as_of: "2026-08-24", per_second: 0.1, sources: [docs-2026-01] }
            sources: [docs-2026-01]
            """),
        ("nanogpt/models/old-1.yaml", """
            id: old-1
            title: Old 1
            summary: Another model replaces it.
            status: deprecated
            successor: sora-2
            modes: [text-to-video]
            inputs: { words_to_say: { required: true }, pro_mode: , gone: }
            sources: [docs-2026-01]
            """),
        ("nanogpt/models/gone-1.yaml", Removed("gone-1", "successor: sora-2\nsince: \"2026-01-01\"")),
        ("nanogpt/models/gone-2.yaml", Removed("gone-2", "")),
        ("venice/provider.yaml", Provider("venice", "type_prefix: Venice\nhttp_links: true")),
        ("venice/fields.yaml", "prompt: { type: string }\nimage: { type: image }\n"),
        // Another provider's models of ids that are in good order here.
        ("venice/models/every-2.yaml", """
            id: every-2
            title: Every 2
            summary: Of another provider.
            status: deprecated
            modes: [text-to-video]
            inputs: { prompt: , image: }
            sources: [docs-2026-01]
            """),
        ("venice/models/sora-2.yaml", Removed("sora-2", "successor: every-2")),
    ];

    /// <summary>Gets the generated types as one file.</summary>
    public static string Source { get; } = Generate();

    private static string Generate()
    {
        var generated = GeneratedModels.AddTo(
            CSharpCompilation.Create("Samples"), Files.Select(static file => new YamlText(file.Path.Split('/')[0], file.Path, file.Text)));

        // All files have one namespace.
        const string Namespace = "namespace NanoGpt.Models;\n";
        var source = new StringBuilder("// <auto-generated/>\n#nullable enable annotations\n#pragma warning disable NGPT140\n" + Namespace);
        foreach (var tree in generated.SyntaxTrees)
        {
            var text = tree.ToString();
            source.Append(text[(text.IndexOf(Namespace, StringComparison.Ordinal) + Namespace.Length)..]);
        }

        // What a table can say, and YAML of one provider cannot.
        return Say(Say(source.ToString(), "seed seed Seed", " min=0 max=4294967295"), "image last_frame LastFrame url=last_frame", " http");
    }

    private static string Say(string source, string line, string more)
    {
        Assert.Contains(line + "\n", source);
        return source.Replace(line + "\n", line + more + "\n", StringComparison.Ordinal);
    }

    private static string Provider(string id, string more) =>
        $"id: {id}\ntitle: {id}\nbase_url: https://example.com/api\nsources: {{ docs-2026-01: {{ title: The documentation, date: \"2026-01\" }} }}\n{more}\n";

    private static string Removed(string id, string more) =>
        $"id: {id}\ntitle: {id}\nsummary: No longer served.\nstatus: removed\nmodes: [text-to-video]\nsources: [docs-2026-01]\n{more}\n";
}
