using System.IO.Compression;
using NanoGpt.Package.Tests.Kit;

[assembly: AssemblyFixture(typeof(PackedFeed))]

namespace NanoGpt.Package.Tests.Kit;

/// <summary>All packages of the repository, packed once for the whole run under a version that nothing has cached.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private static readonly string[] Projects =
    [
        "schema/NanoGpt.Model", "runtime/NanoGpt.Runtime", "runtime/NanoGpt.Hosting", "runtime/NanoGpt.PostgreSql",
        "generator/NanoGpt.Codegen", "runtime/NanoGpt.Emulator", "generator/NanoGpt.Cli", "samples/templates",
    ];

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("nanogpt-packages-");

    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():n}";

    public string Folder => Path.Combine(root.FullName, "feed");

    /// <summary>The folder that consumers restore to. Packages of the machine come from its own folder.</summary>
    public string PackagesFolder => Path.Combine(root.FullName, "packages");

    public async ValueTask InitializeAsync()
    {
        foreach (var project in Projects)
        {
            // Its own artifacts folder: the outer build's files stay as they are, and nothing stale is packed.
            (await Shell.RunAsync(
                Repository.Root, "dotnet", "pack", project, "-c", "Release", "-o", Folder,
                $"-p:Version={Version}", $"-p:ArtifactsPath={Path.Combine(root.FullName, "artifacts")}")).Succeeded();
        }
    }

    public string PathOf(string package) => Path.Combine(Folder, $"{package}.{Version}.nupkg");

    public ZipArchive Open(string package) => ZipFile.OpenRead(PathOf(package));

    public ValueTask DisposeAsync()
    {
        root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
