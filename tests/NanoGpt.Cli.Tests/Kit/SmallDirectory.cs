namespace NanoGpt.Cli.Tests.Kit;

/// <summary>A directory of two models in a temporary folder.</summary>
internal sealed class SmallDirectory : IDisposable
{
    /// <summary>A model, not in the directory by itself, whose prompt names its image.</summary>
    public const string Naming = """
        id: naming
        title: Naming
        summary: Names an image.
        modes: [image-to-video]
        inputs:
          prompt: { references: { "@Image": image } }
          image:
        sources: [a]
        """;

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("nanogpt-");

    public SmallDirectory()
    {
        Write("provider.yaml", """
            id: test
            title: Test
            summary: A provider for tests.
            base_url: https://example.com/api
            sources:
              a: { title: A source, date: "2026-01-01" }
            """);
        Write("fields.yaml", """
            prompt: { type: string, wire: prompt, summary: What the video shows., sources: [a] }
            image:
              type: image
              wire: { url: imageUrl, data: imageDataUrl }
              summary: A first frame.
              sources: [a]
            pro_mode: { type: boolean, wire: pro_mode, summary: Higher quality., sources: [a] }
            resolution: { type: enum, wire: resolution, prefix: R, summary: Size of the picture., sources: [a] }
            duration: { type: seconds, wire: duration, summary: Length of the video., sources: [a] }
            """);
        Write("models/moving.yaml", """
            id: moving
            title: Moving Pictures
            summary: Moves things.
            modes: [text-to-video, image-to-video]
            inputs:
              prompt:     { required: true }
              image:
              pro_mode:   { default: false, cost: true }
              resolution: { values: ["720p", "1080p"], default: "720p" }
              duration:   { values: [5, 10], suffix: s, default: 5, cost: true }
            rules:
              - id: wide-needs-pro
                when:    { resolution: "1080p" }
                require: { pro_mode: true }
                because: 1080p is rendered only in pro mode.
            pricing:
              currency: USD
              as_of: "2026-01-01"
              per_second: { pro_mode: { "false": 0.10, "true": 0.30 } }
              sources: [a]
            sources: [a]
            disputes:
              - about: duration
                claims: { a: five or ten }
                resolved: Both.
            """);
        Write("models/still.yaml", """
            id: still
            title: Still Pictures
            summary: Moved nothing.
            status: removed
            successor: moving
            modes: [text-to-video]
            inputs:
              prompt: { required: true }
            sources: [a]
            """);
    }

    public string Path => root.FullName;

    public void Write(string path, string text)
    {
        var file = System.IO.Path.Combine(Path, "test", path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text + "\n");
    }

    public void Dispose() => root.Delete(recursive: true);
}
