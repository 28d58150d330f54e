namespace NanoGpt.Cli.Batch;

/// <summary>Keeps a claim of a submission until it is disposed, so that no other worker does the same work.</summary>
internal sealed class ClaimKeeper : IAsyncDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private readonly ISubmissionStore store;
    private readonly Guid id;
    private readonly ITimer timer;
    private Task renewal = Task.CompletedTask;

    private ClaimKeeper(ISubmissionStore store, Guid id, TimeProvider time)
    {
        (this.store, this.id) = (store, id);
        timer = time.CreateTimer(_ => renewal = RenewAsync(), state: null, Lease / 3, Lease / 3);
    }

    /// <summary>Claims the next submission of a batch in a state; null if there is none.</summary>
    public static async Task<SubmissionRecord?> ClaimAsync(
        ISubmissionStore store, SubmissionState state, string batch, CancellationToken cancellationToken) =>
        (await store.ClaimAsync(state, limit: 1, Lease, batch, cancellationToken)).SingleOrDefault();

    /// <summary>Holds a submission in its current state.</summary>
    public static async Task<ClaimKeeper> HoldAsync(ISubmissionStore store, Guid id, TimeProvider time)
    {
        var keeper = new ClaimKeeper(store, id, time);
        await keeper.RenewAsync();
        return keeper;
    }

    public async ValueTask DisposeAsync()
    {
        await timer.DisposeAsync();
        await renewal;
    }

    private async Task RenewAsync()
    {
        try
        {
            if (await store.FindAsync(id) is { } record)
            {
                await store.RenewAsync(record, Lease);
            }
        }
        catch (SubmissionStoreException)
        {
            // Another worker may then do the same work. The next change of the submission reports the failure.
        }
    }
}
