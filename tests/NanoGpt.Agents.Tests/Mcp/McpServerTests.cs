using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol;
using NanoGpt.Cli;

namespace NanoGpt.Agents.Tests.Mcp;

/// <summary>Tests <c>nanogpt mcp</c> with the official client.</summary>
public class McpServerTests
{
    [Fact]
    public async Task ListTools_Default_ReturnsTheOperationsWithAnnotationsAndSchemas()
    {
        await using var connection = await McpConnection.StartAsync();

        var tools = (await connection.Client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken)).Select(static tool => tool.ProtocolTool).ToList();

        Assert.Equal(
            [
                "find_models", "describe_model", "validate_request", "estimate_cost", "submit_video", "get_job", "wait_for_job",
                "save_video", "list_jobs", "budget",
            ],
            tools.Select(static tool => tool.Name));
        Assert.All(tools, static tool => Assert.NotNull(tool.OutputSchema));
        Assert.Equal(["submit_video"], tools.Where(static tool => tool.Annotations!.DestructiveHint == true).Select(static tool => tool.Name));
        Assert.Equal(["submit_video", "save_video"], tools.Where(static tool => tool.Annotations!.ReadOnlyHint == false).Select(static tool => tool.Name));
    }

    [Fact]
    public async Task ListTools_Models_AddsTheirToolsWithRulesInTheSchema()
    {
        await using var connection = await McpConnection.StartAsync(args: ["--models", "sora-2,veo3-*"]);

        var tools = await connection.Client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        var typed = tools.Where(static tool => tool.Name.StartsWith("generate_", StringComparison.Ordinal)).ToList();
        Assert.Contains(typed, static tool => tool.Name == "generate_sora-2");
        Assert.Contains(typed, static tool => tool.Name.StartsWith("generate_veo3-", StringComparison.Ordinal));
        Assert.DoesNotContain(typed, static tool => tool.Name.Contains("kling", StringComparison.Ordinal));
        var sora = typed.Single(static tool => tool.Name == "generate_sora-2").JsonSchema;
        Assert.NotEqual(0, sora.GetProperty("properties").GetProperty("request").GetProperty("allOf").GetArrayLength());
    }

    [Fact]
    public async Task CallTool_WholeConversation_GeneratesOneVideo()
    {
        await using var connection = await McpConnection.StartAsync(args: ["--budget", "5", "--models", "sora-2"]);

        var submitted = Succeeded(await connection.CallAsync("generate_sora-2", new
        {
            request = new { prompt = "A tram", resolution = "720p", duration = "8", pro_mode = false },
            request_id = "tram",
        }));
        var waited = await connection.CallAsync("wait_for_job", new { job = "tram" });
        var saved = Succeeded(await connection.CallAsync("save_video", new { job = "tram", file = "tram" }));

        Assert.NotNull(submitted.Text("job"));
        Assert.Equal("completed", Succeeded(waited).Text("status"));
        Assert.Equal("video/mp4", Assert.Single(waited.Content.OfType<ResourceLinkBlock>()).MimeType);
        Assert.True(File.Exists(Path.Combine(connection.Folder, "tram.mp4")), saved.GetRawText());
        Assert.Equal(0.8m, Succeeded(await connection.CallAsync("budget")).GetProperty("session").GetProperty("spent").GetDecimal());
        Assert.Equal(1, connection.Emulator.PaidJobs);
    }

    [Fact]
    public async Task WaitForJob_ProgressToken_IsNotifiedInOrderBeforeTheResult()
    {
        // Later versions describe the client in each request.
        await using var connection = await McpConnection.StartAsync(
            new McpClientOptions { ProtocolVersion = "2025-06-18" }, args: ["--budget", "5"]);
        await connection.CallAsync("submit_video", Agent.SubmitArguments("tram"));

        var frames = await connection.ExchangeAsync(new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = "wait",
            ["method"] = "tools/call",
            ["params"] = new JsonObject
            {
                ["name"] = "wait_for_job",
                ["arguments"] = new JsonObject { ["job"] = "tram" },
                ["_meta"] = new JsonObject { ["progressToken"] = "token" },
            },
        });

        Assert.NotNull(frames[^1]["result"]);
        var progress = frames.SkipLast(1).Select(static frame => frame["params"]!).ToList();
        Assert.All(progress, static one => Assert.Equal("token", (string?)one["progressToken"]));
        var values = progress.ConvertAll(static one => (double)one["progress"]!);
        Assert.Equal(values.Order(), values);
        Assert.Equal(100, values[^1]);
        Assert.StartsWith("completed", (string?)progress[^1]["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallTool_InvalidRequest_IsAnErrorWithRepairs()
    {
        await using var connection = await McpConnection.StartAsync(args: ["--budget", "5"]);

        var result = await connection.CallAsync(
            "submit_video", new { model = "sora-2", request = new { prompt = "A tram", resolution = "1792x1024", duration = "8" } });

        Assert.True(result.IsError);
        var finding = result.StructuredContent!.Value.GetProperty("error").GetProperty("findings")[0];
        Assert.Equal("NGPT120", finding.Text("code"));
        Assert.True(finding.GetProperty("repairs")[0].GetProperty("set").GetProperty("pro_mode").GetBoolean());
        Assert.Equal(result.StructuredContent.Value.GetRawText(), Assert.IsType<TextContentBlock>(result.Content[0]).Text);
    }

    [Fact]
    public async Task CallTool_UnknownTool_IsAProtocolError()
    {
        await using var connection = await McpConnection.StartAsync();

        await Assert.ThrowsAsync<McpProtocolException>(() => connection.CallAsync("delete_everything"));
    }

    [Theory]
    [InlineData(null, "not_approved")]
    [InlineData(false, "not_approved")]
    [InlineData(true, null)]
    public async Task CallTool_RequireApproval_AsksTheUserOrRefuses(bool? approves, string? error)
    {
        ElicitRequestParams? asked = null;
        var options = new McpClientOptions();
        if (approves is { } answer)
        {
            options.Handlers.ElicitationHandler = (request, _) =>
            {
                asked = request;
                return new(new ElicitResult
                {
                    Action = answer ? "accept" : "decline",
                    Content = new Dictionary<string, JsonElement> { ["approve"] = JsonElement.Parse(answer ? "true" : "false") },
                });
            };
        }

        await using var connection = await McpConnection.StartAsync(options, args: ["--budget", "5", "--require-approval"]);

        var result = await connection.CallAsync("submit_video", Agent.SubmitArguments());

        Assert.Equal(error, result.IsError == true ? result.StructuredContent!.Value.GetProperty("error").Text("code") : null);
        Assert.Equal(error is null ? 1 : 0, connection.Emulator.PaidJobs);
        Assert.Equal(approves is not null, asked?.Message.Contains("at most 0.8 USD", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task CallTool_ClientFailsToAskForApproval_IsRefused()
    {
        // Clients of later versions end the call themselves.
        var options = new McpClientOptions { ProtocolVersion = "2025-06-18" };
        options.Handlers.ElicitationHandler = static (_, _) => throw new McpProtocolException("There is no window.", McpErrorCode.InternalError);
        await using var connection = await McpConnection.StartAsync(options, args: ["--budget", "5", "--require-approval"]);

        var result = await connection.CallAsync("submit_video", Agent.SubmitArguments());

        Assert.Equal("not_approved", result.StructuredContent!.Value.GetProperty("error").Text("code"));
        Assert.Equal(0, connection.Emulator.PaidJobs);
    }

    [Fact]
    public async Task CallTool_ClientAsksOnlyByUrl_IsRefused()
    {
        var options = new McpClientOptions
        {
            Capabilities = new ClientCapabilities { Elicitation = new ElicitationCapability { Url = new UrlElicitationCapability() } },
        };
        options.Handlers.ElicitationHandler = static (_, _) => new(new ElicitResult { Action = "accept" });
        await using var connection = await McpConnection.StartAsync(options, args: ["--budget", "5", "--require-approval"]);

        var result = await connection.CallAsync("submit_video", Agent.SubmitArguments());

        Assert.Equal("not_approved", result.StructuredContent!.Value.GetProperty("error").Text("code"));
        Assert.Equal(0, connection.Emulator.PaidJobs);
    }

    [Fact]
    public async Task ListTools_NoModelMatches_WritesAMessageToStandardError()
    {
        await using var connection = await McpConnection.StartAsync(args: ["--models", "sora2"]);

        await connection.Client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains("matches --models sora2", connection.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resources_ModelAndRulePages_AreListedAndRead()
    {
        await using var connection = await McpConnection.StartAsync();

        var resources = await connection.Client.ListResourcesAsync(cancellationToken: TestContext.Current.CancellationToken);
        var model = await ReadAsync(connection, "nanogpt://models/nanogpt/sora-2");
        var rule = await ReadAsync(connection, "nanogpt://rules/NGPT120");

        Assert.Contains(resources, static resource => resource.Uri == "nanogpt://models/nanogpt/sora-2");
        Assert.Contains(resources, static resource => resource.Uri == "nanogpt://rules/NGPT120");
        Assert.StartsWith("# Sora 2", model, StringComparison.Ordinal);
        Assert.Contains("NGPT120", rule, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<McpException>(() => ReadAsync(connection, "nanogpt://rules/../../secret"));
    }

    [Fact]
    public async Task Prompt_ChooseModel_ContainsTheWish()
    {
        await using var connection = await McpConnection.StartAsync();

        var prompt = await connection.Client.GetPromptAsync(
            "choose_model", new Dictionary<string, object?> { ["wish"] = "a tram in the rain", ["max_price"] = "0.5" },
            cancellationToken: TestContext.Current.CancellationToken);

        var text = Assert.IsType<TextContentBlock>(Assert.Single(prompt.Messages).Content).Text;
        Assert.Contains("a tram in the rain", text, StringComparison.Ordinal);
        Assert.Contains("validate_request", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ClientDisappearsDuringASubmission_EndsAndKeepsTheReserve()
    {
        var arrived = new TaskCompletionSource();
        var proceed = new TaskCompletionSource();
        var behavior = new Interception
        {
            Arrived = () =>
            {
                arrived.TrySetResult();
                return proceed.Task;
            },
        };
        await using var connection = await McpConnection.StartAsync(behavior: behavior, args: ["--budget-per-day", "5"]);

        var call = connection.CallAsync("submit_video", Agent.SubmitArguments("tram"));
        await arrived.Task.WaitAsync(TestContext.Current.CancellationToken);
        var ending = connection.DisconnectAsync();
        proceed.SetResult();

        Assert.Equal(ExitCode.Ok, await ending);
        await Assert.ThrowsAnyAsync<Exception>(() => call);
        using var store = new JournalSubmissionStore(Path.Combine(connection.Folder, "agent-nanogpt.jsonl"));
        var record = Assert.Single(await store.ListAsync(Enum.GetValues<SubmissionState>(), cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(0.8m, record.BudgetAmount);
    }

    [Theory]
    [InlineData("--budget", "-1")]
    [InlineData("--budget", "NaN")]
    [InlineData("--budget-per-day", "1e400")]
    [InlineData("--http", "70000")]
    [InlineData("--http", "x")]
    public async Task Mcp_InvalidOption_IsAUsageError(string option, string value)
    {
        using var error = new StringWriter();

        Assert.Equal(ExitCode.Usage, await NanoGptCommand.RunAsync(["mcp", option, value], TextWriter.Null, error, TestContext.Current.CancellationToken));
        Assert.Contains(option, error.ToString(), StringComparison.Ordinal);
    }

    private static JsonElement Succeeded(CallToolResult result)
    {
        Assert.False(result.IsError == true, result.StructuredContent?.GetRawText());
        return result.StructuredContent!.Value;
    }

    private static async Task<string> ReadAsync(McpConnection connection, string uri)
    {
        var result = await connection.Client.ReadResourceAsync(uri, cancellationToken: TestContext.Current.CancellationToken);
        return Assert.IsType<TextResourceContents>(Assert.Single(result.Contents)).Text;
    }
}
