namespace NanoGpt;

/// <summary>
/// Records submissions and decides which worker may send one. Every change is conditional on the state and the fence of the
/// submission, so that of several workers one succeeds. Implementations are thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// <see cref="SubmissionTransitions"/> contains the allowed changes. A change is durable when its method returns. A method that
/// throws an exception may have made its change; this is safe, because a worker sends only after
/// <see cref="BeginSendAsync"/> has returned a record.
/// </para>
/// <para>
/// A lease ends by the clock of the store. A submission in <see cref="SubmissionState.Sending"/> whose lease has ended counts
/// as <see cref="SubmissionState.Unknown"/> in every method. The outcome that its sender reports later still counts, unless the
/// submission was sent again.
/// </para>
/// <para>
/// The guarantee is at most one send for each fence of a submission. A worker must stop before its lease ends only to save
/// requests, not for safety.
/// </para>
/// </remarks>
public interface ISubmissionStore
{
    /// <summary>Gets a value that indicates whether the store was damaged and may have lost a submission.</summary>
    bool IsIncomplete { get; }

    /// <summary>
    /// Plans submissions: all of them, or none if one is invalid or the budget is exceeded. The budget is checked in the same
    /// transaction. After an interruption, the same plan completes what is missing.
    /// </summary>
    /// <param name="submissions">
    /// The submissions. One that has the same id and hash as a recorded one is not planned again, unless that was rejected or is
    /// absent.
    /// </param>
    /// <param name="budget">The budget, which the submissions name; null for none.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The number of submissions that were planned.</returns>
    /// <exception cref="BudgetExceededException">The submissions would exceed the budget.</exception>
    /// <exception cref="ArgumentException">
    /// An id belongs to another request, or a submission with a budget has no price.
    /// </exception>
    /// <exception cref="SubmissionStoreException">The store cannot be used.</exception>
    ValueTask<int> PlanAsync(
        IReadOnlyList<SubmissionRecord> submissions, SubmissionBudget? budget = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Claims submissions that no other worker has claimed: the oldest first, for the time of a lease. A claim of
    /// <see cref="SubmissionState.Unknown"/> is to look for their jobs.
    /// </summary>
    /// <param name="state">The state of the submissions.</param>
    /// <param name="limit">The maximum number of submissions.</param>
    /// <param name="lease">The time after which another worker may claim them.</param>
    /// <param name="budget">The name of the budget of the submissions; null for all.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The submissions with their new fences.</returns>
    /// <exception cref="SubmissionStoreException">The store cannot be used.</exception>
    ValueTask<IReadOnlyList<SubmissionRecord>> ClaimAsync(
        SubmissionState state, int limit, TimeSpan lease, string? budget = null,
        CancellationToken cancellationToken = default);

    /// <summary>Sets the end of the lease of a claimed submission, to keep it or to let others claim it after a delay.</summary>
    /// <param name="submission">The submission with the fence of its claim.</param>
    /// <param name="lease">The time from now after which another worker may claim it.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>true if the claim was still valid; otherwise, false.</returns>
    /// <exception cref="SubmissionStoreException">The store cannot be used.</exception>
    ValueTask<bool> RenewAsync(
        SubmissionRecord submission, TimeSpan lease, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes a submission to <see cref="SubmissionState.Sending"/> under a new fence; adds it if the store does not contain it.
    /// Send it only if this method returns a record.
    /// </summary>
    /// <param name="submission">
    /// The submission with the fence of its claim, or with fence 0 to add it. One with a budget must be planned.
    /// </param>
    /// <param name="lease">The time after which the outcome counts as unknown.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The submission with the fence of the send; null if another worker has it, or it may have been sent.</returns>
    /// <exception cref="SubmissionStoreException">The store cannot be used. Nothing may be sent.</exception>
    ValueTask<SubmissionRecord?> BeginSendAsync(
        SubmissionRecord submission, TimeSpan lease, CancellationToken cancellationToken = default);

    /// <summary>
    /// Records what happened to a submission; adds it if the store does not contain it and the fence is 0. The worker that
    /// records <see cref="SubmissionState.Accepted"/> or <see cref="SubmissionState.Completed"/> keeps its lease.
    /// </summary>
    /// <param name="submission">The submission with its new state, and the fence of its send or claim.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>true if it was recorded; false if the fence is old, or the state does not allow it.</returns>
    /// <exception cref="SubmissionStoreException">The store cannot be used.</exception>
    ValueTask<bool> RecordAsync(SubmissionRecord submission, CancellationToken cancellationToken = default);

    /// <summary>Returns a submission; null if the store does not contain it.</summary>
    /// <param name="id">The submission id.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="SubmissionStoreException">The store cannot be used.</exception>
    ValueTask<SubmissionRecord?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Returns submissions in given states, the oldest first.</summary>
    /// <param name="states">The states.</param>
    /// <param name="budget">The name of the budget of the submissions; null for all.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="SubmissionStoreException">The store cannot be used.</exception>
    ValueTask<IReadOnlyList<SubmissionRecord>> ListAsync(
        IReadOnlyList<SubmissionState> states, string? budget = null, CancellationToken cancellationToken = default);

    /// <summary>Returns the use of a budget; zero if it is not known.</summary>
    /// <param name="name">The name of the budget.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="SubmissionStoreException">The store cannot be used.</exception>
    ValueTask<BudgetUse> GetBudgetUseAsync(string name, CancellationToken cancellationToken = default);
}
