using NanoGpt.Cli.Output;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Cli.Tests.Kit;

/// <summary>A directory of provider <c>nanogpt</c> in a temporary folder, and commands that run over it on a fixed day.</summary>
internal sealed class TextDirectory : IDisposable
{
    public const string Provider = """
        # Who answers.
        id: nanogpt
        title: Test
        summary: A provider for tests.
        base_url: https://example.com/api
        sources:
          a: { title: A guide, date: "2026-01" }   # the only document
          models-2026-01-01: { title: Model list of the running service, date: "2026-01-01" }
        """;

    public const string Fields = """
        # The vocabulary.
        prompt: { type: string, wire: prompt, summary: What the video shows. }
        image: { type: image, wire: { url: imageUrl, data: imageDataUrl }, summary: A first frame. }
        video: { type: video, wire: { url: videoUrl, data: videoDataUrl }, summary: A source video. }
        audio: { type: audio, wire: { url: audioUrl, data: audioDataUrl }, summary: A sound. }
        pro_mode: { type: boolean, wire: pro_mode, aliases: [pro], summary: Higher quality. }
        generate_audio: { type: boolean, wire: generateAudio, aliases: [generate_audio], summary: Sound. }
        resolution: { type: enum, wire: resolution, prefix: R, summary: Size of the picture. }
        aspect_ratio: { type: enum, wire: aspect_ratio, prefix: Ratio, summary: Shape of the picture. }
        duration: { type: seconds, wire: duration, summary: Length of the video. }
        num_frames: { type: integer, wire: num_frames, summary: How many frames. }
        seed: { type: seed, wire: seed, summary: Chance. }
        """;

    /// <summary>The day on which commands run.</summary>
    public static readonly DateTimeOffset Today = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("nanogpt-sync-");

    public TextDirectory(params (string Id, string Text)[] models)
    {
        Write("provider.yaml", Provider + "\n");
        Write("fields.yaml", Fields + "\n");
        foreach (var (id, text) in models)
        {
            Write($"models/{id}.yaml", text.TrimEnd('\n') + "\n");
        }
    }

    public string Root => root.FullName;

    public string Folder => Path.Combine(Root, "nanogpt");

    public void Write(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    public string Model(string id) => Read($"models/{id}.yaml");

    /// <summary>Every file under the root with its content.</summary>
    public SortedDictionary<string, string> Snapshot() => new(
        Directory.GetFiles(Root, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(Root, file).Replace('\\', '/'), File.ReadAllText),
        StringComparer.Ordinal);

    /// <summary>Writes a list beside the directory and gives its path.</summary>
    public string List(string json)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{root.Name}-list.json");
        File.WriteAllText(path, json);
        return path;
    }

    public Task<Run> SyncAsync(string json, params string[] options) => SyncOnAsync(Today, json, options);

    public Task<Run> SyncOnAsync(DateTimeOffset day, string json, params string[] options) =>
        RunOnAsync(day, ["sync", "--provider", "nanogpt", "--from", List(json), "-d", Root, .. Removals(options), .. options]);

    // One of three models is more than a tenth.
    private static string[] Removals(string[] options) => options.Contains("--allow-removals") ? [] : ["--allow-removals", "9"];

    public static async Task<Run> RunOnAsync(DateTimeOffset day, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var host = new CommandHost(output, error) { Clock = new ManualTimeProvider(day) };
        var code = await NanoGptCommand.RunAsync(args, host, TestContext.Current.CancellationToken);
        return new Run(code, output.ToString(), error.ToString());
    }

    /// <summary>The directory, loaded; it has no errors.</summary>
    public Catalog Load()
    {
        var catalog = ModelDirectory.Load(NanoGpt.Definitions.DirectoryFiles.Read(Root));
        Assert.DoesNotContain(catalog.Issues, issue => issue.Severity == IssueSeverity.Error);
        return catalog;
    }

    public void Dispose()
    {
        root.Delete(recursive: true);
        File.Delete(Path.Combine(Path.GetTempPath(), $"{root.Name}-list.json"));
    }
}
