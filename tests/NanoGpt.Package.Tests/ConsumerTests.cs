using NanoGpt.Package.Tests.Kit;

namespace NanoGpt.Package.Tests;

/// <summary>Builds projects outside the repository that reference the packages.</summary>
public sealed class ConsumerTests(PackedFeed feed)
{
    private const string PrintSora = """
        using NanoGpt.Models;

        var request = new Sora2Request { Prompt = "A lighthouse at dusk", Resolution = Sora2Resolution.R720p };
        Console.WriteLine(request.ToJson());
        Console.WriteLine($"findings: {request.Validate().Count}");
        """;

    private const string SoraJson = """{"model":"sora-2","prompt":"A lighthouse at dusk","resolution":"720p"}""";

    [Fact]
    public async Task Package_OneReference_BuildsAndRuns()
    {
        using var consumer = new Consumer(feed, models: "").Project().Write("App/Program.cs", PrintSora);

        var output = await consumer.BuildAndRunAsync();

        Assert.Contains(SoraJson, output, StringComparison.Ordinal);
        Assert.Contains("findings: 0", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "tools/ready-to-run")]
    [InlineData("<NanoGptReadyToRun>false</NanoGptReadyToRun>", "analyzers/dotnet/cs")]
    public async Task Package_ReadyToRunAssemblies_AreLoadedUnlessDisabled(string properties, string expected)
    {
        using var consumer = new Consumer(feed).Project(properties: properties).Write("App/Program.cs", PrintSora);

        var output = await consumer.BuildAndRunAsync();
        var items = await consumer.BuildAsync("App", "-t:Rebuild", "-getItem:Analyzer");

        Assert.Contains(SoraJson, output, StringComparison.Ordinal);
        using var json = System.Text.Json.JsonDocument.Parse(items.Succeeded().Output);
        var paths = json.RootElement.GetProperty("Items").GetProperty("Analyzer").EnumerateArray()
            .Select(item => item.GetProperty("FullPath").GetString()!.Replace('\\', '/'))
            .Where(path => Path.GetFileName(path).StartsWith("NanoGpt.", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(
            ["NanoGpt.Analyzers.dll", "NanoGpt.CodeFixes.dll", "NanoGpt.Codegen.Yaml.dll", "NanoGpt.Generator.dll", "NanoGpt.Model.dll", "NanoGpt.Schema.dll"],
            paths.Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.All(paths.Where(path => !path.EndsWith("CodeFixes.dll", StringComparison.Ordinal)), path => Assert.Contains(expected, path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Package_StrictProject_HasNoWarning()
    {
        // The lowest language version that generated code promises, and everything that can complain about it.
        using var consumer = new Consumer(feed, models: "")
            .Project(properties: """
                <LangVersion>11.0</LangVersion>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AnalysisMode>All</AnalysisMode>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <NoWarn>CA1303;CA2007;CA1852;CA1515</NoWarn>
                """)
            .Write("App/Program.cs", PrintSora);

        Assert.Contains(SoraJson, await consumer.BuildAndRunAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_ProjectWithoutNullableAndUsings_Builds()
    {
        using var consumer = new Consumer(feed)
            .Project(properties: "<Nullable>disable</Nullable><ImplicitUsings>disable</ImplicitUsings><TreatWarningsAsErrors>true</TreatWarningsAsErrors>")
            .Write("App/Program.cs", "using System;\n" + PrintSora);

        Assert.Contains(SoraJson, await consumer.BuildAndRunAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_Net8Project_BuildsAndRuns()
    {
        using var consumer = new Consumer(feed).Project("net8.0").Write("App/Program.cs", PrintSora);

        Assert.Contains(SoraJson, await consumer.BuildAndRunAsync("net8.0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_UserModels_AddAndOverride()
    {
        using var consumer = new Consumer(feed)
            .Project(items: """<NanoGptModel Include="models/*.yaml" />""")
            .Write("App/models/house-model.yaml", """
                id: house-model
                title: House model
                summary: A model that only this project knows.
                modes: [text-to-video]
                inputs:
                  prompt: { required: true }
                  seed:
                sources: [guide-2026-02]
                """)
            .Write("App/models/sora-2.yaml", """
                id: sora-2
                title: Sora 2, as we use it
                summary: The built-in model with fewer choices.
                modes: [text-to-video]
                inputs:
                  prompt: { required: true, max_length: 10 }
                sources: [guide-2026-02]
                """)
            .Write("App/Program.cs", """
                using NanoGpt.Models;

                Console.WriteLine(new HouseModelRequest { Prompt = "x", Seed = 7 }.ToJson());
                // Not a constant, which the compiler would refuse.
                foreach (var finding in new Sora2Request { Prompt = string.Concat(Enumerable.Repeat("x", 15)) }.Validate())
                {
                    Console.WriteLine($"{finding.Code} {finding.Property}");
                }
                """);

        var output = await consumer.BuildAndRunAsync();

        Assert.Contains("""{"model":"house-model","prompt":"x","seed":7}""", output, StringComparison.Ordinal);
        Assert.Contains("NGPT102 Prompt", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_BrokenUserModel_IsReportedAtItsLineAndOthersAreGenerated()
    {
        using var consumer = new Consumer(feed)
            .Project(items: """<NanoGptModel Include="models/*.yaml" />""")
            .Write("App/models/broken.yaml", """
                id: broken
                title: Broken
                summary: One key is misspelled.
                modes: [text-to-video]
                inputs:
                  prompt: { requird: true }
                sources: [guide-2026-02]
                """)
            .Write("App/Program.cs", PrintSora);

        var output = (await consumer.BuildAsync()).Failed().Output;

        Assert.Matches(@"broken\.yaml\(6,13\): error NGPT0\d\d: .*requird.*required", output);
        Assert.DoesNotContain("CS0246", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_RequestThatBreaksARule_IsABuildErrorAtTheProperty()
    {
        // The README's program and what it says of it, and the same value through a local.
        var example = Repository.Read("README.md").Split("<!-- error example -->")[1].Split("```");
        var program = example[1]["csharp\n".Length..];
        using var consumer = new Consumer(feed)
            .Project()
            .Write("App/Program.cs", program + """
                var wide = Sora2Resolution.R1792x1024;
                var throughALocal = new Sora2Request
                {
                    Prompt = "x",
                    Resolution = wide,
                };
                Console.WriteLine(request == throughALocal);
                """);

        var output = (await consumer.BuildAsync()).Failed().Output;

        Assert.Contains(example[3].Trim(), output, StringComparison.Ordinal);
        Assert.Matches(@"Program\.cs\(8,5\): error NGPT120: .*requires ProMode = true", output);
    }

    [Fact]
    public async Task Package_DotnetFormat_AppliesTheFix()
    {
        using var consumer = new Consumer(feed)
            .Project()
            .Write("App/Program.cs", """
                using NanoGpt.Models;

                Console.WriteLine(new Sora2Request { Prompt = "x", Resolution = Sora2Resolution.R1792x1024 }.ToJson());
                """);
        (await Shell.RunAsync(consumer.Root, "dotnet", "restore", "App")).Succeeded();

        (await Shell.RunAsync(consumer.Root, "dotnet", "format", "analyzers", "App", "--diagnostics", "NGPT120", "--severity", "error", "--no-restore")).Succeeded();

        Assert.Contains("ProMode = true", await File.ReadAllTextAsync(consumer.PathOf("App/Program.cs"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("\"pro_mode\":true", await consumer.BuildAndRunAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_ExampleOfTheReadme_Builds()
    {
        using var consumer = new Consumer(feed, models: "")
            .Project(properties: "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>")
            .Write("App/Program.cs", await Readme.ExampleAsync("<!-- example -->"));

        (await consumer.BuildAsync()).Succeeded();
    }

    [Fact]
    public async Task Package_UnknownGlob_IsAWarningWithASuggestion()
    {
        using var consumer = new Consumer(feed)
            .Project(properties: "<NanoGptModels>nanogpt/sora-2;nanogpt/sora-3</NanoGptModels>")
            .Write("App/Program.cs", PrintSora);

        var output = (await consumer.BuildAsync()).Succeeded().Output;

        Assert.Matches(@"warning NGPT050: .*sora-3.*sora-2", output);
    }

    [Fact]
    public async Task Package_InternalTypesInTwoProjects_DoNotConflict()
    {
        const string Internal = "<NanoGptAccessibility>internal</NanoGptAccessibility>";
        using var consumer = new Consumer(feed)
            .Project(name: "Library", properties: Internal + "<OutputType>Library</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors>")
            .Write("Library/Video.cs", """
                namespace Library;
                public static class Video
                {
                    public static string Json() => new NanoGpt.Models.Sora2Request { Prompt = "from the library" }.ToJson();
                }
                """)
            .Project(
                properties: Internal + "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>",
                items: """<ProjectReference Include="../Library/Library.csproj" />""")
            .Write("App/Program.cs", PrintSora + "\nConsole.WriteLine(Library.Video.Json());");

        var output = await consumer.BuildAndRunAsync();

        Assert.Contains(SoraJson, output, StringComparison.Ordinal);
        Assert.Contains("from the library", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_PublicTypes_AreUsableThroughAReferencingProject()
    {
        // The second project has no package reference of its own: it takes the types of the first.
        using var consumer = new Consumer(feed)
            .Project(name: "Library", properties: "<OutputType>Library</OutputType>")
            .Write("Library/Marker.cs", "namespace Library; public static class Marker;")
            .Write("App/App.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup>
                  <ItemGroup><ProjectReference Include="../Library/Library.csproj" /></ItemGroup>
                </Project>
                """)
            .Write("App/Program.cs", PrintSora);

        Assert.Contains(SoraJson, await consumer.BuildAndRunAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_TrimmedProgram_Runs()
    {
        using var consumer = new Consumer(feed)
            .Project(properties: "<PublishTrimmed>true</PublishTrimmed><TreatWarningsAsErrors>true</TreatWarningsAsErrors><RuntimeIdentifier>linux-x64</RuntimeIdentifier>")
            .Write("App/Program.cs", PrintSora);

        (await Shell.RunAsync(consumer.Root, "dotnet", "publish", "App", "-c", "Release", "-o", "out")).Succeeded();
        var output = (await Shell.RunAsync(consumer.Root, consumer.PathOf("out/App"))).Succeeded().Output;

        Assert.Contains(SoraJson, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_NativeAotProgram_Runs()
    {
        Assert.SkipUnless(Shell.Has("clang") || Shell.Has("gcc"), "Native AOT links with clang or gcc, and neither is installed.");
        using var consumer = new Consumer(feed)
            .Project("net8.0", properties: "<PublishAot>true</PublishAot><TreatWarningsAsErrors>true</TreatWarningsAsErrors><RuntimeIdentifier>linux-x64</RuntimeIdentifier>")
            .Write("App/Program.cs", PrintSora);

        (await Shell.RunAsync(consumer.Root, "dotnet", "publish", "App", "-c", "Release", "-o", "out")).Succeeded();
        var output = (await Shell.RunAsync(consumer.Root, consumer.PathOf("out/App"))).Succeeded().Output;

        Assert.Contains(SoraJson, output, StringComparison.Ordinal);
    }
}
