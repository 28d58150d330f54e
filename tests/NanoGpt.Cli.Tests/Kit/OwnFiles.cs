namespace NanoGpt.Cli.Tests.Kit;

/// <summary>A temporary folder with model files of a user, which has no model directory.</summary>
internal sealed class OwnFiles : IDisposable
{
    public const string Model = """
        id: mine
        title: Mine
        summary: A model of the user.
        modes: [text-to-video]
        inputs: { prompt: { required: true } }

        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nanogpt-own-");

    public string Path => folder.FullName;

    public void Write(string name, string text) => File.WriteAllText(System.IO.Path.Combine(Path, name), text);

    public void Dispose() => folder.Delete(recursive: true);
}
