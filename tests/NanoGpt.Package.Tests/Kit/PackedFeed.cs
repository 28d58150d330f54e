using System.IO.Compression;
using NanoGpt.Package.Tests.Kit;

[assembly: AssemblyFixture(typeof(PackedFeed))]

namespace NanoGpt.Package.Tests.Kit;

/// <summary>
/// All packages of the repository, packed once for the whole run under a version that nothing has cached. This takes minutes, so
/// that a run by hand skips each test that needs them.
/// </summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("nanogpt-packages-");

    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():n}";

    public string Folder
    {
        get
        {
            TestDepth.SkipUnlessAll();
            return Path.Combine(root.FullName, "feed");
        }
    }

    /// <summary>The folder that consumers restore to. Packages of the machine come from its own folder.</summary>
    public string PackagesFolder => Path.Combine(root.FullName, "packages");

    public async ValueTask InitializeAsync()
    {
        if (!TestDepth.IsAll)
        {
            return;
        }

        // The README's line, with a version and folders of its own: the outer build's files stay as they are, and nothing stale is packed.
        // The outer build has analyzed the same code.
        var pack = (await Readme.LinesAsync("pack"))[0].Split(' ');
        Assert.Equal(("dotnet", "../nanogpt-packages"), (pack[0], pack[^1]));
        (await Shell.RunAsync(Repository.Root, "dotnet",
        [
            .. pack[1..^1], Folder, $"-p:Version={Version}", $"-p:ArtifactsPath={Path.Combine(root.FullName, "artifacts")}", "-p:RunAnalyzers=false",
        ])).Succeeded();
    }

    public string PathOf(string package) => Path.Combine(Folder, $"{package}.{Version}.nupkg");

    public ZipArchive Open(string package) => ZipFile.OpenRead(PathOf(package));

    public ValueTask DisposeAsync()
    {
        root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
