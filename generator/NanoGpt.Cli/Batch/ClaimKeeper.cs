namespace NanoGpt.Cli.Batch;

/// <summary>Keeps a claim of a submission until it is disposed, so that no other worker does the same work.</summary>
internal sealed class ClaimKeeper : IAsyncDisposable
{
    // The work of a killed process waits that long. A live one renews it, also while it sends.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly ITimer timer;
    private Task renewal = Task.CompletedTask;

    private ClaimKeeper(ISubmissionStore store, Guid id, TimeProvider time) =>
        timer = time.CreateTimer(_ => renewal = RenewAsync(store, id, Lease), state: null, Lease / 3, Lease / 3);

    /// <summary>Claims the next submission of a batch in a state; null if there is none.</summary>
    public static async Task<SubmissionRecord?> ClaimAsync(
        ISubmissionStore store, SubmissionState state, string batch, CancellationToken cancellationToken) =>
        (await store.ClaimAsync(state, limit: 1, Lease, batch, cancellationToken)).SingleOrDefault();

    /// <summary>Holds a submission in its current state.</summary>
    public static async Task<ClaimKeeper> HoldAsync(ISubmissionStore store, Guid id, TimeProvider time)
    {
        var keeper = new ClaimKeeper(store, id, time);
        await RenewAsync(store, id, Lease);
        return keeper;
    }

    public async ValueTask DisposeAsync()
    {
        await timer.DisposeAsync();
        await renewal;
    }

    /// <summary>Lets other workers continue with a submission at once.</summary>
    public static Task ReleaseAsync(ISubmissionStore store, Guid id) => RenewAsync(store, id, TimeSpan.Zero);

    private static async Task RenewAsync(ISubmissionStore store, Guid id, TimeSpan lease)
    {
        try
        {
            if (await store.FindAsync(id) is { } record)
            {
                await store.RenewAsync(record, lease);
            }
        }
        catch (SubmissionStoreException)
        {
            // Another worker may then do the same work. The next change of the submission reports the failure.
        }
    }
}
