using System.Text.RegularExpressions;
using NanoGpt.Package.Tests.Kit;

namespace NanoGpt.Package.Tests;

/// <summary>Builds projects that are set up in an unusual way: the models are generated, or one diagnostic tells what to change.</summary>
public sealed partial class ProjectSetupTests(PackedFeed feed)
{
    private const string PrintSora = """
        using NanoGpt.Models;

        Console.WriteLine(new Sora2Request { Prompt = "A tram" }.ToJson());
        """;

    private const string SoraJson = """{"model":"sora-2","prompt":"A tram"}""";

    private const string House = """
        id: house
        title: House
        summary: A model of this project.
        modes: [text-to-video]
        inputs:
          prompt: { required: true }
        sources: [endpoint-page-2025-11]
        """;

    private const string Reference = """<PackageReference Include="NanoGpt.Codegen" Version="$(NanoGptVersion)" />""";

    [Fact]
    public async Task Build_OldLanguage_HasOneError()
    {
        using var consumer = new Consumer(feed)
            .Project(properties: "<LangVersion>10</LangVersion>")
            .Write("App/Program.cs", "Console.WriteLine();");

        Assert.Equal("NGPT053", Assert.Single(Errors(await consumer.BuildAsync())));
    }

    [Theory]
    [InlineData("", """<PackageReference Include="NanoGpt.Codegen" Version="$(NanoGptVersion)" ExcludeAssets="compile" />""")]
    [InlineData("""<GlobalPackageReference Include="NanoGpt.Codegen" Version="$(NanoGptVersion)" />""", "")]
    public async Task Build_CompileAssetsExcluded_HasOneError(string globalItems, string items)
    {
        using var consumer = new Consumer(feed)
            .Write("Directory.Packages.props", $"""
                <Project>
                  <PropertyGroup><ManagePackageVersionsCentrally>{(globalItems.Length > 0 ? "true" : "false")}</ManagePackageVersionsCentrally></PropertyGroup>
                  <ItemGroup>{globalItems}</ItemGroup>
                </Project>
                """)
            .Write("App/App.csproj", Project(items: items))
            .Write("App/Program.cs", "Console.WriteLine();");

        Assert.Equal("NGPT054", Assert.Single(Errors(await consumer.BuildAsync())));
    }

    [Theory]
    [InlineData("public", "")]
    [InlineData("internal", """<InternalsVisibleTo Include="App" />""")]
    public async Task Build_TypesInTwoProjects_HasOneWarningAndOneForEachUse(string accessibility, string items)
    {
        var properties = $"<NanoGptAccessibility>{accessibility}</NanoGptAccessibility>";
        using var consumer = new Consumer(feed)
            .Project(name: "Lib", properties: properties + "<OutputType>Library</OutputType>", items: items)
            .Project(properties: properties, items: """<ProjectReference Include="../Lib/Lib.csproj" />""")
            .Write("App/Program.cs", PrintSora);

        var result = (await consumer.BuildAsync()).Succeeded();

        Assert.Equal(
            ["CSC NGPT055", "Program.cs CS0436"],
            Regex.Matches(result.Output, @"([\w.]+)(?:\(\d+,\d+\)| ): warning (\w+)")
                .Select(static match => $"{match.Groups[1].Value} {match.Groups[2].Value}").Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("targets")]
    [InlineData("props")]
    public async Task Build_SetUpInADirectoryBuildFile_GeneratesTheModels(string kind)
    {
        using var consumer = new Consumer(feed);
        var path = $"Directory.Build.{kind}";
        var text = kind == "props" ? await File.ReadAllTextAsync(consumer.PathOf(path), TestContext.Current.CancellationToken) : "<Project></Project>";
        consumer
            .Write(path, text.Replace("</Project>", $"""
                  <PropertyGroup><NanoGptModels>nanogpt/sora-2;nanogpt/veo2-video</NanoGptModels></PropertyGroup>
                  <ItemGroup>
                    {Reference}
                    <NanoGptModel Include="$(MSBuildProjectDirectory)/models/*.yaml" />
                  </ItemGroup>
                </Project>
                """, StringComparison.Ordinal))
            .Write("App/App.csproj", Project())
            .Write("App/models/house.yaml", House)
            .Write("App/Program.cs", PrintSora + "\nConsole.WriteLine(string.Join(' ', NanoGptModels.All.Select(model => model.Id)));");

        var output = await consumer.BuildAndRunAsync();

        Assert.Contains(SoraJson, output, StringComparison.Ordinal);
        Assert.Contains("house sora-2 veo2-video", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("schema")]
    [InlineData("schema/")]
    [InlineData("$(MSBuildProjectDirectory)/schema")]
    [InlineData("./other/../schema")]
    public async Task Build_SchemaDirectory_NeedsNoFinalSlash(string folder)
    {
        using var consumer = new Consumer(feed, models: "")
            .Project(properties: $"<NanoGptSchemaDirectory>{folder}</NanoGptSchemaDirectory>")
            .Write("App/Program.cs", """Console.WriteLine(new NanoGpt.Models.HouseRequest { Prompt = "A tram" }.ToJson());""")
            .Write("App/schema/nanogpt/models/house.yaml", House);
        foreach (var file in (string[])["provider.yaml", "fields.yaml"])
        {
            consumer.Write($"App/schema/nanogpt/{file}", Repository.Read($"schema/nanogpt/{file}"));
        }

        Assert.Contains("\"model\":\"house\"", await consumer.BuildAndRunAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_MisspelledSchemaDirectory_IsAWarning()
    {
        using var consumer = new Consumer(feed)
            .Project(properties: "<NanoGptSchemaDirectory>shema</NanoGptSchemaDirectory>")
            .Write("App/Program.cs", "Console.WriteLine();");

        Assert.Matches(@"warning NGPT056: the property NanoGptSchemaDirectory is '.*App.shema.'", (await consumer.BuildAsync()).Succeeded().Output);
    }

    [Fact]
    public async Task Build_ModelAsAdditionalFile_IsAWarning()
    {
        using var consumer = new Consumer(feed)
            .Project(items: """<AdditionalFiles Include="models/*.yaml" />""")
            .Write("App/models/house.yaml", House)
            .Write("App/Program.cs", PrintSora);

        Assert.Contains("warning NGPT057: house.yaml looks like a model", (await consumer.BuildAsync()).Succeeded().Output, StringComparison.Ordinal);
    }

    private static string Project(string items = "") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup>
          <ItemGroup>{items}</ItemGroup>
        </Project>
        """;

    // The summary at the end of the log repeats the errors.
    private static IEnumerable<string> Errors(ShellResult result) =>
        ErrorPattern().Matches(result.Failed().Output).Select(static match => match.Value).Distinct()
            .Select(static line => ErrorPattern().Match(line).Groups[1].Value);

    [GeneratedRegex(@"^.*: error (\w+):.*$", RegexOptions.Multiline)]
    private static partial Regex ErrorPattern();
}
