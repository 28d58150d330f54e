using NanoGpt.Cli.Tests.Kit;
using NanoGpt.Storage.Tests.Kit;

[assembly: AssemblyFixture(typeof(PostgreSqlServer))]

namespace NanoGpt.Cli.Tests.Batch;

/// <summary>Tests batches that several machines share through a database.</summary>
/// <param name="server">The database server.</param>
public sealed class SharedStoreTests(PostgreSqlServer server)
{
    private const int Lines = 12;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Batch_TwoMachinesWithOneStore_PayForEachLineOnce()
    {
        server.SkipIfMissing();
        var store = await server.CreateDatabaseAsync();
        await using var service = await ServiceRun.StartAsync();
        var file = service.FileAt("jobs.jsonl");
        await File.WriteAllLinesAsync(
            file, Enumerable.Range(0, Lines).Select(number => $$"""{"model":"sora-2","prompt":"Tram {{number}}"}"""), Ct);
        var migration = await service.Of("store", "migrate", "--store", store);

        var runs = await Task.WhenAll(Enumerable.Range(0, 2).Select(machine => service.Of(
            "batch", file, "--out", service.FileAt($"out{machine}"), "--store", store, "--resume", "--yes", "--parallel", "3")));

        Assert.Equal("The store has version 1 now.\n", migration.Output);
        Assert.Equal((Lines, 1), (service.Emulator.PaidJobs, service.Emulator.MaxPaidJobsPerSubmission));
        Assert.All(runs, run => Assert.True((run.Code, run.Output) == (ExitCode.Ok, $"saved: {Lines}\n"), run.Error));
        var last = await service.Of("batch", file, "--out", service.FileAt("out2"), "--store", store, "--resume", "--yes");
        Assert.Equal((ExitCode.Ok, $"saved: {Lines}\n"), (last.Code, last.Output));
        var videos = Directory.GetFiles(service.Folder, "*.mp4", SearchOption.AllDirectories).Select(Path.GetFileName);
        Assert.Equal(Lines, videos.Distinct().Count());
        Assert.Equal(Lines, videos.Count());
    }

    [Fact]
    public async Task Batch_StoreIsNotMigrated_NamesTheCommand()
    {
        server.SkipIfMissing();
        var store = await server.CreateDatabaseAsync();
        await using var service = await ServiceRun.StartAsync();
        var file = service.FileAt("jobs.jsonl");
        await File.WriteAllTextAsync(file, """{"model":"sora-2","prompt":"A tram"}""", Ct);

        var run = await service.Of("batch", file, "--out", service.FileAt("out"), "--store", store, "--yes");

        Assert.Equal((ExitCode.Unexpected, 0), (run.Code, service.Emulator.PaidJobs));
        Assert.Contains("contains no store: run 'nanogpt store migrate' with this --store.", run.Error, StringComparison.Ordinal);
    }
}
