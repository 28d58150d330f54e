using NanoGpt.Schema.Files;


namespace NanoGpt.Directories.Tests.Kit;

/// <summary>A directory of models whose texts name lists of every kind, and single media.</summary>
internal static class ReferenceDirectory
{
    private const string Provider = """
        id: nanogpt
        title: Test
        sources: { a: { title: A } }
        """;

    private const string Fields = """
        prompt:   { type: string, aliases: [text], references: { "@Element": elements, "@Image": images, "@Word": words, "@Start": start, "@Clip": clip } }
        elements: { type: object, list: { max: 4 }, fields: { front: { type: image } } }
        images:   { type: image, wire: imageUrls, aliases: [pictures], list: { min: 1, max: 12 } }
        words:    { type: string, list: { } }
        start:    { type: image, wire: { url: startUrl, data: startData } }
        clip:     { type: video }
        """;

    public static DirectoryFile[] Files { get; } =
    [
        new("nanogpt", FileKind.Provider, "nanogpt/provider.yaml", Provider),
        new("nanogpt", FileKind.Fields, "nanogpt/fields.yaml", Fields),
        Model("every", "prompt: , elements: , images: , words: , start: , clip:"),
        Model("needed", "prompt: { required: true, max_length: 60 }, elements: { required: true }, clip: { required: true }"),
        Model("few", "prompt: , images: { list: { max: 1 } }, words: { list: { max: 40 } }"),
    ];

    private static DirectoryFile Model(string id, string inputs) => new("nanogpt", FileKind.Model, $"nanogpt/models/{id}.yaml", $$"""
        id: {{id}}
        title: References
        summary: Names what is attached.
        modes: [reference-to-video]
        inputs: { {{inputs}} }
        sources: [a]
        """);
}
