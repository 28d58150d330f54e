using NanoGpt.Emulator.Faults;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests.Faults;

/// <summary>Tests which request gets which fault.</summary>
public class PlanTests
{
    private static readonly string[] Submissions = [.. Enumerable.Range(0, 60).Select(number => $"0190a000-0000-7000-8000-{number:x12}")];

    [Fact]
    public async Task SeededFaults_SameSeedInAnyOrder_GivesTheSameFaults()
    {
        var forward = await RunAsync(seed: 7, Submissions);
        var backward = await RunAsync(seed: 7, [.. Submissions.Reverse()]);
        Assert.NotEmpty(forward);
        Assert.Equal(forward, backward);
        Assert.NotEqual(forward, await RunAsync(seed: 8, Submissions));
    }

    [Fact]
    public void SeededFaults_AllRoutes_ChooseEveryFaultThatDoesNotLie()
    {
        var plan = new SeededFaults(1, rate: 1);
        var chosen = Enum.GetValues<EmulatorRoute>()
            .SelectMany(route => Enumerable.Range(1, 5000).Select(attempt => plan.Select(Call(route, "a", attempt))))
            .OfType<Fault>().ToHashSet();
        Assert.Equal(FaultCatalog.All.Where(fault => !fault.IsFalseSuccess).OrderBy(fault => fault.Name), chosen.OrderBy(fault => fault.Name));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(1)]
    public void SeededFaults_Rate_IsTheShareOfFaultyCalls(double rate)
    {
        var plan = new SeededFaults(3, rate);
        var wrong = Enumerable.Range(1, 10_000).Count(attempt => plan.Select(Call(EmulatorRoute.Status, "a", attempt)) is not null);
        Assert.InRange(wrong / 10_000.0, rate - 0.02, rate + 0.02);
    }

    [Fact]
    public void FaultScript_Rules_ApplyInOrderAndAsOftenAsSet()
    {
        var script = new FaultScript(
        [
            new FaultRule(FaultCatalog.Get("closed")) { Route = EmulatorRoute.Status, Attempt = 2 },
            new FaultRule(FaultCatalog.Get("reset")) { Times = 2 },
            new FaultRule(FaultCatalog.Get("500")) { Submission = "B" },
        ]);
        Assert.Equal("reset", script.Select(Call(EmulatorRoute.Status, "a", 1))!.Name);
        Assert.Equal("closed", script.Select(Call(EmulatorRoute.Status, "a", 2))!.Name);
        Assert.Equal("reset", script.Select(Call(EmulatorRoute.Media, "a", 1))!.Name);
        Assert.Null(script.Select(Call(EmulatorRoute.Status, "a", 3)));
        Assert.Equal("500", script.Select(Call(EmulatorRoute.Status, "b", 1))!.Name);
        Assert.Null(script.Select(Call(EmulatorRoute.Media, "b", 1)));
    }

    [Fact]
    public async Task FaultCall_Request_HasItsSubmissionAndAttempt()
    {
        var (server, faults) = await Server.StartAsync(FaultScript.Always("early-hints"));
        await using var _ = server;
        var id = Submissions[3];
        var reply = await RawClient.SendAsync(server.Emulator.BaseAddress, RawClient.Submission(id, padding: 200_000));
        Assert.Contains("HTTP/1.1 202", reply.Text, StringComparison.Ordinal);
        var runId = server.Emulator.Journal[0].RunId;
        for (var i = 0; i < 2; i++)
        {
            await RawClient.SendAsync(server.Emulator.BaseAddress, RawClient.Get($"/api/video/status?requestId={runId}", Server.Key));
        }

        await RawClient.SendAsync(server.Emulator.BaseAddress, RawClient.Get($"/api/generate-video/recover?conversationUUID={id}", Server.Key));
        Assert.Equal(
            [(EmulatorRoute.Submit, id, 1), (EmulatorRoute.Status, id, 1), (EmulatorRoute.Status, id, 2), (EmulatorRoute.Recover, id, 1)],
            faults.InjectedFaults.Select(made => (made.Call.Route, made.Call.Subject, made.Call.Attempt)));
    }

    private static EmulatorCall Call(EmulatorRoute route, string subject, int attempt) =>
        new(1, "GET", "/", "req") { Route = route, Subject = subject, Attempt = attempt };

    private static async Task<List<(string, EmulatorRoute, int, string)>> RunAsync(int seed, string[] order)
    {
        var (server, faults) = await Server.StartAsync(new SeededFaults(seed, rate: 0.5), options => options with { InitialBalance = 1000 });
        await using var _ = server;
        await Parallel.ForEachAsync(order, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Server.Cancel }, async (id, _) =>
        {
            await RawClient.SendAsync(server.Emulator.BaseAddress, RawClient.Closing(RawClient.Submission(id)));
            await RawClient.SendAsync(server.Emulator.BaseAddress, RawClient.Closing(RawClient.Get($"/api/generate-video/recover?conversationUUID={id}", Server.Key)));
        });
        return [.. faults.InjectedFaults.Select(made => (made.Call.Subject, made.Call.Route, made.Call.Attempt, made.Fault.Name)).Order()];
    }
}
