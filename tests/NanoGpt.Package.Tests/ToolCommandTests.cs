using System.Text.RegularExpressions;
using NanoGpt.Package.Tests.Kit;

namespace NanoGpt.Package.Tests;

/// <summary>Runs every command of the installed tool once, in a folder without any file of this repository.</summary>
public sealed partial class ToolCommandTests(PackedFeed feed)
{
    private static readonly string[] Tram = ["sora-2", "prompt=A tram", "resolution=720p", "duration=8"];

    [Fact]
    public async Task Tool_EveryCommand_RunsInACleanFolder()
    {
        using var consumer = new Consumer(feed);
        var tool = await InstalledTool.InstallAsync(consumer, feed);
        var covered = new HashSet<string>(StringComparer.Ordinal);
        await using var server = InstalledTool.Serve(consumer, tool);
        var address = await InstalledTool.ReadAddressAsync(server);
        covered.Add("serve");

        consumer
            .Write("own/provider.yaml", "id: own\ntitle: Own\nsources: { a: { title: A } }\n")
            .Write("own/fields.yaml", "prompt: { type: string, wire: prompt, summary: What it shows., sources: [a] }\n")
            .Write("own/models/one.yaml", "id: one\ntitle: One\nsummary: The only one.\nmodes: [text-to-video]\ninputs: { prompt: { required: true } }\nsources: [a]\n")
            .Write("made/README.md", "A directory that starts now.\n");

        Assert.Contains("models/mine.yaml", await RunAsync("init", "--out", "project"), StringComparison.Ordinal);
        await RunAsync("validate", "project/models");
        Assert.Contains("1 model, 0 errors", await RunAsync("validate", "own"), StringComparison.Ordinal);
        Assert.Contains("sora-2", await RunAsync("models list"), StringComparison.Ordinal);
        Assert.Contains("Sora2Request", await RunAsync("models show", "sora-2"), StringComparison.Ordinal);
        Assert.Contains("The same: prompt", await RunAsync("models compare", "sora-2", "veo3-1-video"), StringComparison.Ordinal);
        Assert.Contains("1 models written", await RunAsync("export", "-d", "own", "-o", "own.json"), StringComparison.Ordinal);
        Assert.Contains("version: none", await RunAsync("diff", "own.json", "own"), StringComparison.Ordinal);
        await RunAsync("emit", "-d", "own", "--out", "code", "--models", "*");
        Assert.True(File.Exists(consumer.PathOf("code/OneRequest.g.cs")));
        Assert.Contains("\"$schema\"", await RunAsync("schema", "model"), StringComparison.Ordinal);

        await RunAsync("sync", "--provider", "nanogpt", "--from", $"{address}api/v1/video-models", "-d", "made", "--write");
        Assert.True(File.Exists(consumer.PathOf("made/nanogpt/models/sora-2.yaml")));

        Assert.Contains("0.8", await RunAsync("estimate", Tram), StringComparison.Ordinal);
        await RunAsync("run", [.. Tram, .. Service(), "--poll", "0.1", "--out", "run.mp4"]);
        Assert.True(File.Exists(consumer.PathOf("run.mp4")));
        var job = RunId().Match(await RunAsync("submit", [.. Tram, .. Service()])).Groups[1].Value;
        await RunAsync("wait", [job, .. Service(), "--poll", "0.1"]);
        Assert.Contains("completed", await RunAsync("status", [job, .. Service()]), StringComparison.Ordinal);
        await RunAsync("download", [job, .. Service(), "--out", "again.mp4"]);
        Assert.True(File.Exists(consumer.PathOf("again.mp4")));
        consumer.Write("jobs.csv", "model,prompt\nsora-2,A tram\nsora-2,A bus\n");
        Assert.Contains("saved: 2", await RunAsync("batch", ["jobs.csv", .. Service(), "--out", "videos", "--yes"]), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(consumer.PathOf("videos"), "*.mp4").Length);
        Assert.Equal("", await RunAsync("mcp", "--out", "videos"));   // its client disconnects at once
        covered.Add("store migrate");
        var migration = await Shell.RunAsync(consumer.Root, tool, "store", "migrate", "--store", "Host=127.0.0.1;Port=1;Database=d");
        Assert.Contains("PostgreSQL at 127.0.0.1:1 cannot be reached", migration.Output, StringComparison.Ordinal);
        Assert.Contains(job, await RunAsync("recover", Service()), StringComparison.Ordinal);
        Assert.Contains("USD", await RunAsync("balance", Service()), StringComparison.Ordinal);
        Assert.Contains(feed.Version, await RunAsync("doctor", Service()), StringComparison.Ordinal);

        await RunAsync("catalog build", "--out", "site");
        Assert.Contains("Sora 2", await File.ReadAllTextAsync(consumer.PathOf("site/models/nanogpt/sora-2/index.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await using (var catalog = new RunningProgram(consumer.Root, tool, ["catalog", "--port", "0"]))
        {
            using var http = new HttpClient { BaseAddress = new Uri(await InstalledTool.ReadAddressAsync(catalog)) };
            Assert.Contains("<title>", await http.GetStringAsync("", TestContext.Current.CancellationToken), StringComparison.Ordinal);
            covered.Add("catalog");
        }

        Assert.Contains("NGPT120", await RunAsync("explain", "NGPT120"), StringComparison.Ordinal);
        Assert.Contains("nanogpt", await RunAsync("completion", "bash"), StringComparison.Ordinal);
        var commands = await CommandsAsync("");
        var models = await CommandsAsync("models ");

        // The table of the tool itself, so that a new command cannot be forgotten here.
        var stores = await CommandsAsync("store ");
        var all = commands.Except(["models", "store"]).Concat(models.Select(name => $"models {name}")).Concat(stores.Select(name => $"store {name}"))
            .Append("catalog build");
        Assert.Superset(all.ToHashSet(StringComparer.Ordinal), covered);
        Assert.Contains("validate", covered.Intersect(commands));

        async Task<string> RunAsync(string command, params string[] arguments)
        {
            covered.Add(command);
            return (await Shell.RunAsync(consumer.Root, tool, [.. command.Split(' '), .. arguments])).Succeeded().Output;
        }

        string[] Service() => ["--base-url", address];

        async Task<string[]> CommandsAsync(string of) =>
            [.. (await RunAsync("complete", $"nanogpt {of}")).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(word => char.IsAsciiLetter(word[0]))];
    }

    [GeneratedRegex("\"runId\":\"([^\"]+)\"")]
    private static partial Regex RunId();
}
