namespace NanoGpt;

/// <summary>
/// Represents a store in one file, which one process at a time can open. Every change is flushed to the disk before its method
/// returns.
/// </summary>
/// <remarks>
/// Claims and leases are not in the file: when it is opened again, the worker that held them no longer exists. The format is
/// described at <see cref="VideoClientOptions.JournalPath"/>.
/// </remarks>
public sealed class JournalSubmissionStore : ISubmissionStore, IDisposable
{
    private readonly object gate = new();
    private readonly SubmissionJournal journal;
    private readonly TimeProvider time;
    private readonly Dictionary<Guid, Claim> claims = [];

    /// <summary>Opens a file, or creates it.</summary>
    /// <param name="path">The path of the file. Its folder must exist.</param>
    /// <param name="provider">The id of the provider of all submissions.</param>
    /// <param name="timeProvider">The clock; null uses that of the system.</param>
    /// <exception cref="JournalException">The file cannot be opened, such as by a second process.</exception>
    public JournalSubmissionStore(string path, string provider = Providers.NanoGpt, TimeProvider? timeProvider = null)
        : this(new JournalOptions(path, provider) { TimeProvider = timeProvider ?? TimeProvider.System })
    {
    }

    internal JournalSubmissionStore(JournalOptions options)
    {
        journal = new SubmissionJournal(options);
        time = options.TimeProvider;
    }

    /// <inheritdoc/>
    public bool IsIncomplete => journal.Gap == JournalGap.Damage;

    /// <summary>Closes the file.</summary>
    public void Dispose() => journal.Dispose();

    /// <inheritdoc/>
    public ValueTask<int> PlanAsync(
        IReadOnlyList<SubmissionRecord> submissions, SubmissionBudget? budget = null,
        CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            var planned = SubmissionRules.SelectPlanned(submissions, budget, Find);
            if (budget is not null)
            {
                SubmissionRules.ThrowIfExceeded(
                    budget, GetBudgetUse(budget.Name), planned.Sum(static submission => submission.BudgetAmount));
            }

            Write(planned);   // at once; a crash may leave a part, which the same plan completes
            return new(planned.Count);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SubmissionRecord>> ClaimAsync(
        SubmissionState state, int limit, TimeSpan lease, string? budget = null,
        CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            var next = SubmissionTransitions.ClaimBeginsFence(state) ? 1 : 0;
            var found = journal.Where(record => IsDue(record.Id) && IsOf(record, budget) && View(record).State == state)
                .Take(limit).Select(View).Select(record => record with { Fence = record.Fence + next }).ToList();
            found.ForEach(record => Hold(record, lease));

            return new(found);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> RenewAsync(
        SubmissionRecord submission, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submission);
        lock (gate)
        {
            if (Find(submission.Id) is not { } current || current.Fence != submission.Fence || current.State != submission.State)
            {
                return new(false);
            }

            Hold(current, lease);
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<SubmissionRecord?> BeginSendAsync(
        SubmissionRecord submission, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submission);
        lock (gate)
        {
            if (SubmissionRules.BeginSend(submission, Find(submission.Id)) is not { } sending)
            {
                return new((SubmissionRecord?)null);
            }

            Write(sending);
            Hold(sending, lease);
            return new(sending);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> RecordAsync(SubmissionRecord submission, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submission);
        lock (gate)
        {
            if (SubmissionRules.Record(submission, Find(submission.Id)) is not { } recorded)
            {
                return new(false);
            }

            var isHeld = claims.Remove(submission.Id, out var claim);   // first: if it cannot be written, the outcome is unknown
            Write(recorded);
            if (isHeld && SubmissionTransitions.KeepsLease(recorded.State))
            {
                claims[recorded.Id] = claim with { IsUnknown = false };
            }

            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<SubmissionRecord?> FindAsync(Guid id, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            return new(Find(id));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SubmissionRecord>> ListAsync(
        IReadOnlyList<SubmissionState> states, string? budget = null, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            return new(
            [
                .. journal.Where(record => IsOf(record, budget)).Select(View)
                    .Where(record => states.Contains(record.State)),
            ]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<BudgetUse> GetBudgetUseAsync(string name, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            return new(GetBudgetUse(name));
        }
    }

    private static bool IsOf(SubmissionRecord record, string? budget) => budget is null || record.Budget == budget;

    private SubmissionRecord? Find(Guid id) => journal.Find(id) is { } record ? View(record) : null;

    // The record as workers see it: with the fence of its claim, and unknown after its lease.
    private SubmissionRecord View(SubmissionRecord record) => record with
    {
        Fence = claims.TryGetValue(record.Id, out var claim) ? claim.Fence : record.Fence,
        State = record.State == SubmissionState.Sending && (claim.IsUnknown || IsDue(record.Id))
            ? SubmissionState.Unknown
            : record.State,
    };

    private void Write(params IReadOnlyList<SubmissionRecord> changed)
    {
        if (changed.Count > 0)
        {
            journal.Write(changed);
        }

        foreach (var record in changed)
        {
            claims.Remove(record.Id);
        }
    }

    private void Hold(SubmissionRecord record, TimeSpan lease) => claims[record.Id] = new Claim(
        record.Fence, record.State == SubmissionState.Unknown, time.GetTimestamp(), lease);

    private bool IsDue(Guid id) =>
        !claims.TryGetValue(id, out var claim) || time.GetElapsedTime(claim.Start) >= claim.Lease;

    private BudgetUse GetBudgetUse(string name)
    {
        var shares = journal.Where(record => record.Budget == name)
            .ToLookup(static record => SubmissionTransitions.ShareOf(record.State), static record => record.BudgetAmount);
        return new(shares[BudgetShare.Reserved].Sum(), shares[BudgetShare.Spent].Sum());
    }

    private readonly record struct Claim(long Fence, bool IsUnknown, long Start, TimeSpan Lease);
}
