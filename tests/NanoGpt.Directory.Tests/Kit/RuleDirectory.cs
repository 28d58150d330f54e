using NanoGpt.Schema.Files;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Directories.Tests.Kit;

/// <summary>A directory in which every kind of condition meets every kind of demand, a model each.</summary>
internal static class RuleDirectory
{
    private const string Provider = """
        id: nanogpt
        title: Test
        submission_id: tag
        sources: { a: { title: A } }
        """;

    private const string Fields = """
        prompt:  { type: string, wire: prompt, sources: [a] }
        script:  { type: string, wire: script, min_length: 2, max_length: 5, sources: [a] }
        flag:    { type: boolean, wire: flag, aliases: [flagged], sources: [a] }
        shiny:   { type: boolean, wire: shiny, default: true, sources: [a] }
        mode:    { type: enum, wire: mode, values: [slow, fast, odd], sources: [a] }
        look:    { type: enum, wire: look, values: [plain, rich], default: plain, sources: [a] }
        style:   { type: enum, wire: style, open: true, values: [one, two], sources: [a] }
        length:  { type: seconds, wire: length, min: 3, max: 12, suffix: s, sources: [a] }
        pause:   { type: seconds, wire: pause, min: 2, default: 6, sources: [a] }
        frames:  { type: integer, wire: frames, min: -4, max: 400, step: 4, sources: [a] }
        odds:    { type: integer, wire: odds, min: 1, max: 31, step: 2, sources: [a] }
        many:    { type: integer, wire: many, form: string, min: -25, max: 1250, sources: [a] }
        scale:   { type: number, wire: scale, above: 0, below: 2, sources: [a] }
        depth:   { type: number, wire: depth, min: 0.5, max: 4, step: 0.25, sources: [a] }
        seed:    { type: seed, wire: seed, sources: [a] }
        image:   { type: image, wire: { url: imageUrl, data: imageData, attachment: imageId }, sources: [a] }
        sound:   { type: audio, wire: sound, accepts: [url, data], sources: [a] }
        stills:  { type: image, wire: stills, list: { min: 1, max: 3 }, sources: [a] }
        words:   { type: string, wire: words, list: { max: 2 }, sources: [a] }
        always:  { type: enum, wire: always, fixed: yes-always, send: true, sources: [a] }
        never:   { type: integer, wire: never, fixed: 5, sources: [a] }
        nested:
          type: object
          wire: nested
          sources: [a]
          fields:
            title: { type: string, wire: title, required: true, sources: [a] }
            size:  { type: integer, wire: size, min: 1, max: 3, sources: [a] }
            cover: { type: image, wire: { url: coverUrl, data: coverData }, sources: [a] }
        """;

    private static readonly string[] Conditions =
    [
        "flag: true", "flag: false", "shiny: true", "shiny: false", "mode: fast", "mode: [slow, odd]", "look: plain", "look: rich",
        "style: one", "length: 5", "length: { above: 9 }", "length: { at_least: 5, at_most: 10 }", "pause: { below: 7 }",
        "pause: { at_most: 5 }", "frames: { at_least: 40 }", "many: { above: 99 }", "many: { below: -3 }", "scale: { at_most: 1.5 }",
        "image: set", "image: unset", "stills: set", "words: unset", "seed: set", "nested: set",
    ];

    public static Catalog Load()
    {
        var files = new List<DirectoryFile>
        {
            new("nanogpt", FileKind.Provider, "nanogpt/provider.yaml", Provider), new("nanogpt", FileKind.Fields, "nanogpt/fields.yaml", Fields),
        };
        foreach (var (i, when) in Conditions.Index())
        {
            foreach (var (j, demand) in Conditions.Index().Where(other => other.Index != i))
            {
                Add($"require-{i}-{j}", $"when: {{ {when} }}", $"require: {{ {demand} }}");
                Add($"forbid-{i}-{j}", $"when: {{ {when} }}", $"forbid: {{ {demand} }}");
            }

            Add($"any-{i}", $"when: {{ {when} }}", "require_any: [prompt, script, image, stills]");
            Add($"one-{i}", $"when: {{ {when} }}", "at_most_one: [prompt, script, sound, words]");
            Add($"always-{i}", "", $"forbid: {{ {when} }}");
            Add($"only-{i}", "", $"require: {{ {when} }}");
        }

        return ModelDirectory.Load(files);

        void Add(string id, string when, string demand) => files.Add(new DirectoryFile("nanogpt", FileKind.Model, $"nanogpt/models/{id}.yaml", $$"""
            id: {{id}}
            title: Rules
            summary: Has a rule.
            modes: [text-to-video]
            inputs:
              prompt: { required: {{(id[0] == 'a' ? "false" : "true")}} }
              script:
              flag:
              shiny:
              mode:
              look:
              style:
              length:
              pause:
              frames:
              odds:
              many:
              scale:
              depth:
              seed:
              image:
              sound:
              stills:
              words:
              always:
              never:
              nested:
            rules:
              - id: rule
                {{when}}
                {{demand}}
                because: It is so.
            sources: [a]
            """));
    }
}
