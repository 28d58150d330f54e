using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests;

public sealed class InitTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nanogpt-init-");

    [Fact]
    public async Task Init_Project_GetsAValidModelAndItsItem()
    {
        Write("App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">\r\n</Project>\r\n");
        var run = await InitAsync("--models", "nanogpt/sora-*");
        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Equal(
            ["models/mine.yaml", "models/schema/model.schema.json", "models/schema/nanogpt.model.schema.json",
                "models/schema/venice.model.schema.json", "models/schema/fields.schema.json",
                "models/schema/provider.schema.json", ".editorconfig", "App.csproj"],
            run.Output.TrimEnd().Split('\n'));
        Assert.Equal(
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <NanoGptModels>nanogpt/sora-*</NanoGptModels>
              </PropertyGroup>
              <ItemGroup>
                <NanoGptModel Include="models/*.yaml" />
              </ItemGroup>

            </Project>

            """.ReplaceLineEndings("\r\n"),
            Read("App.csproj"));
        var valid = await Run.Of("validate", Path.Combine(folder.FullName, "models"));
        Assert.Equal((ExitCode.Ok, "", "1 model, 0 errors, 0 warnings\n"), (valid.Code, valid.Output, valid.Error));
    }

    [Fact]
    public async Task Init_Again_ChangesNothing()
    {
        Write("App.csproj", "<Project>\n</Project>\n");
        await InitAsync();
        Write("models/mine.yaml", "edited");
        var run = await InitAsync();
        Assert.Equal((ExitCode.Ok, ""), (run.Code, run.Output));
        Assert.Contains("models/mine.yaml exists and is unchanged.\n", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("needs these lines", run.Error, StringComparison.Ordinal);
        Assert.Equal("edited", Read("models/mine.yaml"));
    }

    [Theory]
    [InlineData]
    [InlineData("A.csproj", "B.csproj")]
    public async Task Init_NotOneProject_WritesTheLinesToAdd(params string[] projects)
    {
        foreach (var project in projects)
        {
            Write(project, "<Project>\n</Project>\n");
        }

        Assert.Contains("<NanoGptModel Include=\"models/*.yaml\" />", (await InitAsync()).Error, StringComparison.Ordinal);
        Assert.All(projects, project => Assert.Equal("<Project>\n</Project>\n", Read(project)));
    }

    [Theory]
    [InlineData("nanogpt")]
    [InlineData("venice")]
    public async Task Init_Directory_StartsFromTheBuiltInOne(string provider)
    {
        Assert.Equal(ExitCode.Ok, (await InitAsync("--directory", "--provider", provider)).Code);
        var schema = Path.Combine(folder.FullName, "schema");
        Assert.Equal(ExitCode.Ok, (await Run.Of("validate", schema)).Code);
        var diff = await Run.Of("diff", Repository.PathOf($"schema/{provider}"), Path.Combine(schema, provider));
        Assert.Equal((ExitCode.Ok, ""), (diff.Code, diff.Output));
        Assert.Contains($"PROVIDER: {provider}\n", Read(".github/workflows/model-sync.yml"), StringComparison.Ordinal);
        Assert.Contains(NanoGptCommand.Version, Read(".config/dotnet-tools.json"), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.FullName, ".github", "model-sync.sh")));
        Assert.Equal(ExitCode.Ok, (await Run.Of("schema", "--check", "--out", Path.Combine(schema, "json"))).Code);
    }

    [Fact]
    public async Task Init_ModelsAndDirectory_IsAUsageError() =>
        Assert.Equal(ExitCode.Usage, (await InitAsync("--directory", "--models", "*")).Code);

    public void Dispose() => folder.Delete(recursive: true);

    private Task<Run> InitAsync(params string[] arguments) => Run.Of(["init", "--out", folder.FullName, .. arguments]);

    private string Read(string path) => File.ReadAllText(Path.Combine(folder.FullName, path));

    private void Write(string path, string text) => File.WriteAllText(Path.Combine(folder.FullName, path), text);
}
