using System.Text.RegularExpressions;
using NanoGpt.Schema.Files;

namespace NanoGpt.Schema.Tests.Kit;

/// <summary>A small good directory, and the means to complete a part of a file to a whole one.</summary>
internal static partial class Sample
{
    public const string Provider = """
        id: nanogpt
        title: NanoGPT
        limits:
          upload_bytes: 4000000
        sources:
          endpoint-page-2025-11: { title: Endpoint page, date: "2025-11" }
          guide-2026-02: { title: Guide }
        disputes:
          duration-as-text: { about: duration, claims: { endpoint-page-2025-11: a text, guide-2026-02: a number }, resolved: Sent as text. }
        """;

    public const string Fields = """
        prompt:          { type: string, summary: What the video shows. }
        negative_prompt: { type: string }
        image:           { type: image, wire: { url: imageUrl, data: imageDataUrl, attachment: imageAttachmentId } }
        images:          { type: image, list: { max: 4 }, wire: imageUrls }
        audio:           { type: audio, wire: audioUrl }
        video:           { type: video, wire: { url: videoUrl, data: videoDataUrl } }
        resolution:      { type: enum, values: ["480p", "720p", "1080p"], prefix: R, cost: true }
        style:           { type: enum }
        voice:           { type: enum, open: true, values: [alto, bass] }
        duration:        { type: seconds, cost: true }
        num_frames:      { type: integer, min: 1, max: 200 }
        guidance:        { type: number, min: 0, max: 20 }
        seed:            { type: seed }
        pro_mode:        { type: boolean }
        config:          { type: object }
        """;

    private static readonly (string Key, string Line)[] ModelKeys =
    [
        ("id", "id: sample"), ("title", "title: Sample"), ("summary", "summary: A sample."), ("modes", "modes: [text-to-video]"),
        ("inputs", "inputs: { prompt: }"), ("sources", "sources: [endpoint-page-2025-11]"),
    ];

    private static readonly (string Key, string Line)[] ProviderKeys =
    [
        ("id", "id: nanogpt"), ("title", "title: NanoGPT"), ("sources", "sources: { endpoint-page-2025-11: { title: Endpoint page } }"),
    ];

    /// <summary>Adds the keys that a model must have and that are not there, after what is.</summary>
    public static string CompleteModel(string text) => Complete(text, ModelKeys);

    /// <summary>Adds the keys that a provider must have and that are not there, after what is.</summary>
    public static string CompleteProvider(string text) => Complete(text, ProviderKeys);

    public static DirectoryFile ProviderFile(string text = Provider) => new("nanogpt", FileKind.Provider, "nanogpt/provider.yaml", text);

    public static DirectoryFile FieldsFile(string text = Fields) => new("nanogpt", FileKind.Fields, "nanogpt/fields.yaml", text);

    /// <summary>A model in the file that its id asks for, unless a path is given.</summary>
    public static DirectoryFile ModelFile(string text, string? path = null)
    {
        var id = IdLine().Match(text) is { Success: true } match ? match.Groups[1].Value : "sample";
        return new DirectoryFile("nanogpt", FileKind.Model, path ?? $"nanogpt/models/{id.Replace("/", "__", StringComparison.Ordinal)}.yaml", text);
    }

    /// <summary>A directory of one completed model.</summary>
    public static DirectoryFile[] With(string model) => [ProviderFile(), FieldsFile(), ModelFile(CompleteModel(model))];

    private static string Complete(string text, (string Key, string Line)[] keys)
    {
        var missing = keys.Where(key => !Regex.IsMatch(text, $@"^(\{{\|NGPT\d+:)?{key.Key}(\|\}})?:", RegexOptions.Multiline)).Select(key => key.Line);
        return string.Join("\n", [text.TrimEnd(), .. missing]) + "\n";
    }

    [GeneratedRegex("""^id: "?([^\s"]+)""", RegexOptions.Multiline)]
    private static partial Regex IdLine();
}
