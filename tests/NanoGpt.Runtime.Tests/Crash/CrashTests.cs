using System.Diagnostics;

namespace NanoGpt.Runtime.Tests.Crash;

/// <summary>Kills processes at every transition between a submission's id and its video.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Rounds = 10;
    private const int Killed = 128 + 9;   // by SIGKILL

    // In this order, so that what a kill leaves behind is what the next life has to deal with. A number is how often it is reached.
    private static readonly (string Point, int After)[] Transitions =
    [
        (nameof(NanoGptEventKind.Submitting), 1),        // nothing is written
        (nameof(JournalStep.LineHalfWritten), 1),        // half of the intent
        (nameof(NanoGptEventKind.JournalLinesSkipped), 1),       // the journal is read again, and that half was cut off
        (nameof(JournalStep.LineWritten), 1),            // the intent, perhaps not yet on the disk
        (nameof(JournalStep.LineFlushed), 1),            // what was found out about it
        (nameof(NanoGptEventKind.Sending), 1),           // the intent is on the disk, and nothing is sent
        (nameof(NanoGptEventKind.NotFound), 1),          // it was looked for, and is not there
        (CrashChild.InBody, 1),                          // before the first byte of the medium
        (CrashService.InSubmission, 1),                  // half of the body has arrived
        (CrashService.AfterSubmission, 1),               // taken and paid, without an answer
        (CrashService.AfterList, 1),                     // while it is looked for
        (nameof(NanoGptEventKind.Reconciled), 1),        // it was found
        (CrashService.InAnswer, 1),                      // half of the answer has arrived
        (nameof(JournalStep.LineHalfWritten), 1),        // half of what was found out about it
        (nameof(NanoGptEventKind.ResponseReceived), 1),          // accepted, and not written
        (nameof(JournalStep.LineHalfWritten), 3),        // half of the acceptance
        (nameof(JournalStep.LineWritten), 3),
        (nameof(NanoGptEventKind.Accepted), 1),          // accepted and written
        (CrashService.AfterStatus, 1),                   // during a wait
        (nameof(NanoGptEventKind.StatusChanged), 1),
        (nameof(NanoGptEventKind.JobEnded), 1),          // the job has ended, and that is not written
        (nameof(JournalStep.LineHalfWritten), 6),        // half of an end
        (CrashService.InVideo, 1),                       // during a download
        (nameof(NanoGptEventKind.Downloaded), 1),
        (nameof(JournalStep.Begun), 1),                  // while the journal is replaced
        (nameof(JournalStep.HalfWritten), 1),
        (nameof(JournalStep.Written), 1),
        (nameof(JournalStep.Flushed), 1),
        (nameof(JournalStep.Closed), 1),
        (nameof(JournalStep.Moved), 1),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => CanaryOfAllTests.Sweep(folder);

    [Fact]
    [Trait("Row", "S56")]
    [Trait("Row", "S57")]
    [Trait("Row", "S73")]
    public async Task Worker_KilledAtEveryTransition_PaysOnceAndLosesNoJob()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The exit code of a kill is another there.");
        var kills = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, TestDepth.Of(Rounds)), Ct, async (round, _) => Interlocked.Add(ref kills, await RunRoundAsync(round)));
        Assert.Equal(30 * TestDepth.Of(Rounds), kills);
    }

    // A worker and its service: each life ends at the next transition, and the last one ends by itself.
    private async Task<int> RunRoundAsync(int round)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, $"{round}")).FullName;
        await using var service = new CrashService();
        foreach (var (point, after) in Transitions)
        {
            // In each round the lines are others: intents, acceptances, ends, and what was reconciled.
            var times = point.StartsWith("Line", StringComparison.Ordinal) && after > 1 ? after + round : after;
            var code = await RunAsync(service, CrashChild.Orders(service.Address, place, point, times), point);
            Assert.True(code == Killed, $"round {round}: {point} was not reached {times} times: {code}");
        }

        Assert.Equal(0, await RunAsync(service, CrashChild.Orders(service.Address, place, "", 0, jobs: 1), point: ""));
        Assert.Equal(1, service.Jobs.MostPaidOfOneSubmission);
        using var journal = new SubmissionJournal(new NanoGptClientOptions { JournalPath = CrashChild.JournalIn(place) }.JournalOf(Providers.NanoGpt));
        var known = journal.Where(static record => record.RunId is not null);
        Assert.Equal(service.Jobs.Jobs.Select(job => job.RunId).Order(), known.Select(record => record.RunId).Order());
        Assert.All(known, record => Assert.Equal(SubmissionState.Completed, record.State));
        Assert.All(Directory.GetFiles(place, "*.mp4"), video => Assert.Equal(CrashService.Video, File.ReadAllBytes(video)));
        return Transitions.Length;
    }

    private static async Task<int> RunAsync(CrashService service, string orders, string point)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CrashTests).Assembly.Location]) { RedirectStandardError = true };
        start.Environment[CrashChild.Variable] = orders;
        foreach (var costly in new[] { "TieredPGO", "gcConcurrent", "EnableDiagnostics" })
        {
            start.Environment["DOTNET_" + costly] = "0";   // a short life gains nothing by it
        }

        using var child = Process.Start(start)!;
        service.KillAt(point, child);
        var said = await child.StandardError.ReadToEndAsync(Ct);
        await child.WaitForExitAsync(Ct);
        Assert.True(child.ExitCode is 0 or Killed, said);
        return child.ExitCode;
    }
}
