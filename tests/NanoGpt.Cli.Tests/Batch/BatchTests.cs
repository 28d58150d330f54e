using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoGpt.Cli.Tests.Kit;
using NanoGpt.Emulator;
using NanoGpt.Emulator.Responses;

namespace NanoGpt.Cli.Tests.Batch;

public sealed class BatchTests : IDisposable
{
    private const decimal Price = 0.8m;   // of each line, by the recorded prices

    private CancellationTokenSource stop = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => stop.Dispose();

    [Fact]
    public async Task Batch_JsonLines_SavesEveryVideoAndWritesTheReport()
    {
        await using var service = await ServiceRun.StartAsync();

        var run = await RunAsync(service, await LinesAsync(service, Line("one"), "", Line("two"), Line("two")));

        Assert.True(run.Code == ExitCode.Ok, run.Error);
        Assert.Equal("saved: 3\n", run.Output);
        Assert.Equal(3, service.Emulator.PaidJobs);
        Assert.Equal(3, Videos(service).Count);
        var report = Report(service);
        Assert.Equal([1, 3, 4], report.Select(row => row.GetProperty("line").GetInt32()));
        Assert.All(report, row => Assert.Equal(Price, row.GetProperty("price").GetDecimal()));
        Assert.Equal(Videos(service), report.Select(row => row.GetProperty("file").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(4, (await File.ReadAllLinesAsync(service.FileAt("out/report.csv"), Ct)).Length);
    }

    [Fact]
    public async Task Batch_Csv_SetsTheFieldsOfTheHeader()
    {
        await using var service = await ServiceRun.StartAsync();
        var file = service.FileAt("jobs.csv");
        await File.WriteAllTextAsync(
            file, "model,prompt,duration,resolution\nsora-2,\"A tram, at\nnight\",8,720p\nsora-2,A bus,,\n", Ct);

        var run = await RunAsync(service, file);

        Assert.True(run.Code == ExitCode.Ok, run.Error);
        Assert.Equal(["A bus", "A tram, at\nnight"], service.Emulator.Journal.Select(job => Prompt(job.Request)).Order());
    }

    [Fact]
    public async Task Batch_InvalidLines_NamesEachAndSendsNothing()
    {
        await using var service = await ServiceRun.StartAsync();
        var file = await LinesAsync(
            service, Line("one"), "{\"model\":", "[]", "{\"prompt\":\"x\"}", "{\"model\":\"sora-3\"}",
            "{\"model\":\"sora-2\",\"prompt\":\"x\",\"duration\":\"7\"}");

        var run = await RunAsync(service, file);

        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Equal(0, service.Emulator.PaidJobs);
        Assert.Contains($"{file}(2,10): error: The line is not a JSON object.\n", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}(3,1): error: The line is not a JSON object.\n", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}(4,1): error: The line has no \"model\"", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}(5,1): error: There is no model 'sora-3': did you mean sora-2", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}(6,1): error NGPT10", run.Error, StringComparison.Ordinal);
        Assert.Contains("nanogpt: 5 lines are invalid; nothing was sent.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_SkipInvalid_SendsTheOtherLines()
    {
        await using var service = await ServiceRun.StartAsync();

        var run = await RunAsync(service, await LinesAsync(service, "[]", Line("one")), "--skip-invalid");

        Assert.True(run.Code == ExitCode.Ok, run.Error);
        Assert.Equal(1, service.Emulator.PaidJobs);
    }

    [Fact]
    public async Task Batch_LinesOfTwoProviders_AreRefused()
    {
        await using var service = await ServiceRun.StartAsync();
        var venice = "{\"model\":\"venice/wan-2.6-text-to-video\",\"prompt\":\"x\",\"duration\":\"5s\"}";

        var run = await RunAsync(service, await LinesAsync(service, Line("one"), venice));

        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains("(2,1): error: The model is of venice, but the batch is of nanogpt", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_BudgetForTwo_SendsTwoAndTheThirdWithMore()
    {
        await using var service = await ServiceRun.StartAsync();
        var file = await LinesAsync(service, Line("one"), Line("two"), Line("three"));

        var first = await RunAsync(service, file, "--budget", Amount(2.9m * Price));
        var second = await RunAsync(service, file, "--resume", "--budget", Amount(3 * Price));

        Assert.Equal((ExitCode.Balance, "saved: 2, notSent: 1\n"), (first.Code, first.Output));
        Assert.Equal((ExitCode.Ok, "saved: 3\n"), (second.Code, second.Output));
        Assert.Equal(3, service.Emulator.PaidJobs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("n\n")]
    public async Task Batch_NotConfirmed_SendsNothing(string answer)
    {
        await using var service = await ServiceRun.StartAsync();

        var run = await service.Piped(
            answer, stop.Token, "batch", await LinesAsync(service, Line("one")), "--out", service.FileAt("out"));

        Assert.Equal((ExitCode.Interrupted, 0), (run.Code, service.Emulator.PaidJobs));
        Assert.Contains("1 requests, 1 of them to send, at most 0.8.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_Confirmed_Sends()
    {
        await using var service = await ServiceRun.StartAsync();

        var run = await service.Piped(
            "y\n", stop.Token, "batch", await LinesAsync(service, Line("one")), "--out", service.FileAt("out"));

        Assert.Equal((ExitCode.Ok, 1), (run.Code, service.Emulator.PaidJobs));
    }

    [Theory]
    [InlineData(EmulatorRoute.Status)]
    [InlineData(EmulatorRoute.Media)]
    public async Task Batch_Interrupted_ContinuesAndPaysForEachLineOnce(EmulatorRoute route)
    {
        var calls = 0;
        ServiceRun? started = null;
        await using var service = started = await ServiceRun.StartAsync(options => options with { Behavior = new Hook(Interrupt) });
        var file = await LinesAsync(service, Line("one"), Line("two"), Line("three"), Line("four"));

        var first = await RunAsync(service, file);
        var second = await RunAsync(service, file, "--resume");

        Assert.Equal(ExitCode.Interrupted, first.Code);
        Assert.True(second.Code == ExitCode.Ok, second.Error);
        Assert.Equal("saved: 4\n", second.Output);
        Assert.Equal(4, service.Emulator.PaidJobs);
        Assert.Equal(4, Videos(service).Count);

        EmulatorResponse? Interrupt(EmulatorCall call)
        {
            // A submission that is interrupted before the service accepts it has an unknown outcome.
            if (call.Route == route && started!.Emulator.PaidJobs == 4 && Interlocked.Increment(ref calls) == 1)
            {
                stop.Cancel();
            }

            return null;
        }
    }

    [Fact]
    public async Task Batch_FolderOfAnotherRun_IsRefusedWithoutResume()
    {
        await using var service = await ServiceRun.StartAsync();
        var file = await LinesAsync(service, Line("one"));
        await RunAsync(service, file);

        var run = await RunAsync(service, file);

        Assert.Equal((ExitCode.Usage, 1), (run.Code, service.Emulator.PaidJobs));
        Assert.Contains("exists already: continue it with --resume", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_ResumeInAnotherFolder_IsRefusedAndPaysForNothingAgain()
    {
        await using var service = await ServiceRun.StartAsync();
        var file = await LinesAsync(service, Line("one"));
        await RunAsync(service, file);

        var run = await service.Piped("", stop.Token, "batch", file, "--out", service.FileAt("other"), "--yes", "--resume");

        Assert.Equal((ExitCode.Usage, 1), (run.Code, service.Emulator.PaidJobs));
        Assert.Contains("contains no batch: correct --out", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(service.FileAt("other")));
    }

    [Theory]
    [InlineData(2)]     // what is spent already
    [InlineData(0.1)]   // less than that
    public async Task Batch_ResumeWithNoMoreBudget_SendsNothingMore(double lines)
    {
        await using var service = await ServiceRun.StartAsync();
        var file = await LinesAsync(service, Line("one"), Line("two"), Line("three"));

        var first = await RunAsync(service, file, "--budget", Amount(2 * Price));
        var second = await RunAsync(service, file, "--resume", "--budget", Amount((decimal)lines * Price));

        Assert.Equal("saved: 2, notSent: 1\n", first.Output);   // a budget may be used up
        Assert.Equal((ExitCode.Balance, "saved: 2, notSent: 1\n"), (second.Code, second.Output));
        Assert.Equal(2, service.Emulator.PaidJobs);
    }

    [Fact]
    public async Task Batch_SameFileTwiceAtOnce_OneIsRefusedOrBothPayOnce()
    {
        await using var service = await ServiceRun.StartAsync();
        var file = await LinesAsync(service, Line("one"), Line("two"));

        var runs = await Task.WhenAll(RunAsync(service, file), RunAsync(service, file));

        Assert.Contains(runs, static run => run.Code == ExitCode.Ok);
        Assert.Equal(2, service.Emulator.PaidJobs);
        Assert.Equal(1, service.Emulator.MaxPaidJobsPerSubmission);
    }

    [Fact]
    public async Task Batch_BalanceIsTooLow_StopsAndSaysSo()
    {
        await using var service = await ServiceRun.StartAsync(options => options with { InitialBalance = 1 });

        var run = await RunAsync(service, await LinesAsync(service, Line("one"), Line("two"), Line("three")), "--parallel", "1");

        Assert.Equal(ExitCode.Balance, run.Code);
        Assert.Equal("saved: 1, rejected: 1, planned: 1\n", run.Output);
        Assert.Contains("balance", Report(service)[1].GetProperty("error").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Batch_ResumedWithPlannedLines_CountsThemAndAsks()
    {
        await using var service = await ServiceRun.StartAsync(options => options with { InitialBalance = 1 });
        var file = await LinesAsync(service, Line("one"), Line("two"), Line("three"));
        await RunAsync(service, file, "--parallel", "1");   // one is saved, one is rejected, one stays planned

        var run = await service.Piped("n\n", stop.Token, "batch", file, "--out", service.FileAt("out"), "--resume");

        Assert.Equal((ExitCode.Interrupted, 1), (run.Code, service.Emulator.PaidJobs));
        Assert.Contains("3 requests, 2 of them to send, at most 1.6.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_PriceOfALineIsUnknown_SaysSoBeforeItAsks()
    {
        await using var service = await ServiceRun.StartAsync();
        var unknown = "{\"model\":\"midjourney-video\",\"imageUrl\":\"https://example.com/a.png\"}";

        var run = await service.Piped(
            "n\n", stop.Token, "batch", await LinesAsync(service, Line("one"), unknown), "--out", service.FileAt("out"));

        Assert.Equal((ExitCode.Interrupted, 0), (run.Code, service.Emulator.PaidJobs));
        Assert.Contains("2 requests, 2 of them to send, at an unknown price.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_DryRun_EstimatesAndSendsNothing()
    {
        await using var service = await ServiceRun.StartAsync();

        var run = await RunAsync(service, await LinesAsync(service, Line("one"), Line("two")), "--dry-run");

        Assert.Equal((ExitCode.Ok, 0), (run.Code, service.Emulator.PaidJobs));
        Assert.Equal("2 requests, at most 1.6. Not sent.\n", run.Error);
    }

    [Theory]
    [InlineData("nonsense", ExitCode.Usage, "The store is not a connection string")]
    [InlineData("Host=127.0.0.1;Port=1;Database=d;Username=u", ExitCode.Unexpected, "cannot be reached: check it with 'pg_isready")]
    public async Task Batch_StoreIsWrong_SaysHowToRepairIt(string store, int code, string message)
    {
        await using var service = await ServiceRun.StartAsync();

        var run = await RunAsync(service, await LinesAsync(service, Line("one")), "--store", store);

        Assert.Equal((code, 0), (run.Code, service.Emulator.PaidJobs));
        Assert.Contains(message, Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private static string Line(string prompt) =>
        $$"""{"model":"sora-2","prompt":"{{prompt}}","resolution":"720p","duration":"8"}""";

    private static string Amount(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    private static string Prompt(JsonObject request) => (string)request["prompt"]!;

    private static async Task<string> LinesAsync(ServiceRun service, params string[] lines)
    {
        var file = service.FileAt("jobs.jsonl");
        await File.WriteAllLinesAsync(file, lines, Ct);
        return file;
    }

    private static List<string> Videos(ServiceRun service) =>
        [.. Directory.GetFiles(service.FileAt("out"), "*.mp4").Order(StringComparer.Ordinal)];

    private static List<JsonElement> Report(ServiceRun service)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(service.FileAt("out/report.json")));
        return [.. json.RootElement.Clone().EnumerateArray()];
    }

    private async Task<Run> RunAsync(ServiceRun service, string file, params string[] options)
    {
        var run = await service.Piped("", stop.Token, ["batch", file, "--out", service.FileAt("out"), "--yes", .. options]);
        if (stop.IsCancellationRequested)
        {
            stop.Dispose();
            stop = new CancellationTokenSource();
        }

        return run;
    }
}
