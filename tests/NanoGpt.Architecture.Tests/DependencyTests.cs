using System.Reflection;

namespace NanoGpt.Architecture.Tests;

/// <summary>Holds the references between assemblies, and between the top-level folders of each, to the design.</summary>
public sealed class DependencyTests
{
    private const string Model = "NanoGpt.Model";
    private const string Schema = "NanoGpt.Schema";
    private const string Yaml = "NanoGpt.Codegen.Yaml";
    private const string Generator = "NanoGpt.Generator";
    private const string Analyzers = "NanoGpt.Analyzers";
    private const string Runtime = "NanoGpt.Runtime";
    private const string Hosting = "NanoGpt.Hosting";
    private const string AspNetCore = "NanoGpt.AspNetCore";
    private const string PostgreSql = "NanoGpt.PostgreSql";
    private const string ExtensionsAI = "NanoGpt.Extensions.AI";
    private const string Orleans = "NanoGpt.Orleans";
    private const string S3 = "NanoGpt.S3";
    private const string Emulator = "NanoGpt.Emulator";
    private const string Definitions = "NanoGpt.Definitions";
    private const string Directories = "NanoGpt.Directory";
    private const string CatalogCore = "NanoGpt.Catalog.Core";
    private const string CatalogRequests = "NanoGpt.Catalog.Requests";
    private const string CatalogSite = "NanoGpt.Catalog.Site";
    private const string Cli = "nanogpt";

    // From the lowest to the highest. What is in the assembly of the model is below all of them.
    private static readonly string[] RuntimeLayers = ["Requests", "Http", "Jobs", "Clients"];

    public static TheoryData<string> ProductProjects =>
        [.. Repository.Files("*.csproj").Where(static path => path.Split('/') is [not ("tests" or "samples"), _, _])];

    [Theory]
    [InlineData(Model)]
    [InlineData(Schema, Model, Yaml)]
    [InlineData(Generator, Model, Schema, "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable")]
    [InlineData(Analyzers, Model, "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable")]
    [InlineData(Runtime, Model)]
    [InlineData(Hosting, Model, Runtime)]
    [InlineData(AspNetCore, Runtime, Hosting)]
    [InlineData(PostgreSql, Runtime, "Npgsql")]
    [InlineData(Orleans, Model, Runtime, Hosting, "Orleans.Core", "Orleans.Core.Abstractions", "Orleans.Reminders", "Orleans.Runtime", "Orleans.Serialization", "Orleans.Serialization.Abstractions")]
    [InlineData(S3, Runtime, "AWSSDK.Core", "AWSSDK.S3")]
    [InlineData(Definitions, Model, Schema)]
    [InlineData(Directories, Model, Schema, Definitions, "NJsonSchema", "NJsonSchema.Annotations")]
    [InlineData(Emulator, Model, Schema, Definitions)]
    [InlineData(CatalogCore, Model, Runtime)]
    [InlineData(CatalogRequests, Model, Schema, Definitions, Directories, Runtime, CatalogCore)]
    [InlineData(ExtensionsAI, Model, Schema, Definitions, Directories, Runtime, CatalogCore, CatalogRequests)]
    [InlineData(CatalogSite, Model, Schema, Definitions, Directories, Runtime, Emulator, CatalogCore, CatalogRequests, "Markdig")]
    [InlineData(Cli, Model, Schema, Definitions, Directories, Generator, Runtime, PostgreSql, ExtensionsAI, Emulator, CatalogRequests, CatalogSite, "ModelContextProtocol", "ModelContextProtocol.Core", "ModelContextProtocol.AspNetCore", "System.CommandLine", "Spectre.Console", "Spectre.Console.Ansi", "CsvHelper")]
    public void Assembly_References_AreOnlyTheAllowedOnes(string assembly, params string[] allowed)
    {
        var others = References(assembly).Where(name => !IsFramework(name)).Except(allowed);

        Assert.Empty(others);
    }

    [Fact]
    public void Runtime_Models_AreNotReferenced()
    {
        var runtime = Assembly.Load(Runtime);

        Assert.DoesNotContain(runtime.GetTypes(), type => type.Name.Contains("Sora", StringComparison.Ordinal));
    }

    [Fact]
    public void Cli_TestAssemblies_AreNotReferenced() =>
        Assert.DoesNotContain(References(Cli), name => name.EndsWith(".Tests", StringComparison.Ordinal));

    [Fact]
    public void CommandLine_ReferencesTheEmulatorOnlyToServe()
    {
        var users = Repository.Files("*.cs").Where(static file => file.StartsWith("generator/NanoGpt.Cli/", StringComparison.Ordinal)
            && Repository.Read(file).Contains("NanoGpt.Emulator", StringComparison.Ordinal));

        Assert.Equal(["generator/NanoGpt.Cli/Commands/ServeCommand.cs"], users);
    }

    [Fact]
    public void Directory_NeverWritesToTheConsole() => Assert.DoesNotContain("System.Console", References(Directories));

    [Fact]
    public void YamlReader_References_ComeOnlyFromTheSchemaLibrary()
    {
        foreach (var assembly in new[] { Model, Definitions, Directories, Generator, Analyzers, Runtime, Emulator, ExtensionsAI, CatalogCore, CatalogRequests, CatalogSite, Cli })
        {
            Assert.DoesNotContain(Yaml, References(assembly));
        }
    }

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void TopLevelFolders_OfAProduct_FormNoCycle(string project)
    {
        var cycles = FolderDependencies.InCycles(FolderDependencies.Find(project, Path.GetFileNameWithoutExtension(project)));

        Assert.True(cycles.Count == 0, $"Folders of {project} use each other:\n{string.Join('\n', cycles)}");
    }

    [Fact]
    public void Runtime_Layers_HaveNoUpwardReference()
    {
        var upward = FolderDependencies.Find("runtime/NanoGpt.Runtime/NanoGpt.Runtime.csproj", Runtime)
            .Where(static use => Array.IndexOf(RuntimeLayers, use.To) > Array.IndexOf(RuntimeLayers, use.From)).ToList();

        Assert.True(upward.Count == 0, $"Lower layers of the runtime use higher ones:\n{string.Join('\n', upward)}");
    }

    private static IEnumerable<string> References(string assembly) =>
        Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!);

    private static bool IsFramework(string name) =>
        name is "netstandard" or "mscorlib"
        || (name.StartsWith("System.", StringComparison.Ordinal) && name != "System.Collections.Immutable" && name != "System.CommandLine")
        || name is "Microsoft.AspNetCore" or "Microsoft.Net.Http.Headers" or "Microsoft.Win32.Primitives"
        || name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal);
}
