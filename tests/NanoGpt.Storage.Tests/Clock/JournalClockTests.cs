namespace NanoGpt.Storage.Tests.Clock;

/// <summary>Clock jumps with the journal, whose leases end by the monotonic clock of its process.</summary>
public sealed class JournalClockTests : ClockTests, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;
    private readonly JournalSubmissionStore store;

    public JournalClockTests() => store = new JournalSubmissionStore(Path.Combine(folder, "jobs.jsonl"), timeProvider: Clock);

    protected override ISubmissionStore Store => store;

    public void Dispose()
    {
        store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    protected override Task EndLeasesAsync()
    {
        Clock.Advance(TimeSpan.FromHours(24));
        return Task.CompletedTask;
    }
}
