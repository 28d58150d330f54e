using System.Text.Json;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>Compaction rewrites the journal without finished records. No interruption of it loses a record.</summary>
public sealed class CompactionTests : IDisposable
{
    private const int Slack = 10;

    private readonly string folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;
    private readonly ManualTimeProvider time = new();
    private readonly EventList seen = new();

    public static TheoryData<string> Steps => [.. Enum.GetValues<JournalStep>().Where(step => step < JournalStep.LineHalfWritten).Select(step => step.ToString())];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Path => In(folder);

    public void Dispose() => CanaryOfAllTests.Sweep(folder);

    [Fact]
    public void Compact_FinishedAndOpenSubmissions_KeepsTheOpenOnes()
    {
        var open = new[] { SubmissionState.Sending, SubmissionState.Unknown, SubmissionState.Accepted, SubmissionState.Absent }.ToDictionary(state => state, _ => Guid.NewGuid());
        using (var journal = Open(slack: int.MaxValue))
        {
            foreach (var (state, id) in open)
            {
                Submit(journal, id, state);
            }

            for (var i = 0; i < Slack; i++)
            {
                Submit(journal, Guid.NewGuid(), SubmissionState.Rejected);
                Submit(journal, Guid.NewGuid(), SubmissionState.Rejected);
            }
        }

        using (var journal = Open())
        {
            Assert.Equal(open, journal.Where(_ => true).ToDictionary(record => record.State, record => record.Id));
            Assert.Equal(JournalGap.None, journal.Gap);   // what is gone was never taken
        }

        Assert.Equal(open.Count, File.ReadAllLines(Path).Length);
        Assert.Empty(seen.Events);
    }

    [Fact]
    public void Compact_EndedJobs_AreKeptForTheRetentionAndThenMarked()
    {
        var (old, young) = (Guid.NewGuid(), Guid.NewGuid());
        using (var journal = Open(slack: int.MaxValue))
        {
            Submit(journal, old, SubmissionState.Completed);
            time.Advance(TimeSpan.FromDays(29));
            Submit(journal, young, SubmissionState.Completed);
            Waste(journal);
        }

        using (var journal = Open())
        {
            Assert.Equal([old, young], journal.Where(_ => true).Select(record => record.Id));
            Assert.Equal(JournalGap.None, journal.Gap);
            time.Advance(TimeSpan.FromDays(2));
            Waste(journal);
            Assert.Equal([young], journal.Where(_ => true).Where(record => record.State == SubmissionState.Completed).Select(record => record.Id));
            Assert.Equal(JournalGap.Retention, journal.Gap);
        }

        using var later = Open();
        Assert.Equal(JournalGap.Retention, later.Gap);
        Assert.Empty(seen.Events);   // the mark is no torn line
    }

    [Fact]
    public void Compact_RunningProcess_LimitsTheNumberOfLines()
    {
        using (var journal = Open())
        {
            for (var i = 0; i < 50 * Slack; i++)
            {
                Submit(journal, Guid.NewGuid(), SubmissionState.Rejected);
            }
        }

        Assert.InRange(File.ReadAllLines(Path).Length, 0, 3 * Slack);
    }

    [Fact]
    public void Compact_FewSuperfluousLines_LeavesTheFile()
    {
        using (var journal = Open(slack: int.MaxValue))
        {
            for (var i = 0; i < Slack / 2; i++)
            {
                Submit(journal, Guid.NewGuid(), SubmissionState.Accepted);
            }

            Submit(journal, Guid.NewGuid(), SubmissionState.Rejected);
        }

        var before = File.ReadAllText(Path);
        Open().Dispose();
        Assert.Equal(before, File.ReadAllText(Path));
    }

    // What a kill at a step leaves on the disk is what is there at that step.
    [Theory]
    [MemberData(nameof(Steps))]
    public void Compact_KilledAtAnyStep_LosesNothing(string step)
    {
        var expected = Fill();
        var left = Directory.CreateDirectory(System.IO.Path.Combine(folder, "left")).FullName;
        var copies = 0;
        using (Open(reached: at =>
        {
            if (at.ToString() == step)
            {
                copies++;
                foreach (var file in Directory.GetFiles(folder))
                {
                    System.Diagnostics.Process.Start("cp", ["-p", file, left]).WaitForExit();   // past the locks, which are advisory
                }
            }
        }))
        {
            Assert.Equal(1, copies);
        }

        using (var journal = Open(In(left)))
        {
            Assert.Equal(expected, Counting(journal));
            var id = Guid.NewGuid();
            Submit(journal, id, SubmissionState.Accepted);
            Assert.Equal(SubmissionState.Accepted, journal.Find(id)!.State);
        }

        using (var again = Open(In(left)))
        {
            Assert.Equal(expected.Count + 1, Counting(again).Count);
        }

        Assert.Equal(["jobs.jsonl", "jobs.jsonl.lock"], Directory.GetFiles(left).Select(System.IO.Path.GetFileName).Order());
        Assert.Empty(seen.Events);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Compact_FailureAtAnyStep_IsReportedAndLosesNothing(string step)
    {
        var expected = Fill();
        var id = Guid.NewGuid();
        using (var journal = Open(reached: at =>
        {
            if (at.ToString() == step)
            {
                throw new IOException("injected");
            }
        }))
        {
            Assert.Equal("injected", Assert.Single(seen.Events, e => e.Kind == NanoGptEventKind.JournalFailed).Error!.Message);
            Assert.Equal(expected, Counting(journal));
            Submit(journal, id, SubmissionState.Accepted);   // it goes on
        }

        using var later = Open();
        expected.Add(id, (SubmissionState.Accepted, "vid_x"));
        Assert.Equal(expected, Counting(later));
    }

    [Fact]
    public void Compact_NewFile_IsLockedAndForItsOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        Fill();
        using var journal = Open();
#pragma warning disable CA1416 // Skipped there.
        Assert.All(Directory.GetFiles(folder), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
#pragma warning restore CA1416
        Assert.Throws<JournalException>(() => Open());
    }

    [Fact]
    [Trait("Row", "S59")]
    public void Compact_FileIsReplaced_KeepsTheLock()
    {
        Fill();
        var refused = 0;
        Open(reached: _ => refused += Assert.Throws<JournalException>(() => Open()) is null ? 0 : 1).Dispose();
        Assert.Equal(Steps.Count, refused);
    }

    [Fact]
    public void Compact_JournalPathIsALink_KeepsTheLink()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        Fill();
        var link = System.IO.Path.Combine(folder, "link");
        File.CreateSymbolicLink(link, Path);
        Open(link).Dispose();
        Assert.Equal(Path, new FileInfo(link).LinkTarget);
        Assert.Equal(1 + (2 * Slack), File.ReadAllLines(Path).Length);
    }

    [Fact]
    [Trait("Row", "S55")]
    public async Task SubmitAsync_IdThatTheJournalMayHaveDropped_IsLookedUpBeforeSending()
    {
        var options = new SubmitOptions { SubmissionId = Guid.NewGuid() };
        var request = new RawVideoRequest("sora-2") { AdditionalFields = new() { ["prompt"] = "x" } };
        using (var journal = Open(slack: int.MaxValue))
        {
            Submit(journal, options.SubmissionId.Value, SubmissionState.Completed);
            time.Advance(TimeSpan.FromDays(31));
            Waste(journal);
        }

        using var test = new TestClient(settings => (settings.JournalPath, settings.JournalSlack, settings.TimeProvider) = (Path, Slack, time));
        test.Api.Answer(200, JsonSerializer.Serialize(new { data = new[] { new { runId = "vid_x", conversationUUID = options.SubmissionId } } }));
        Assert.Equal("vid_x", (await test.Client.SubmitAsync(request, options, Ct)).RunId);
        Assert.DoesNotContain(test.Api.Seen, request => request.Method == "POST");
    }

    private static string In(string folder) => System.IO.Path.Combine(folder, "jobs.jsonl");

    private static SortedDictionary<Guid, (SubmissionState State, string? RunId)> Counting(SubmissionJournal journal) =>
        new(journal.Where(record => record.State != SubmissionState.Rejected).ToDictionary(record => record.Id, record => (record.State, record.RunId)));

    // A journal that the next opening writes anew; what must survive that.
    private SortedDictionary<Guid, (SubmissionState State, string? RunId)> Fill()
    {
        using var journal = Open(slack: int.MaxValue);
        Submit(journal, Guid.NewGuid(), SubmissionState.Completed);
        time.Advance(TimeSpan.FromDays(20));
        for (var i = 0; i < Slack; i++)
        {
            Submit(journal, Guid.NewGuid(), SubmissionState.Accepted);
            Submit(journal, Guid.NewGuid(), SubmissionState.Unknown);
        }

        Waste(journal);
        return Counting(journal);
    }

    private void Waste(SubmissionJournal journal)
    {
        for (var i = 0; i < 5 * Slack; i++)
        {
            Submit(journal, Guid.NewGuid(), SubmissionState.Rejected);
        }
    }

    private void Submit(SubmissionJournal journal, Guid id, SubmissionState last)
    {
        journal.Write(new SubmissionRecord(id, "sora-2", time.GetUtcNow()) { State = SubmissionState.Sending });
        if (last != SubmissionState.Sending)
        {
            journal.Write(journal.Find(id)! with { State = last, RunId = SubmissionTransitions.WithJob.Contains(last) ? "vid_x" : null });
        }
    }

    private SubmissionJournal Open(string? path = null, int slack = Slack, Action<JournalStep>? reached = null) => new(new NanoGptClientOptions
    {
        JournalPath = path ?? Path,
        JournalSlack = slack,
        JournalReached = reached,
        TimeProvider = time,
        Observer = seen,
    }.JournalOf(Providers.NanoGpt));
}
