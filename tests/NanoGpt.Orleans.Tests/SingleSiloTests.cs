using NanoGpt.Emulator;
using NanoGpt.Emulator.Requests;
using NanoGpt.Hosting;

namespace NanoGpt.Orleans.Tests;

/// <summary>Jobs in one silo with a journal, without any server.</summary>
public sealed class SingleSiloTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task StartAsync_Requests_EndSavedOrWithAReason()
    {
        await using var emulator = await StartEmulatorAsync(TimeSpan.FromMilliseconds(50));
        await using var silo = await SingleSilo.StartAsync(emulator, folder);
        var (tram, failing, refused) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

        await silo.Jobs.StartAsync(
            new Dictionary<Guid, NanoGptRequest>
            {
                [tram] = Request("A tram"),
                [failing] = Request($"A tram {PromptMarkers.Fail}"),
                [refused] = Request($"A tram {PromptMarkers.Refuse}"),
            },
            cancellationToken: Ct);

        Assert.Equal(SubmissionState.Saved, (await silo.WaitForEndAsync(tram)).State);
        var failed = await silo.WaitForEndAsync(failing);
        Assert.Equal(SubmissionState.Failed, failed.State);
        Assert.Contains("failed", failed.Error, StringComparison.Ordinal);
        var rejected = await silo.WaitForEndAsync(refused);
        Assert.Equal(SubmissionState.Rejected, rejected.State);
        Assert.NotNull(rejected.Error);
        Assert.Equal($"sora-2-{tram}.mp4", Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(folder, "videos")))));
        Assert.Equal(2, emulator.PaidJobs);
        var state = await silo.Jobs.GetJob(tram).GetStateAsync();
        Assert.Equal((SubmissionState.Saved, emulator.Journal.Single(job => job.SubmissionId == $"{tram}").RunId), (state!.State, state.RunId));
    }

    [Fact]
    public async Task StartAsync_SiloWasStoppedMeanwhile_ContinuesAndPaysOnce()
    {
        var time = new ManualTimeProvider();   // stands until the second silo, so that the jobs run meanwhile
        await using var emulator = await StartEmulatorAsync(TimeSpan.FromMinutes(1), time);
        var ids = Enumerable.Range(0, 5).Select(static _ => Guid.NewGuid()).ToList();
        await using (var first = await SingleSilo.StartAsync(emulator, folder))
        {
            await first.Jobs.StartAsync(ids.ToDictionary(id => id, id => (NanoGptRequest)Request($"Tram {id}")), cancellationToken: Ct);
            foreach (var id in ids)
            {
                while ((await first.Jobs.GetJob(id).GetStateAsync())?.State != SubmissionState.Accepted)
                {
                    await Task.Yield();
                }
            }
        }

        time.Advance(60);
        await using var second = await SingleSilo.StartAsync(emulator, folder);   // starts what is open

        foreach (var id in ids)
        {
            Assert.Equal(SubmissionState.Saved, (await second.WaitForEndAsync(id)).State);
        }

        Assert.Equal((5, 1), (emulator.PaidJobs, emulator.MaxPaidJobsPerSubmission));
        Assert.Equal(5, Directory.GetFiles(Path.Combine(folder, "videos")).Length);
    }

    [Fact]
    public async Task StartAsync_SameIdsAgain_PlansAndPaysNothing()
    {
        await using var emulator = await StartEmulatorAsync(TimeSpan.Zero);
        await using var silo = await SingleSilo.StartAsync(emulator, folder);
        var requests = new Dictionary<Guid, NanoGptRequest> { [Guid.NewGuid()] = Request("A tram") };
        Assert.Equal(1, await silo.Jobs.StartAsync(requests, cancellationToken: Ct));
        await silo.WaitForEndAsync(requests.Keys.Single());

        Assert.Equal(0, await silo.Jobs.StartAsync(requests, cancellationToken: Ct));

        Assert.Equal(1, emulator.PaidJobs);
    }

    [Fact]
    public async Task StartAsync_JobThatIsNotPlanned_IsRefused()
    {
        await using var emulator = await StartEmulatorAsync(TimeSpan.Zero);
        await using var silo = await SingleSilo.StartAsync(emulator, folder);
        var job = silo.Jobs.GetJob(Guid.NewGuid());

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(job.StartAsync);

        Assert.Contains("plan it first", failure.Message, StringComparison.Ordinal);
        Assert.Null(await job.GetStateAsync());
    }

    [Fact]
    public async Task Webhook_OfASubmission_EndsThePollIntervalOfItsGrain()
    {
        var time = new ManualTimeProvider();
        await using var emulator = await StartEmulatorAsync(TimeSpan.FromMinutes(1), time);
        await using var silo = await SingleSilo.StartAsync(emulator, folder, pollInterval: TimeSpan.FromDays(1));
        var id = Guid.NewGuid();
        await silo.Jobs.StartAsync(new Dictionary<Guid, NanoGptRequest> { [id] = Request("A tram") }, cancellationToken: Ct);
        var end = silo.WaitForEndAsync(id);
        var notice = new JobNotice("msg_1", new HashSet<string>()) { SubmissionId = id };
        while (!end.IsCompleted)   // a notice has no effect before the grain waits, nor while the job runs
        {
            await silo.GetService<IJobNoticeHandler>().HandleAsync(notice, Ct);
            time.Advance(1);
        }

        Assert.Equal(SubmissionState.Saved, (await end).State);
    }

    [Fact]
    public async Task StartAsync_InvalidRequest_PlansNothing()
    {
        await using var emulator = await StartEmulatorAsync(TimeSpan.Zero);
        await using var silo = await SingleSilo.StartAsync(emulator, folder);
        var requests = new Dictionary<Guid, NanoGptRequest> { [Guid.NewGuid()] = Request("A tram") };

        await Assert.ThrowsAsync<ArgumentException>(
            () => silo.Jobs.StartAsync(requests, new SubmissionBudget("evening", 10), Ct));   // its price is unknown

        Assert.Empty(await silo.Store.ListAsync(Enum.GetValues<SubmissionState>(), cancellationToken: Ct));
    }

    private static RawVideoRequest Request(string prompt) => new("sora-2") { AdditionalFields = new() { ["prompt"] = prompt } };

    private static Task<NanoGptEmulator> StartEmulatorAsync(TimeSpan runTime, TimeProvider? time = null) => NanoGptEmulator.StartAsync(
        new EmulatorOptions
        {
            QueueTime = TimeSpan.Zero,
            RunTime = runTime,
            InitialBalance = 1000,
            TimeProvider = time ?? TimeProvider.System,
        },
        Ct);
}
