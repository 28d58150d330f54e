namespace NanoGpt.Storage.Tests.Contract;

/// <summary>Tests the contract on the journal.</summary>
public sealed class JournalSubmissionStoreTests : SubmissionStoreTests, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;
    private JournalSubmissionStore store;

    public JournalSubmissionStoreTests() => store = Open();

    protected override ISubmissionStore Store => store;

    public void Dispose()
    {
        store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task PlanAsync_FileIsCutOff_KeepsWholeLinesOnly()
    {
        var submissions = Enumerable.Range(0, 3)
            .Select(_ => new SubmissionRecord(Guid.NewGuid(), "sora-2", DateTimeOffset.UnixEpoch)).ToList();
        await store.PlanAsync(submissions, budget: null, Ct);
        store.Dispose();
        var text = await File.ReadAllTextAsync(Journal, Ct);
        await File.WriteAllTextAsync(Journal, text[..^20], Ct);

        var later = Reopen();

        Assert.Equal(2, (await later.ListAsync([SubmissionState.Planned], budget: null, Ct)).Count);
        Assert.Equal(1, await later.PlanAsync(submissions, budget: null, Ct));
        Assert.False(later.IsIncomplete);
    }

    protected override ISubmissionStore Reopen()
    {
        store.Dispose();
        return store = Open();
    }

    private string Journal => Path.Combine(folder, "jobs.jsonl");

    private JournalSubmissionStore Open() => new(Journal);
}
