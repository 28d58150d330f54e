using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NanoGpt.Emulator;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;

namespace NanoGpt.Directories.Tests.Kit;

/// <summary>The emulator, asked over HTTP whether it takes a request.</summary>
internal sealed class Judge : IAsyncDisposable
{
    private readonly NanoGptEmulator emulator;
    private readonly HttpClient client;

    private Judge(NanoGptEmulator emulator)
    {
        this.emulator = emulator;
        client = new HttpClient { BaseAddress = emulator.BaseAddress };
        client.DefaultRequestHeaders.Add("x-api-key", "sk-nano-test");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "venice-test");
    }

    public static async Task<Judge> StartAsync(Catalog catalog) => new(await NanoGptEmulator.StartAsync(
        new EmulatorOptions { Catalog = catalog, RejectUnknownKeys = true, InitialBalance = 1_000_000_000 },
        TestContext.Current.CancellationToken));

    /// <summary>Why it refuses a request; null if it takes it.</summary>
    public async Task<string?> RefusalAsync(ModelDefinition model, JsonObject body)
    {
        var path = model.Provider == "venice" ? emulator.VeniceAddress + "/video/queue" : "api/generate-video";
        using var answer = await client.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var isTaken = answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.OK;
        Assert.True(isTaken || answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, $"{answer.StatusCode}: {text}");
        return isTaken ? null : text;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await emulator.DisposeAsync();
    }
}
