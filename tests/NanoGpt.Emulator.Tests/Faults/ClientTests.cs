using System.Collections.Concurrent;
using NanoGpt.Emulator.Faults;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests.Faults;

/// <summary>Tests the client against injected faults, over sockets and in virtual time.</summary>
public sealed class ClientTests : IDisposable
{
    private const int JobCount = 600;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("adversary-");

    public static TheoryData<string> SubmitFaults => CatalogTests.Of(EmulatorRoute.Submit);

    public static TheoryData<string> StatusFaults => Truthful(EmulatorRoute.Status);

    public static TheoryData<string> MediaFaults => Truthful(EmulatorRoute.Media);

    [Theory]
    [Trait("Row", "S06")]
    [Trait("Row", "S49")]
    [MemberData(nameof(SubmitFaults))]
    public async Task SubmitAsync_AnySubmitFault_KnowsExactlyThePaidJobs(string fault)
    {
        var (server, faults) = await Server.StartAsync(On(EmulatorRoute.Submit, fault));
        await using var _ = server;
        using var client = NewClient(server);
        var known = await SubmitAsync(client);
        Assert.Contains(faults.InjectedFaults, made => made.Fault.Name == fault);

        // Nothing is believed to be there that is not, and nothing is there that is not believed to be.
        Assert.InRange(server.Emulator.MaxPaidJobsPerSubmission, 0, 1);
        Assert.Equal(server.Emulator.PaidJobs, known is null ? 0 : 1);
        if (known is not null)
        {
            Assert.Equal(server.Emulator.Journal[0].SubmissionId, known.SubmissionId.ToString());
            Assert.NotEqual(JobStatus.Unknown, (await FirstUpdateAsync(known)).Status);
        }
    }

    [Theory]
    [Trait("Row", "P01")]
    [Trait("Row", "P25")]
    [MemberData(nameof(StatusFaults))]
    public async Task WaitAsync_AnyStatusFault_EndsOnlyOnARefusal(string fault)
    {
        var (server, faults) = await Server.StartAsync(On(EmulatorRoute.Status, fault));
        await using var _ = server;
        using var client = NewClient(server);
        var job = await client.SubmitAsync(Request(), Server.Cancel);
        try
        {
            var result = await client.WaitAsync(job, null, Server.Cancel);
            Assert.Equal(fault == "four-videos" ? 4 : 1, result.Outputs.Count);
            if (result.Outputs[0].Url.Port != server.Emulator.BaseAddress.Port)
            {
                // P13: another's address is not gone to, or there is nothing to be had.
                await Assert.ThrowsAsync<DownloadFailedException>(() => result.DownloadAsync(Path.Combine(folder.FullName, "video.mp4"), null, Server.Cancel));
                Assert.Empty(Directory.GetFiles(folder.FullName));
            }
        }
        catch (NanoGptException exception) when (fault is "401" or "403-owner")
        {
            Assert.Equal(job.RunId, exception.RunId);
        }

        Assert.Contains(faults.InjectedFaults, made => made.Fault.Name == fault);
    }

    [Theory]
    [Trait("Row", "D01")]
    [Trait("Row", "D17")]
    [MemberData(nameof(MediaFaults))]
    public async Task DownloadAsync_AnyMediaFault_SavesAWholeVideoOrNoneAndLeaksNoKey(string fault)
    {
        var (server, faults) = await Server.StartAsync(On(EmulatorRoute.Media, fault), options => options with { SeparateStorage = true });
        await using var _ = server;
        using var client = NewClient(server);
        var result = await client.GenerateAsync(Request(), null, Server.Cancel);
        var file = Path.Combine(folder.FullName, "video.mp4");
        try
        {
            await result.DownloadAsync(file, null, Server.Cancel);
        }
        catch (NanoGptException)
        {
            Assert.False(File.Exists(file));
            await result.DownloadAsync(file, null, Server.Cancel);
        }

        Assert.Contains(faults.InjectedFaults, made => made.Fault.Name == fault);
        Assert.Equal(["ftyp", "moov", "mdat"], Mp4Box.Read(await File.ReadAllBytesAsync(file, Server.Cancel)).Select(box => box.Type));
        Assert.Equal([file], Directory.GetFiles(folder.FullName));
        Assert.Empty(server.Emulator.KeyLeaks);
    }

    [Fact]
    [Trait("Row", "D05")]
    public async Task DownloadAsync_RedirectToTheStorage_LeavesTheKeyBehind()
    {
        await using var server = await Server.StartAsync(options => options with { SeparateStorage = true, RelativeOutputUrls = true });
        server.Time.AutoAdvance = TimeSpan.FromMinutes(15);
        using var client = NewClient(server);
        var result = await client.GenerateAsync(Request(), null, Server.Cancel);
        Assert.Equal(server.Emulator.BaseAddress.Port, result.Outputs[0].Url.Port);
        await result.DownloadAsync(Path.Combine(folder.FullName, "video.mp4"), null, Server.Cancel);
        Assert.Empty(server.Emulator.KeyLeaks);
    }

    [Fact]
    [Trait("Row", "S57")]
    public async Task SubmitAsync_JobListedLate_IsReconciled()
    {
        var (server, _) = await Server.StartAsync(On(EmulatorRoute.Submit, "reset"), options => options with { RecoverLag = TimeSpan.FromSeconds(90) });
        await using var __ = server;
        using var client = NewClient(server);
        Assert.NotNull(await SubmitAsync(client));
        Assert.Equal(1, server.Emulator.PaidJobs);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Client_SeededFaults_NeverPaysTwiceLosesAJobOrLeaksTheKey(int seed)
    {
        var (server, faults) = await Server.StartAsync(new SeededFaults(seed, rate: 0.4), options => options with
        {
            InitialBalance = 1_000_000,
            SubmitsPerMinute = 50,
            RecoverLag = TimeSpan.FromSeconds(8),
            SeparateStorage = true,
            LinkLifetime = TimeSpan.FromDays(1000),   // time flies: links would be over before they are used
        });
        await using var _ = server;
        using var client = NewClient(server);
        var known = new ConcurrentDictionary<string, bool>();
        await Parallel.ForEachAsync(Enumerable.Range(0, JobCount), new ParallelOptions { MaxDegreeOfParallelism = 24, CancellationToken = Server.Cancel }, async (number, cancellationToken) =>
        {
            try
            {
                var job = await client.SubmitAsync(Request(), cancellationToken);
                known.TryAdd(job.RunId, true);
                var result = await client.WaitAsync(job, null, cancellationToken);
                await result.DownloadOutputAsync(0, Path.Combine(folder.FullName, $"{number}.mp4"), cancellationToken: cancellationToken);
            }
            catch (NanoGptException)
            {
                // What is known of it is known; the rest is for the reconciliation.
            }
        });

        for (var i = 0; i < 20; i++)
        {
            var results = await client.ReconcileAsync(Server.Cancel);
            foreach (var found in results.Where(result => result.Job is not null))
            {
                known.TryAdd(found.Job!.RunId, true);
            }

            if (results.All(result => result.Outcome != ReconcileOutcome.Unknown))
            {
                break;
            }
        }

        Assert.Equal(1, server.Emulator.MaxPaidJobsPerSubmission);
        var lost = server.Emulator.Journal.Where(job => !known.ContainsKey(job.RunId) && !known.ContainsKey(Number(job.RunId)));
        Assert.Empty(lost.Select(job => string.Join(' ', faults.InjectedFaults.Where(made => made.Call.Subject == job.SubmissionId).Select(made => $"{made.Call.Route} {made.Fault}"))));
        Assert.Empty(server.Emulator.KeyLeaks);
        Assert.True(faults.InjectedFaults.Count > JobCount);
        Assert.True(Directory.GetFiles(folder.FullName, "*.mp4").Length > JobCount / 4);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string Number(string runId) => NanoGpt.Emulator.Jobs.EmulatorJob.NumberOf(runId).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static TheoryData<string> Truthful(EmulatorRoute route) =>
        [.. FaultCatalog.All.Where(fault => !fault.IsFalseSuccess && fault.Routes.Contains(route)).Select(fault => fault.Name)];

    private static FaultScript On(EmulatorRoute route, string fault) => new([new FaultRule(FaultCatalog.Get(fault)) { Route = route, Times = 1 }]);

    // Watched, not asked once: what a fault left on the connection may still spoil the next exchange.
    private static async Task<JobUpdate> FirstUpdateAsync(VideoJob job) =>
        await job.WatchAsync(Server.Cancel).FirstAsync(Server.Cancel);

    private static RawVideoRequest Request() => new("sora-2")
    {
        AdditionalFields = new() { ["prompt"] = "A lighthouse", ["resolution"] = "720p", ["pro_mode"] = false, ["seconds"] = "8" },
    };

    // The job, whether it was told at once or found later; null if there is none.
    private static async Task<VideoJob?> SubmitAsync(NanoGptClient client)
    {
        try
        {
            return await client.SubmitAsync(Request(), Server.Cancel);
        }
        catch (SubmissionOutcomeUnknownException)
        {
            return Assert.Single(await client.ReconcileAsync(Server.Cancel)).Job;
        }
        catch (NanoGptException)
        {
            return null;
        }
    }

    private static NanoGptClient NewClient(Server server) => new(Server.Key, new()
    {
        BaseAddress = server.Emulator.BaseAddress,
        AllowInsecureLoopback = true,
        TimeProvider = server.Time,
        RequestTimeout = TimeSpan.FromDays(40),   // virtual time runs ahead of the sockets
        DownloadIdleTimeout = TimeSpan.FromDays(40),
        SubmitTimeout = TimeSpan.FromDays(40),
        ReconcileGrace = TimeSpan.FromSeconds(10),
        MaxDownloadBytes = 8 << 20,
    });
}
