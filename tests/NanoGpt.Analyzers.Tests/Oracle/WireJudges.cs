using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NanoGpt.Cli;
using NanoGpt.Emulator;
using NanoGpt.Definitions;
using NanoGpt.Schema.Loading;
using NJsonSchema;

namespace NanoGpt.Analyzers.Tests.Oracle;

/// <summary>The two who see a Venice request only as it is sent: the emulator over HTTP, and the schemas that the tool exports.</summary>
internal sealed class WireJudges : IAsyncDisposable
{
    private readonly NanoGptEmulator emulator;
    private readonly HttpClient client = new();
    private readonly DirectoryInfo schemas;

    private WireJudges(NanoGptEmulator emulator, DirectoryInfo schemas)
    {
        (this.emulator, this.schemas) = (emulator, schemas);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "key-of-the-test");
    }

    public static async Task<WireJudges> StartAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("verdict-");
        var models = folder.CreateSubdirectory("directory/venice/models").FullName;
        var venice = Path.Combine(Repository.Root, "schema", "venice");
        foreach (var file in Directory.GetFiles(venice, "*.yaml", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(models, "..", Path.GetRelativePath(venice, file)));
        }

        await File.WriteAllTextAsync(Path.Combine(models, "limits.yaml"), ShippedModels.Limits, cancel);
        var directory = Path.Combine(folder.FullName, "directory");
        using var said = new StringWriter();
        var code = await NanoGptCommand.RunAsync(["export", "-d", directory, "--format", "json-schema", "--out", folder.FullName], said, said, cancel);
        Assert.True(code == 0, said.ToString());
        var catalog = ModelDirectory.Load(DirectoryFiles.Read(directory), cancel);
        Assert.Empty(catalog.Issues);
        return new(await NanoGptEmulator.StartAsync(new EmulatorOptions { Catalog = catalog, RejectUnknownKeys = true, InitialBalance = 1_000_000_000 }, cancel), folder);
    }

    /// <summary>The exported schema of a model.</summary>
    public async Task<JsonSchema> SchemaAsync(string model) =>
        await JsonSchema.FromFileAsync(Path.Combine(schemas.FullName, "venice", model + ".schema.json"), TestContext.Current.CancellationToken);

    /// <summary>Why the emulator refuses a body; null if it takes it.</summary>
    public async Task<string?> RefusalAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(emulator.VeniceAddress + "/video/queue"), content, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, $"{answer.StatusCode}: {text}");
        return answer.StatusCode == HttpStatusCode.OK ? null : text;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await emulator.DisposeAsync();
        schemas.Delete(recursive: true);
    }
}
