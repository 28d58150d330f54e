using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using NanoGpt.Package.Tests.Kit;

namespace NanoGpt.Package.Tests;

/// <summary>Tests the files of the packages and what their assemblies require of the compiler.</summary>
public sealed class PackageContentTests(PackedFeed feed)
{
    /// <summary>The assemblies that a Roslyn 4.8 compiler supplies, with their highest version.</summary>
    private static readonly Dictionary<string, Version> HostSupplies = new(StringComparer.Ordinal)
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(4, 8, 0, 0),
        ["System.Collections.Immutable"] = new(7, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 1, 2),
        ["System.Buffers"] = new(4, 0, 3, 0),
        ["System.Numerics.Vectors"] = new(4, 1, 4, 0),
        ["System.Runtime.CompilerServices.Unsafe"] = new(6, 0, 0, 0),
        ["System.Threading.Tasks.Extensions"] = new(4, 2, 0, 1),
    };

    /// <summary>The runtime that this machine's SDK is for; packing elsewhere than for a release compiles for no other.</summary>
    private static string Runtime { get; } =
        typeof(PackageContentTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "SdkRuntime").Value!;

    [Fact]
    public void CodegenPackage_Files_AreExactlyThese()
    {
        var files = FilesOf("NanoGpt.Codegen");
        var models = files.Where(f => f.Contains("/models/", StringComparison.Ordinal)).ToList();

        Assert.Equal(["schema/nanogpt/models: 73", "schema/venice/models: 136"], models.GroupBy(Path.GetDirectoryName).Select(folder => $"{folder.Key}: {folder.Count()}"));
        Assert.Equal(
            [
                "LICENSE",
                "README.md",
                "THIRD-PARTY-NOTICES.md",
                "analyzers/dotnet/cs/NanoGpt.Analyzers.dll",
                "analyzers/dotnet/cs/NanoGpt.CodeFixes.dll",
                "analyzers/dotnet/cs/NanoGpt.Codegen.Yaml.dll",
                "analyzers/dotnet/cs/NanoGpt.Generator.dll",
                "analyzers/dotnet/cs/NanoGpt.Model.dll",
                "analyzers/dotnet/cs/NanoGpt.Schema.dll",
                "buildTransitive/NanoGpt.Codegen.props",
                "buildTransitive/NanoGpt.Codegen.targets",
                "schema/nanogpt/fields.yaml",
                "schema/nanogpt/provider.yaml",
                "schema/venice/fields.yaml",
                "schema/venice/provider.yaml",
                "tools/ready-to-run/*/NanoGpt.Analyzers.dll",
                "tools/ready-to-run/*/NanoGpt.Codegen.Yaml.dll",
                "tools/ready-to-run/*/NanoGpt.Generator.dll",
                "tools/ready-to-run/*/NanoGpt.Model.dll",
                "tools/ready-to-run/*/NanoGpt.Schema.dll",
            ],
            files.Except(models).Select(file => file.Replace($"/{Runtime}/", "/*/", StringComparison.Ordinal)));
    }

    [Fact]
    public void CodegenPackage_ReadyToRunAssemblies_AreTheSameCompiledAheadOfTime()
    {
        using var package = feed.Open("NanoGpt.Codegen");
        var compiled = package.Entries.Where(e => e.FullName.StartsWith("tools/", StringComparison.Ordinal)).ToList();

        Assert.All(compiled, entry =>
        {
            using var image = Read(entry);
            using var source = Read(package.GetEntry($"analyzers/dotnet/cs/{entry.Name}")!);
            Assert.NotEqual(0, image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
            Assert.Equal(0, source.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
            Assert.Equal(ModuleVersion(source), ModuleVersion(image));
        });
    }

    [Fact]
    public void CliPackage_FolderOfThePlatform_HasTheSameAssembliesCompiledAheadOfTime()
    {
        const string Any = "tools/net10.0/any/";
        var platform = $"tools/net10.0/{Runtime}/";
        using var package = feed.Open("NanoGpt.Cli");
        var own = package.Entries.Where(e => e.FullName.StartsWith(platform + "nanogpt.dll", StringComparison.OrdinalIgnoreCase)
            || (e.FullName.StartsWith(platform + "NanoGpt.", StringComparison.Ordinal) && e.Name.EndsWith(".dll", StringComparison.Ordinal)));

        Assert.All(own.Append(package.GetEntry(platform + "ModelContextProtocol.Core.dll")!), entry =>
        {
            using var image = Read(entry);
            using var source = Read(package.GetEntry(Any + entry.Name)!);
            Assert.NotEqual(0, image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
            Assert.Equal(ModuleVersion(source), ModuleVersion(image));
        });

        // The catalogue is there once: it is as large as everything else.
        var files = FilesOf("NanoGpt.Cli");
        Assert.Equal(
            files.Where(file => file.StartsWith(Any, StringComparison.Ordinal)).Select(file => file[Any.Length..])
                .Where(file => !file.StartsWith("catalog/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            files.Where(file => file.StartsWith(platform, StringComparison.Ordinal)).Select(file => file[platform.Length..]).Order(StringComparer.Ordinal));
        Assert.Contains(Any + "catalog/index.html", files);
    }

    [Theory]
    [InlineData("NanoGpt.Hosting")]
    [InlineData("NanoGpt.AspNetCore")]
    [InlineData("NanoGpt.PostgreSql")]
    [InlineData("NanoGpt.S3")]
    [InlineData("NanoGpt.Orleans")]
    public void LibraryPackage_Files_AreExactlyThese(string package) =>
        Assert.Equal(
            [
                "LICENSE",
                "README.md",
                "THIRD-PARTY-NOTICES.md",
                $"lib/net10.0/{package}.dll",
                $"lib/net10.0/{package}.xml",
                $"lib/net8.0/{package}.dll",
                $"lib/net8.0/{package}.xml",
            ],
            FilesOf(package));

    [Theory]
    [InlineData("net8.0")]
    [InlineData("net10.0")]
    public void EmulatorPackage_EveryFramework_HasTheLibrariesItContains(string framework) =>
        Assert.Equal(
            ["NanoGpt.Codegen.Yaml.dll", "NanoGpt.Definitions.dll", "NanoGpt.Emulator.dll", "NanoGpt.Schema.dll"],
            FilesOf("NanoGpt.Emulator").Where(file => file.StartsWith($"lib/{framework}/", StringComparison.Ordinal))
                .Select(Path.GetFileName).Where(file => file!.EndsWith(".dll", StringComparison.Ordinal)));

    [Fact]
    public void ExtensionsAIPackage_Libraries_AreThoseOfTheDirectoryAndTheCatalogue() =>
        Assert.Equal(
            [
                "NanoGpt.Catalog.Core.dll",
                "NanoGpt.Catalog.Requests.dll",
                "NanoGpt.Codegen.Yaml.dll",
                "NanoGpt.Definitions.dll",
                "NanoGpt.Directory.dll",
                "NanoGpt.Extensions.AI.dll",
                "NanoGpt.Schema.dll",
            ],
            FilesOf("NanoGpt.Extensions.AI").Where(static file => file.EndsWith(".dll", StringComparison.Ordinal)).Select(Path.GetFileName));

    [Fact]
    public void TemplatesPackage_Files_AreExactlyThese() =>
        Assert.Equal(
            [
                "LICENSE",
                "README.md",
                "THIRD-PARTY-NOTICES.md",
                "content/cluster/.template.config/template.json",
                "content/cluster/Batches.cs",
                "content/cluster/EmulatedService.cs",
                "content/cluster/NanoGptCluster.csproj",
                "content/cluster/Program.cs",
                "content/cluster/VideoCluster.cs",
                "content/cluster/appsettings.json",
                "content/console/.template.config/template.json",
                "content/console/NanoGptConsole.csproj",
                "content/console/Program.cs",
                "content/console/Service.cs",
                "content/directory/.config/dotnet-tools.json",
                "content/directory/.github/model-sync.sh",
                "content/directory/.github/workflows/model-check.yml",
                "content/directory/.github/workflows/model-sync.yml",
                "content/directory/.template.config/template.json",
                "content/directory/README.md",
                "content/directory/schema/README.md",
                "content/web/.template.config/template.json",
                "content/web/EmulatedService.cs",
                "content/web/NanoGptWeb.csproj",
                "content/web/Program.cs",
                "content/web/VideoEndpoints.cs",
                "content/web/appsettings.json",
                "content/web/wwwroot/index.html",
                "content/web/wwwroot/page.css",
                "content/web/wwwroot/page.js",
                "content/worker/.template.config/template.json",
                "content/worker/EmulatedService.cs",
                "content/worker/NanoGptWorker.csproj",
                "content/worker/Program.cs",
                "content/worker/PromptFolders.cs",
                "content/worker/VideoWorker.cs",
                "content/worker/appsettings.json",
            ],
            FilesOf("NanoGpt.Templates"));

    [Theory]
    [InlineData("content/cluster/NanoGptCluster.csproj")]
    [InlineData("content/console/NanoGptConsole.csproj")]
    [InlineData("content/web/NanoGptWeb.csproj")]
    [InlineData("content/worker/NanoGptWorker.csproj")]
    public void TemplatesPackage_ProjectReferences_HaveThePackedVersion(string project)
    {
        using var package = feed.Open("NanoGpt.Templates");
        using var text = package.GetEntry(project)!.Open();
        var references = System.Xml.Linq.XDocument.Load(text).Descendants("PackageReference")
            .ToLookup(r => r.Attribute("Include")!.Value.StartsWith("NanoGpt.", StringComparison.Ordinal), r => r.Attribute("Version")!.Value);

        Assert.NotEmpty(references[true]);
        Assert.All(references[true], version => Assert.Equal(feed.Version, version));
        Assert.All(references[false], version => Assert.Matches(@"^\d+\.\d+\.\d+$", version));
    }

    [Fact]
    public void CodegenPackage_CompilerAssemblies_ReferenceOnlyWhatTheHostSupplies()
    {
        // A reference to anything newer loads fine in the SDK that built it and breaks the editor of whoever has an older one.
        using var package = feed.Open("NanoGpt.Codegen");
        var assemblies = package.Entries.Where(e => e.FullName.StartsWith("analyzers/", StringComparison.Ordinal)).ToList();
        var own = assemblies.Select(e => Path.GetFileNameWithoutExtension(e.Name)).ToHashSet(StringComparer.Ordinal);

        foreach (var entry in assemblies)
        {
            foreach (var (name, version) in References(entry))
            {
                Assert.True(
                    own.Contains(name) || (HostSupplies.TryGetValue(name, out var highest) && version <= highest),
                    $"{entry.Name} references {name} {version}, which a Roslyn 4.8 host does not supply.");
            }
        }
    }

    [Fact]
    public void CodegenPackage_Assemblies_AreNotNamedYamlDotNet()
    {
        using var package = feed.Open("NanoGpt.Codegen");

        Assert.DoesNotContain(package.Entries, e => e.Name == "YamlDotNet.dll");
    }

    [Theory]
    [InlineData("NanoGpt.Codegen")]
    [InlineData("NanoGpt.Model")]
    [InlineData("NanoGpt.Runtime")]
    [InlineData("NanoGpt.Hosting")]
    [InlineData("NanoGpt.AspNetCore")]
    [InlineData("NanoGpt.PostgreSql")]
    [InlineData("NanoGpt.Extensions.AI")]
    [InlineData("NanoGpt.S3")]
    [InlineData("NanoGpt.Orleans")]
    [InlineData("NanoGpt.Emulator")]
    [InlineData("NanoGpt.Cli")]
    [InlineData("NanoGpt.Templates")]
    public void Package_ThirdPartyAssemblies_HaveTheirNotices(string package)
    {
        using var archive = feed.Open(package);
        using var notices = new StreamReader(archive.GetEntry("THIRD-PARTY-NOTICES.md")!.Open());
        var sections = notices.ReadToEnd().Split("\n### ");
        var foreign = archive.Entries.Where(e => e.Name.EndsWith(".dll", StringComparison.Ordinal))
            .Select(e => Path.GetFileNameWithoutExtension(e.Name).Replace(".resources", "", StringComparison.Ordinal))
            .Select(name => name == "NanoGpt.Codegen.Yaml" ? "YamlDotNet" : name)
            .Where(name => !name.StartsWith("NanoGpt.", StringComparison.OrdinalIgnoreCase) && name != "nanogpt")
            .Distinct();

        Assert.All(foreign, name => Assert.Contains(sections, section =>
            section.Split('\n')[0].Contains(name + " ", StringComparison.Ordinal) && section.Contains($"`{package}`", StringComparison.Ordinal)));
    }

    private List<string> FilesOf(string package)
    {
        using var archive = feed.Open(package);
        return archive.Entries.Select(e => e.FullName).Where(IsOurs).Order(StringComparer.Ordinal).ToList();
    }

    private static List<(string Name, Version Version)> References(System.IO.Compression.ZipArchiveEntry entry)
    {
        using var image = Read(entry);
        var metadata = image.GetMetadataReader();
        return metadata.AssemblyReferences
            .Select(handle => metadata.GetAssemblyReference(handle))
            .Select(reference => (metadata.GetString(reference.Name), reference.Version))
            .ToList();
    }

    private static Guid ModuleVersion(PEReader image)
    {
        var metadata = image.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }

    private static PEReader Read(System.IO.Compression.ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        return new PEReader(copy);
    }

    // The rest is the package format's own: content types, relations, nuspec.
    private static bool IsOurs(string file) =>
        !file.StartsWith("_rels/", StringComparison.Ordinal)
        && !file.StartsWith("package/", StringComparison.Ordinal)
        && file != "[Content_Types].xml"
        && !file.EndsWith(".nuspec", StringComparison.Ordinal);
}
