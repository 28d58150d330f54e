using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NanoGpt.Package.Tests.Kit;

namespace NanoGpt.Package.Tests;

/// <summary>Projects made by <c>dotnet new</c> build without a warning, and their programs make videos offline.</summary>
public sealed class TemplateTests(BuiltTemplates templates, PackedFeed feed) : IClassFixture<BuiltTemplates>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("console")]
    [InlineData("worker")]
    [InlineData("web")]
    [InlineData("cluster")]
    public async Task Template_WithoutEmulator_DoesNotMentionIt(string template)
    {
        var folder = templates.FolderOf(template, hasEmulator: false);
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".cs" or ".csproj"))
        {
            Assert.DoesNotContain("emulat", await File.ReadAllTextAsync(file, Stop), StringComparison.OrdinalIgnoreCase);
        }

        Assert.False(File.Exists(Path.Combine(folder, "bin/Debug/net10.0/NanoGpt.Emulator.dll")));
    }

    [Fact]
    public async Task Template_Console_DownloadsAVideo()
    {
        var folder = templates.FolderOf("console");

        var output = (await Shell.RunAsync(folder, "dotnet", BuiltTemplates.ProgramOf("console"), "A", "lighthouse")).Succeeded().Output;

        Assert.Contains("There is no NANOGPT_API_KEY: the emulator at http://127.0.0.1:", output, StringComparison.Ordinal);
        Assert.Contains("sora-2: ", output, StringComparison.Ordinal);
        Assert.Contains("Queued", output, StringComparison.Ordinal);
        Assert.Contains("Completed", output, StringComparison.Ordinal);
        await AssertMp4Async(Path.Combine(folder, "video.mp4"));
    }

    [Fact]
    public async Task Template_Worker_WritesAVideoOrAReasonPerPrompt()
    {
        var folder = templates.FolderOf("worker");
        DropPrompt(folder, "lighthouse", "A lighthouse at dusk");
        DropPrompt(folder, "refused", "A lighthouse [emulator:refuse]");

        await using (var worker = new RunningProgram(folder, "dotnet", [BuiltTemplates.ProgramOf("worker")]))
        {
            await worker.ReadUntilAsync("There is no API key: the emulator at http://127.0.0.1:");
            Assert.Contains(Path.Combine(folder, "inbox"), await worker.ReadUntilAsync("Drop a prompt"), StringComparison.Ordinal);
            await worker.ReadUntilAsync("lighthouse: saved");
        }

        await AssertMp4Async(Path.Combine(folder, "outbox/lighthouse.mp4"));
        Assert.True(File.Exists(Path.Combine(folder, "outbox/lighthouse.txt")));
        Assert.True(File.Exists(Path.Combine(folder, "failed/refused.txt")));
        Assert.NotEmpty(await File.ReadAllTextAsync(Path.Combine(folder, "failed/refused.error.txt"), Stop));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder, "inbox")));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder, "working")));
    }

    [Fact]
    public async Task Template_WorkerKilled_PaysOnceAndLosesNothing()
    {
        const string Key = "a-key-of-the-test";
        using var consumer = new Consumer(feed);
        var folder = templates.FolderOf("worker", hasEmulator: false);
        await using var service = InstalledTool.Serve(consumer, await InstalledTool.InstallAsync(consumer, feed));
        var address = await InstalledTool.ReadAddressAsync(service);
        var settings = new Dictionary<string, string>
        {
            ["NANOGPT_API_KEY"] = Key,
            ["NanoGpt__BaseAddress"] = address,
            ["NanoGpt__AllowInsecureLoopback"] = "true",
            ["NanoGpt__PollInterval"] = "00:00:00.250",
        };
        DropPrompt(folder, "lighthouse", "A lighthouse at dusk");

        await using (var first = Start())
        {
            await first.ReadUntilAsync("is job");   // the service has it, and the journal
        }

        Assert.False(File.Exists(Path.Combine(folder, "outbox/lighthouse.mp4")));
        await using (var second = Start())
        {
            await second.ReadUntilAsync("lighthouse: saved");
        }

        await AssertMp4Async(Path.Combine(folder, "outbox/lighthouse.mp4"));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder, "working")));
        Assert.Equal(1, await PaidJobsAsync());

        RunningProgram Start() => new(folder, "dotnet", [BuiltTemplates.ProgramOf("worker", hasEmulator: false)], settings);

        async Task<int> PaidJobsAsync()
        {
            using var http = new HttpClient { BaseAddress = new Uri(address), DefaultRequestHeaders = { { "x-api-key", Key } } };
            var jobs = await http.GetFromJsonAsync<JsonElement>("api/generate-video/recover?limit=50", Stop);
            return jobs.GetProperty("data").GetArrayLength();
        }
    }

    [Fact]
    public async Task Template_Web_AcceptsAnOrderOnceShowsItsStatusAndServesTheVideo()
    {
        await using var web = new RunningProgram(templates.FolderOf("web"), "dotnet", [BuiltTemplates.ProgramOf("web"), "--urls", "http://127.0.0.1:0"]);
        var listening = await web.ReadUntilAsync("Now listening on: ");
        using var http = new HttpClient { BaseAddress = new Uri(listening[listening.IndexOf("http://", StringComparison.Ordinal)..]) };

        var page = await http.GetStringAsync("/", Stop);
        Assert.Contains("page.js", page, StringComparison.Ordinal);
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);   // nothing from elsewhere
        Assert.Contains("<progress id=\"progress\" max=\"100\" aria-label=", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("id=\"offer\"", StringComparison.Ordinal) < page.IndexOf("id=\"send\"", StringComparison.Ordinal));
        var offer = await http.GetFromJsonAsync<JsonElement>("/videos/offer", Stop);
        Assert.StartsWith("0.4 USD", offer.GetProperty("price").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("http://127.0.0.1:", offer.GetProperty("service").GetString(), StringComparison.Ordinal);
        Assert.Contains("EventSource", await http.GetStringAsync("/page.js", Stop), StringComparison.Ordinal);

        using var bad = await http.PostAsJsonAsync("/videos", new { id = Guid.NewGuid(), prompt = (string?)null }, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        Assert.Contains("prompt", await bad.Content.ReadAsStringAsync(Stop), StringComparison.OrdinalIgnoreCase);

        var order = new { id = Guid.NewGuid(), prompt = "A lighthouse at dusk" };
        var id = await OrderAsync();
        Assert.Equal(id, await OrderAsync());   // the same order again, as after a reload

        using var early = await http.GetAsync($"/videos/{id}/file", Stop);
        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);

        var events = await http.GetStringAsync($"/videos/{id}/events", Stop);   // ends by itself
        Assert.Contains("event: state", events, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"Queued\"", events, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"Completed\"", events, StringComparison.Ordinal);

        var video = await http.GetByteArrayAsync($"/videos/{id}/file", Stop);
        Assert.Equal("ftyp"u8.ToArray(), video[4..8]);

        Assert.Contains("\"status\":\"Failed\"", await http.GetStringAsync("/videos/vid_unknown/events", Stop), StringComparison.Ordinal);
        using var unknown = await http.GetAsync("/videos/vid_unknown/file", Stop);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var escape = await http.GetAsync("/videos/..%2F..%2Fappsettings/file", Stop);
        Assert.Equal(HttpStatusCode.NotFound, escape.StatusCode);

        async Task<string> OrderAsync()
        {
            using var answer = await http.PostAsJsonAsync("/videos", order, Stop);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            return (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetString()!;
        }
    }

    [Fact]
    public async Task Template_Cluster_SavesABatchOnceAndRefusesWhatExceedsItsBudget()
    {
        var folder = templates.FolderOf("cluster");
        await using var worker = new RunningProgram(
            folder, "dotnet", [BuiltTemplates.ProgramOf("cluster"), "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Information"]);
        var listening = await worker.ReadUntilAsync("Now listening on: ");
        using var http = new HttpClient { BaseAddress = new Uri(listening[listening.IndexOf("http://", StringComparison.Ordinal)..]) };

        using var expensive = await http.PostAsJsonAsync("/batches/expensive", new { budget = 0.5m, prompts = new[] { "A tram", "A market" } }, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, expensive.StatusCode);
        Assert.Equal(2, await StartAsync());
        Assert.Equal(0, await StartAsync());   // the same batch again, as after a lost response

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        JsonElement progress;
        do
        {
            await timer.WaitForNextTickAsync(Stop);
            progress = await http.GetFromJsonAsync<JsonElement>("/batches/evening", Stop);
        }
        while (!progress.GetProperty("states").TryGetProperty("Saved", out var saved) || saved.GetInt32() < 2);

        var videos = Directory.GetFiles(Path.Combine(folder, "videos"));
        Assert.Equal(2, videos.Length);
        await AssertMp4Async(videos[0]);
        Assert.Equal(0, progress.GetProperty("budget").GetProperty("reserved").GetDecimal());
        Assert.Contains("<html", await http.GetStringAsync("/dashboard", Stop), StringComparison.OrdinalIgnoreCase);

        async Task<int> StartAsync()
        {
            using var answer = await http.PostAsJsonAsync("/batches/evening", new { budget = 20m, prompts = new[] { "A tram", "A market" } }, Stop);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            return await answer.Content.ReadFromJsonAsync<int>(Stop);
        }
    }

    private static void DropPrompt(string folder, string name, string prompt)
    {
        var inbox = Directory.CreateDirectory(Path.Combine(folder, "inbox")).FullName;
        File.WriteAllText(Path.Combine(inbox, $"{name}.txt"), prompt);
    }

    private static async Task AssertMp4Async(string path) =>
        Assert.Equal("ftyp"u8.ToArray(), (await File.ReadAllBytesAsync(path, Stop))[4..8]);
}
