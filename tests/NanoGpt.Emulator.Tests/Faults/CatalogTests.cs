using System.Net;
using NanoGpt.Emulator.Faults;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests.Faults;

/// <summary>Tests that hold for every fault of the catalog.</summary>
public class CatalogTests
{
    public static TheoryData<string> Of(EmulatorRoute route) => [.. FaultCatalog.All.Where(fault => fault.Routes.Contains(route)).Select(fault => fault.Name)];

    public static TheoryData<string> SubmitFaults => Of(EmulatorRoute.Submit);

    public static TheoryData<string> StatusFaults => Of(EmulatorRoute.Status);

    public static TheoryData<string> RecoverFaults => Of(EmulatorRoute.Recover);

    public static TheoryData<string> MediaFaults => Of(EmulatorRoute.Media);

    [Theory]
    [MemberData(nameof(SubmitFaults))]
    public async Task FaultCatalog_SubmitFault_ChargesUnlessUncharged(string fault)
    {
        var (server, faults) = await Server.StartAsync(On(EmulatorRoute.Submit, fault));
        await using var _ = server;
        await RawClient.SendAsync(server.Emulator.BaseAddress, RawClient.Closing(RawClient.Submission()));
        Assert.Equal(fault, Assert.Single(faults.InjectedFaults).Fault.Name);
        Assert.Equal(FaultCatalog.Get(fault).IsUncharged ? 0 : 1, server.Emulator.PaidJobs);
    }

    [Theory]
    [MemberData(nameof(StatusFaults))]
    public async Task FaultCatalog_StatusFault_IsCausedInSomeState(string fault)
    {
        var (server, faults) = await Server.StartAsync(On(EmulatorRoute.Status, fault));
        await using var _ = server;
        var runId = await server.SubmitSimpleAsync();
        foreach (var seconds in (double[])[0, 2, 60])
        {
            server.Time.Advance(seconds);
            await AskAsync(server, $"/api/video/status?requestId={runId}");
        }

        Assert.Equal(fault, Assert.Single(faults.InjectedFaults).Fault.Name);
    }

    [Theory]
    [MemberData(nameof(RecoverFaults))]
    public async Task FaultCatalog_RecoverFault_IsCausedInAList(string fault)
    {
        var (server, faults) = await Server.StartAsync(On(EmulatorRoute.Recover, fault));
        await using var _ = server;
        await server.SubmitSimpleAsync(submissionId: "one");
        await AskAsync(server, "/api/generate-video/recover?conversationUUID=one");
        Assert.Equal(fault, Assert.Single(faults.InjectedFaults).Fault.Name);
    }

    [Theory]
    [MemberData(nameof(MediaFaults))]
    public async Task FaultCatalog_MediaFault_IsCausedInADownload(string fault)
    {
        var (server, faults) = await Server.StartAsync(On(EmulatorRoute.Media, fault), options => options with { SeparateStorage = true });
        await using var _ = server;
        var runId = await server.SubmitSimpleAsync();
        server.Time.Advance(60);
        var link = new Uri((await server.GetAsync($"video/status?requestId={runId}")).Text("data.output.video.url")!);
        Assert.Empty(faults.InjectedFaults);
        await RawClient.SendAsync(link, RawClient.Closing(RawClient.Get(link.PathAndQuery, key: null)));
        Assert.Equal(fault, Assert.Single(faults.InjectedFaults).Fault.Name);
        Assert.Empty(server.Emulator.KeyLeaks);
    }

    [Fact]
    public void FaultCatalog_Documentation_ListsEveryFault()
    {
        var rows = File.ReadAllLines(Repository.PathOf("runtime/NanoGpt.Emulator/README.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        var table = FaultCatalog.All.Select(fault =>
            $"| `{fault.Name}` | {Routes(fault)} | {fault.Description} | {string.Join(", ", fault.Rows)} | {(fault.IsFalseSuccess ? "misleading" : "")} |").ToList();
        if (!table.SequenceEqual(rows))
        {
            File.WriteAllLines(Repository.PathOf("artifacts/faults.md"), table);
            Assert.Fail("The table of faults in runtime/NanoGpt.Emulator/README.md is another: artifacts/faults.md is what it should be.");
        }
    }

    private static FaultScript On(EmulatorRoute route, string fault) => new([new FaultRule(FaultCatalog.Get(fault)) { Route = route, Times = 1 }]);

    private static string Routes(Fault fault) =>
        fault.Routes.SequenceEqual(RouteGroups.All) ? "all"
        : fault.Routes.SequenceEqual(RouteGroups.Api) ? "api"
        : fault.Routes.SequenceEqual(RouteGroups.Paid) ? "paid"
        : fault.Routes.SequenceEqual(RouteGroups.Videos) ? "videos"
        : string.Join(", ", fault.Routes.Select(route => route.ToString().ToLowerInvariant()));

    [Fact]
    public void FaultCatalog_Names_AreUnique() =>
        Assert.Equal(FaultCatalog.All.Count, FaultCatalog.All.Select(fault => fault.Name).Distinct().Count());

    [Theory]
    [Trait("Row", "S13")]
    [Trait("Row", "S17")]
    [InlineData("429", null)]
    [InlineData("429-seconds", "7")]
    [InlineData("429-date", "Fri, 20 Nov 2026 12:00:07 GMT")]
    [InlineData("429-past-date", "Fri, 20 Nov 2026 11:00:00 GMT")]
    [InlineData("429-skewed-date", "Fri, 20 Nov 2026 13:00:07 GMT")]
    [InlineData("429-negative", "-1")]
    [InlineData("429-fraction", "1.5")]
    [InlineData("429-word", "banana")]
    [InlineData("429-huge", "99999999999")]
    [InlineData("429-daily-usd", "40000")]
    [InlineData("429-daily-requests", "40000")]
    public async Task FaultCatalog_RateLimitFaults_SendTheirRetryAfter(string fault, string? when)
    {
        var (server, _) = await Server.StartAsync(On(EmulatorRoute.Submit, fault));
        await using var __ = server;
        var reply = await RawClient.SendAsync(server.Emulator.BaseAddress, RawClient.Closing(RawClient.Submission()));
        Assert.StartsWith("HTTP/1.1 429 ", reply.Text, StringComparison.Ordinal);
        Assert.Equal(when is null ? [] : [when], reply.Lines("Retry-After"));
        if (fault == "429-skewed-date")
        {
            Assert.Equal(["Fri, 20 Nov 2026 13:00:00 GMT"], reply.Lines("Date"));
        }
    }

    [Theory]
    [Trait("Row", "S20")]
    [Trait("Row", "S43")]
    [InlineData("402", HttpStatusCode.PaymentRequired, "requiredBalance", "0.8")]
    [InlineData("402", HttpStatusCode.PaymentRequired, "error", "Insufficient balance")]
    [InlineData("402-offers", HttpStatusCode.PaymentRequired, "payment.statusUrl", "https://elsewhere.example.com/status")]
    [InlineData("400-policy", HttpStatusCode.BadRequest, "error.type", "CONTENT_POLICY_VIOLATION")]
    [InlineData("400-text", HttpStatusCode.BadRequest, "error", "duration is not allowed here")]
    [InlineData("400-number", HttpStatusCode.BadRequest, "error", "400")]
    [InlineData("id-only", HttpStatusCode.Accepted, "runId", null)]
    [InlineData("run-id-null", HttpStatusCode.Accepted, "id", null)]
    [InlineData("run-id-empty", HttpStatusCode.Accepted, "runId", "")]
    [InlineData("run-id-hostile", HttpStatusCode.Accepted, "runId", "../vid?x=1#y\r\nz")]
    [InlineData("accepted-failed", HttpStatusCode.Accepted, "status", "failed")]
    [InlineData("cost-comma", HttpStatusCode.Accepted, "cost", "0,35")]
    [InlineData("cost-negative", HttpStatusCode.Accepted, "cost", "-1")]
    [InlineData("201-for-202", HttpStatusCode.Created, "status", "pending")]
    public async Task FaultCatalog_SubmitFaults_HaveTheirResponseShape(
        string fault, HttpStatusCode status, string path, string? value)
    {
        var (server, _) = await Server.StartAsync(On(EmulatorRoute.Submit, fault));
        await using var __ = server;
        var reply = await server.SubmitAsync(Server.SimpleRequest);
        Assert.Equal((status, value), (reply.Status, reply.Text(path)));
    }

    [Theory]
    [Trait("Row", "P06")]
    [Trait("Row", "P23")]
    [InlineData("shape-flat", "status", "completed")]
    [InlineData("shape-legacy", "requestId", null)]
    [InlineData("shape-output-text", "data.output.video", null)]
    [InlineData("spelling-old", "data.status", "succeeded")]
    [InlineData("completed-empty", "data.output", null)]
    [InlineData("url-number-host", "data.output.video.url", "https://2130706433/video.mp4")]
    [InlineData("foreign-answer", "requestId", "vid_00000000000000000000000000000000")]
    [InlineData("failed-refunded", "data.refundMessage", "The charge was given back.")]
    [InlineData("stuck", "data.status", "IN_PROGRESS")]
    [InlineData("cost-differs", "data.paymentSource", "XNO")]
    public async Task FaultCatalog_StatusFaults_HaveTheirResponseShape(string fault, string path, string? value)
    {
        var (server, _) = await Server.StartAsync(On(EmulatorRoute.Status, fault));
        await using var __ = server;
        var runId = await server.SubmitSimpleAsync();
        server.Time.Advance(60);
        Assert.Equal(value, (await server.GetAsync($"video/status?requestId={runId}")).Text(path));
    }

    [Fact]
    [Trait("Row", "S34")]
    public async Task FaultCatalog_NumericRunId_CanBePolled()
    {
        var (server, _) = await Server.StartAsync(FaultScript.Once("run-id-number"));
        await using var __ = server;
        var number = (await server.SubmitAsync(Server.SimpleRequest)).Json["runId"]!.GetValue<long>();
        Assert.Equal("IN_QUEUE", (await server.GetAsync($"video/status?requestId={number}")).Text("data.status"));
    }

    [Fact]
    [Trait("Row", "S63")]
    [Trait("Row", "S67")]
    public async Task FaultCatalog_RecoverFaults_ChangeTheList()
    {
        var (server, _) = await Server.StartAsync(FaultScript.Once("recover-others", "recover-twice", "recover-crowd", "recover-upper-case", "recover-silent", "recover-nothing"));
        await using var __ = server;
        await server.SubmitSimpleAsync(submissionId: "one");
        Assert.Equal((6, "one"), await ListAsync(server));
        Assert.Equal((2, "one"), await ListAsync(server));
        Assert.Equal(50, (await ListAsync(server)).Rows);
        Assert.Equal((1, "ONE"), await ListAsync(server));
        Assert.Equal((1, null), await ListAsync(server));
        Assert.Equal((0, null), await ListAsync(server));
        Assert.Equal((1, "one"), await ListAsync(server));
    }

    private static async Task<(int Rows, string? Last)> ListAsync(Server server)
    {
        var rows = (await server.GetAsync("generate-video/recover?conversationUUID=one")).Json["data"]!.AsArray();
        return (rows.Count, (string?)rows.LastOrDefault()?["conversationUUID"]);
    }

    private static Task<RawReply> AskAsync(Server server, string path) =>
        RawClient.SendAsync(server.Emulator.BaseAddress, RawClient.Closing(RawClient.Get(path, Server.Key)));
}
