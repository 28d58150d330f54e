using NanoGpt.Emulator.Tests.Kit;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Emulator.Tests.Venice;

/// <summary>A small directory of both providers, with one model of Venice's of each kind.</summary>
internal static class VeniceDirectory
{
    public const string TextModel = "text-sample";
    public const string PrivateModel = "private-sample";
    public const string ElementsModel = "elements-sample";
    public const string UpscaleModel = "upscale-sample";

    private const string Provider =
        """
        id: venice
        title: Venice
        summary: A provider for tests.
        base_url: https://example.com/api/v1
        sources:
          a: { title: A source, date: "2026-01-01" }

        """;

    private const string Fields =
        """
        prompt: { type: string, wire: prompt, max_length: 100, summary: What the video shows., sources: [a] }
        duration: { type: seconds, wire: duration, suffix: s, summary: Length of the video., sources: [a] }
        resolution: { type: string, wire: resolution, summary: Size of the video., sources: [a] }
        audio: { type: boolean, wire: audio, summary: Whether there is sound., sources: [a] }
        image: { type: image, wire: image_url, accepts: [url, data], summary: The first picture., sources: [a] }
        video: { type: video, wire: video_url, accepts: [url, data], max_bytes: 100000, summary: What is enlarged., sources: [a] }
        upscale_factor: { type: integer, wire: upscale_factor, summary: How many times larger., sources: [a] }
        elements:
          type: object
          wire: elements
          list: { min: 1, max: 2 }
          summary: Who appears.
          sources: [a]
          fields:
            frontal_image: { type: image, wire: frontal_image_url, accepts: [url, data], required: true, summary: From the front. }

        """;

    private const string Text =
        """
        modes: [text-to-video]
        inputs: { prompt: { required: true }, duration: { values: [5, 10], required: true }, resolution: { values: [720p, 1080p] }, audio: , image: }
        pricing: { currency: USD, as_of: "2026-01-01", per_second: { resolution: { "720p": 0.04, "1080p": 0.08 } }, sources: [a] }
        """;

    public static Catalog Catalog { get; } = Of("nanogpt", "venice");

    /// <summary>Returns the part of the directory for the given providers.</summary>
    public static Catalog Of(params string[] providers)
    {
        DirectoryFile[] files =
        [
            new DirectoryFile("nanogpt", FileKind.Provider, "nanogpt/provider.yaml", TestDirectory.Provider),
            new DirectoryFile("nanogpt", FileKind.Fields, "nanogpt/fields.yaml", TestDirectory.Fields),
            new DirectoryFile("nanogpt", FileKind.Model, "nanogpt/models/clip.yaml", TestDirectory.Model("clip", "modes: [text-to-video]\ninputs: { prompt: }")),
            new DirectoryFile("venice", FileKind.Provider, "venice/provider.yaml", Provider),
            new DirectoryFile("venice", FileKind.Fields, "venice/fields.yaml", Fields),
            Model(TextModel, Text),
            Model(PrivateModel, Text + "\nfacts: { privacy: private }"),
            Model(ElementsModel, "modes: [reference-to-video]\ninputs: { prompt: { required: true }, elements: }"),
            Model(UpscaleModel, "modes: [upscale]\ninputs: { video: { required: true }, upscale_factor: { values: [1, 2, 4] } }"),
        ];
        var catalog = ModelDirectory.Load([.. files.Where(file => providers.Contains(file.Provider))]);
        Assert.Empty(catalog.Issues.Where(issue => issue.Severity == Schema.Issues.IssueSeverity.Error).Select(issue => $"{issue.Path}: {issue.Message}"));
        return catalog;
    }

    private static DirectoryFile Model(string id, string keys) =>
        new("venice", FileKind.Model, $"venice/models/{id}.yaml", TestDirectory.Model(id, keys));
}
