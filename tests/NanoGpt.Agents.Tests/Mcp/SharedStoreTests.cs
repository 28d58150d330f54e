using ModelContextProtocol.Client;
using NanoGpt.Cli;
using NanoGpt.Storage.Tests.Kit;

[assembly: AssemblyFixture(typeof(PostgreSqlServer))]

namespace NanoGpt.Agents.Tests.Mcp;

/// <summary>Tests servers, each a process of its own, that share a store in PostgreSQL.</summary>
/// <param name="server">The database server.</param>
public sealed class SharedStoreTests(PostgreSqlServer server)
{
    private const int CallsOfAServer = 20;

    // A request costs 0.8.
    private static readonly string[] Budgets = ["--budget-per-day", "2.5", "--budget", "2"];

    [Fact]
    public async Task SubmitVideo_TwoServersWithOneStore_KeepOneBudgetOfTheDay()
    {
        var store = await MigrateAsync();
        await using var agent = await Agent.StartAsync();
        var folders = new[] { "one", "two" }.Select(name => Directory.CreateDirectory(agent.PathOf(name)).FullName).ToList();
        await using (var one = await ConnectAsync(agent, store, folders[0]))
        await using (var two = await ConnectAsync(agent, store, folders[1]))
        {
            var results = await Task.WhenAll(
                Enumerable.Range(0, 2 * CallsOfAServer).Select(call => SubmitAsync(call % 2 == 0 ? one : two, $"call {call}")));

            Assert.All(results, static error => Assert.True(error is null or "budget_exceeded", error));
            Assert.Equal(3, results.Count(static error => error is null));
            Assert.Equal(3, agent.Emulator.PaidJobs);
        }

        // After a restart, the budget of the session is new, and that of the day is used. Each server sees the jobs of both.
        await using var restarted = await ConnectAsync(agent, store, folders[0]);
        Assert.Equal("budget_exceeded", await SubmitAsync(restarted, "after the restart"));
        var jobs = (await CallAsync(restarted, "list_jobs")).GetProperty("jobs").EnumerateArray();
        Assert.Equal(3, jobs.Count(static job => job.Text("status") == "accepted"));
        var budget = await CallAsync(restarted, "budget");
        Assert.Equal(0.1m, budget.GetProperty("day").GetProperty("left").GetDecimal());
        Assert.Equal(2, budget.GetProperty("session").GetProperty("left").GetDecimal());
        Assert.Equal(3, agent.Emulator.PaidJobs);
    }

    [Fact]
    public async Task SubmitVideo_SameRequestIdOnTwoServers_IsPaidOnce()
    {
        var store = await MigrateAsync();
        await using var agent = await Agent.StartAsync();
        await using var one = await ConnectAsync(agent, store, agent.Folder);
        await using var two = await ConnectAsync(agent, store, agent.Folder);

        var errors = await Task.WhenAll(Enumerable.Range(0, 10).Select(call => SubmitAsync(call % 2 == 0 ? one : two, "tram")));
        var again = await Task.WhenAll(SubmitAsync(one, "tram"), SubmitAsync(two, "tram"));

        // While one server sends, the other does not know the outcome.
        Assert.All(errors, static error => Assert.True(error is null or "request_id_in_use" or "outcome_unknown", error));
        Assert.All(again, Assert.Null);
        Assert.Equal(1, agent.Emulator.PaidJobs);
    }

    [Fact]
    public async Task SubmitVideo_StoreIsNotMigrated_NamesTheCommand()
    {
        server.SkipIfMissing();
        var store = await server.CreateDatabaseAsync();
        await using var agent = await Agent.StartAsync();
        await using var client = await ConnectAsync(agent, store, agent.Folder);

        var error = (await CallAsync(client, "submit_video", Agent.SubmitArguments())).GetProperty("error");

        Assert.Equal("service_failed", error.Text("code"));
        Assert.Contains("nanogpt store migrate", error.Text("message"), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-tests", error.Text("message"), StringComparison.Ordinal);
        Assert.Equal(0, agent.Emulator.PaidJobs);
    }

    private async Task<string> MigrateAsync()
    {
        server.SkipIfMissing();
        var store = await server.CreateDatabaseAsync();
        Assert.Equal(ExitCode.Ok, await NanoGptCommand.RunAsync(
            ["store", "migrate", "--store", store], TextWriter.Null, TextWriter.Null, TestContext.Current.CancellationToken));
        return store;
    }

    private static Task<McpClient> ConnectAsync(Agent agent, string store, string folder) => McpClient.CreateAsync(
        new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = "dotnet",
            Arguments = [McpProcessTests.Tool, "mcp", "--out", folder, "--store", store, .. Budgets],
            EnvironmentVariables = new Dictionary<string, string?>
            {
                ["NANOGPT_API_KEY"] = CanaryWatch.Key,
                ["NANOGPT_BASE_URL"] = agent.Emulator.BaseAddress.ToString(),
            },
        }),
        cancellationToken: TestContext.Current.CancellationToken);

    private static async Task<string?> SubmitAsync(McpClient client, string requestId)
    {
        var result = await CallAsync(client, "submit_video", Agent.SubmitArguments(requestId));
        return result.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object ? error.Text("code") : null;
    }

    private static async Task<JsonElement> CallAsync(McpClient client, string tool, object? arguments = null) =>
        (await client.CallToolAsync(tool, Agent.ToArguments(arguments), cancellationToken: TestContext.Current.CancellationToken))
        .StructuredContent!.Value;
}
