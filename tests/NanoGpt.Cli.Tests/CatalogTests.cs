using System.IO.Pipelines;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests;

public sealed class CatalogTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nanogpt-");

    public CatalogTests() => File.WriteAllText(
        Path.Combine(folder.FullName, "index.html"),
        "<!DOCTYPE html><html><head><title>AI video models</title><base href=\"/\"></head><body><div id=\"app\">"
        + "<p class=\"loading\">AI video models</p></div></body></html>");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Build_BuiltInDirectory_WritesAPageForEachModelAndRule()
    {
        var site = Path.Combine(folder.FullName, "site");

        var run = await Run.Of("catalog", "build", "--app", folder.FullName, "--out", site, "--base-path", "/models/");

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Matches(@"^\d+ files, \d+ models\.", run.Error);
        Assert.Contains("<base href=\"/models/\">", await ReadAsync(site, "models/nanogpt/sora-2/index.html"), StringComparison.Ordinal);
        Assert.Contains("Properties cannot be combined", await ReadAsync(site, "rules/NGPT120/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Catalog_InvalidAddressOfALiveService_IsAUsageError()
    {
        var run = await Run.In(
            isTerminal: false, name => name == "NANOGPT_API_KEY" ? "key-of-a-test" : name == "NANOGPT_BASE_URL" ? "nowhere" : null,
            "catalog", "--app", folder.FullName, "--port", "0");

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("NANOGPT_BASE_URL must be an absolute URL.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("models")]
    [InlineData("/models")]
    [InlineData("/\"><script>/")]
    public async Task Build_InvalidBasePath_IsAUsageError(string path)
    {
        var run = await Run.Of("catalog", "build", "--app", folder.FullName, "--out", Path.Combine(folder.FullName, "site"), "--base-path", path);

        Assert.Equal(ExitCode.Usage, run.Code);
    }

    [Fact]
    public async Task Build_WithoutTheApp_SaysHowToMakeIt()
    {
        var run = await Run.Of("catalog", "build", "--out", Path.Combine(folder.FullName, "site"));

        Assert.Equal(ExitCode.File, run.Code);
        Assert.Contains("dotnet publish catalog/NanoGpt.Catalog", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Catalog_DirectoryWithAnError_ServesTheOtherModelsAndTheError()
    {
        using var directory = new SmallDirectory();
        directory.Write("models/broken.yaml", "id: broken\ntitel: Broken\n");
        var pipe = new Pipe();
        await using var output = new StreamWriter(pipe.Writer.AsStream()) { AutoFlush = true };
        using var reader = new StreamReader(pipe.Reader.AsStream());
        using var error = new StringWriter();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var serving = NanoGptCommand.RunAsync(
            ["catalog", "--port", "0", "--app", folder.FullName, "--directory", directory.Path], output, error, stop.Token);

        using var client = new HttpClient { BaseAddress = new Uri((await reader.ReadLineAsync(TestContext.Current.CancellationToken))!) };
        var data = await client.GetFromJsonAsync<JsonObject>("catalog.json", TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Equal(ExitCode.Ok, await serving);
        Assert.NotEmpty(data!["models"]!.AsArray());
        Assert.Contains(data["issues"]!.AsArray(), issue => (bool)issue!["isError"]! && ((string)issue["position"]!).Contains("broken.yaml(", StringComparison.Ordinal));
    }

    private static Task<string> ReadAsync(string site, string path) =>
        File.ReadAllTextAsync(Path.Combine(site, path), TestContext.Current.CancellationToken);
}
