using System.Diagnostics;
using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using NanoGpt.Cli.Output;
using NanoGpt.Cli;

namespace NanoGpt.Agents.Tests.Mcp;

/// <summary>Tests <c>nanogpt mcp</c> as a process of its own, and over HTTP.</summary>
public class McpProcessTests
{
    internal static readonly string Tool = OutputOf("NanoGpt.Cli", "nanogpt.dll");

    [Fact]
    public async Task Stdio_OfficialClient_GeneratesAVideo()
    {
        await using var agent = await Agent.StartAsync();
        var lines = new List<string>();
        await using var client = await McpClient.CreateAsync(
            new StdioClientTransport(new StdioClientTransportOptions
            {
                Command = "dotnet",
                Arguments = [Tool, "mcp", "--out", agent.Folder, "--budget", "5"],
                EnvironmentVariables = new Dictionary<string, string?>
                {
                    ["NANOGPT_API_KEY"] = CanaryWatch.Key,
                    ["NANOGPT_BASE_URL"] = agent.Emulator.BaseAddress.ToString(),
                },
                StandardErrorLines = lines.Add,
            }),
            cancellationToken: TestContext.Current.CancellationToken);

        var submitted = await client.CallToolAsync(
            "submit_video", Agent.ToArguments(Agent.SubmitArguments("tram")), cancellationToken: TestContext.Current.CancellationToken);
        agent.Clock.Advance(60);
        var waited = await client.CallToolAsync(
            "wait_for_job", new Dictionary<string, object?> { ["job"] = "tram" }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.NotEqual(true, submitted.IsError);
        Assert.Equal("completed", waited.StructuredContent!.Value.Text("status"));
        Assert.Equal(1, agent.Emulator.PaidJobs);
        CanaryOfAllTests.Watch.Look("standard error", string.Join('\n', lines));
    }

    [Fact]
    public async Task Stdio_StandardOutput_ContainsNothingButMessages()
    {
        await using var agent = await Agent.StartAsync();
        var start = new ProcessStartInfo("dotnet", [Tool, "mcp", "--out", agent.Folder, "--models", "*"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.NewLine = "\n";
        string[] messages =
        [
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""",
            """{"jsonrpc":"2.0","method":"notifications/initialized"}""",
            """{"jsonrpc":"2.0","id":2,"method":"tools/list"}""",
            "this is no message",
            """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"submit_video","arguments":{"model":"sora-2","request":{"prompt":"A tram"}}}}""",
        ];
        foreach (var message in messages)
        {
            await process.StandardInput.WriteLineAsync(message);
        }

        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        var ids = new HashSet<int>();
        while (!ids.IsSupersetOf([1, 2, 3]))
        {
            var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            var json = JsonNode.Parse(line!)!;
            Assert.Equal("2.0", (string?)json["jsonrpc"]);
            if ((int?)json["id"] is { } id)
            {
                ids.Add(id);
            }
        }

        process.StandardInput.Close();
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Ok, process.ExitCode);
    }

    [Fact]
    public async Task Http_OfficialClient_SharesOneBudgetAndForeignHostsAreRefused()
    {
        await using var agent = await Agent.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var pipe = new System.IO.Pipelines.Pipe();
        await using var output = new StreamWriter(pipe.Writer.AsStream()) { AutoFlush = true };
        using var reader = new StreamReader(pipe.Reader.AsStream());
        using var error = new StringWriter();
        var host = new CommandHost(output, error, environment: name => name switch
        {
            "NANOGPT_API_KEY" => CanaryWatch.Key,
            "NANOGPT_BASE_URL" => agent.Emulator.BaseAddress.ToString(),
            _ => null,
        })
        {
            Clock = agent.Clock,
        };
        var serving = NanoGptCommand.RunAsync(["mcp", "--http", "0", "--out", agent.Folder, "--budget", "1"], host, stop.Token);
        var address = new Uri((await reader.ReadLineAsync(TestContext.Current.CancellationToken))!);

        var results = new List<bool?>();
        for (var i = 0; i < 2; i++)
        {
            await using var client = await McpClient.CreateAsync(
                new HttpClientTransport(new HttpClientTransportOptions { Endpoint = address }),
                cancellationToken: TestContext.Current.CancellationToken);
            var result = await client.CallToolAsync(
                "submit_video", Agent.ToArguments(Agent.SubmitArguments()), cancellationToken: TestContext.Current.CancellationToken);
            results.Add(result.IsError);
        }

        Assert.NotEqual(true, results[0]);
        Assert.Equal(true, results[1]);
        using var http = new HttpClient();
        Assert.Equal(System.Net.HttpStatusCode.MisdirectedRequest, await PostAsync(http, address, "Host", "evil.example"));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, await PostAsync(http, address, "Origin", "https://evil.example"));
        await stop.CancelAsync();
        Assert.Equal(ExitCode.Ok, await serving);
    }

    [Fact]
    public async Task Sample_Offline_RepairsItsRequestAndSavesTheVideo()
    {
        TestDepth.SkipUnlessAll();
        var folder = Directory.CreateTempSubdirectory("nanogpt-sample-");
        var start = new ProcessStartInfo("dotnet", [OutputOf("Agent", "Agent.dll"), folder.FullName])
        {
            RedirectStandardInput = true,
        };

        var run = await Shell.RunAsync(start);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("finding: resolution = 1792x1024 requires pro_mode = true", run.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("May the agent call submit_video?", run.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("The video is saved: ", run.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("Jobs paid: 1.", run.StandardOutput, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    // A program runs from its own output: this project has other versions of some of its libraries.
    private static string OutputOf(string project, string assembly) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../..", project, Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/', '\\')), assembly));

    private static async Task<System.Net.HttpStatusCode> PostAsync(HttpClient http, Uri address, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent("{}") };
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
