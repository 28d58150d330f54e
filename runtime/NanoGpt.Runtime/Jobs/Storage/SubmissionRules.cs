namespace NanoGpt;

/// <summary>
/// Decides what an <see cref="ISubmissionStore"/> changes, given the records that it has locked. For implementations of stores.
/// </summary>
public static class SubmissionRules
{
    /// <summary>Returns the submissions of a plan that are to be planned, with their fences.</summary>
    /// <param name="submissions">The plan.</param>
    /// <param name="budget">The budget of the plan; null for none.</param>
    /// <param name="find">Returns the record of a submission; null if there is none.</param>
    /// <exception cref="ArgumentException">An id belongs to another request, or a price is missing.</exception>
    public static IReadOnlyList<SubmissionRecord> SelectPlanned(
        IReadOnlyList<SubmissionRecord> submissions, SubmissionBudget? budget, Func<Guid, SubmissionRecord?> find)
    {
        ArgumentNullException.ThrowIfNull(submissions);
        ArgumentNullException.ThrowIfNull(find);
        var seen = new HashSet<Guid>();
        var planned = new List<SubmissionRecord>(submissions.Count);
        foreach (var submission in submissions)
        {
            if (!seen.Add(submission.Id))
            {
                throw new ArgumentException($"The submission {submission.Id} is planned twice.", nameof(submissions));
            }

            if (submission.Budget != budget?.Name || (budget is not null && submission.Price is not >= 0))
            {
                throw new ArgumentException(
                    $"The submission {submission.Id} must name the budget of the plan and have a price.", nameof(submissions));
            }

            var current = find(submission.Id);
            if (current is not null && (current.Hash != submission.Hash || current.Budget != submission.Budget))
            {
                throw new ArgumentException(
                    $"The submission {submission.Id} was another request. Each request requires its own id.",
                    nameof(submissions));
            }

            if (current is null || SubmissionTransitions.From(SubmissionState.Planned).Contains(current.State))
            {
                planned.Add(submission with { State = SubmissionState.Planned, Fence = current?.Fence ?? 0 });
            }
        }

        return planned;
    }

    /// <summary>Throws if an amount cannot be reserved.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="use">The use of the budget.</param>
    /// <param name="price">The amount.</param>
    /// <exception cref="BudgetExceededException">The amount exceeds the budget.</exception>
    public static void ThrowIfExceeded(SubmissionBudget budget, BudgetUse use, decimal price)
    {
        ArgumentNullException.ThrowIfNull(budget);
        if (price > 0 && use.Total + price > budget.Limit)
        {
            throw BudgetExceededException.Create(budget, use, price);
        }
    }

    /// <summary>Returns the record of a submission that begins to be sent; null if it may not be sent.</summary>
    /// <param name="submission">The submission of the worker.</param>
    /// <param name="current">The record, with its state after its lease; null if there is none.</param>
    public static SubmissionRecord? BeginSend(SubmissionRecord submission, SubmissionRecord? current)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var isAllowed = current is null
            ? submission is { Fence: 0, Budget: null }
            : current.Fence == submission.Fence
                && SubmissionTransitions.From(SubmissionState.Sending).Contains(current.State)
                && (current.Budget is null || current.State == SubmissionState.Planned);   // its price must be reserved
        return isAllowed
            ? (current ?? submission) with
            {
                State = SubmissionState.Sending,
                Fence = submission.Fence + 1,
                SubmittedAt = submission.SubmittedAt,   // a plan may be days old, but a search for a job begins with its send
                Hash = current?.Hash ?? submission.Hash,
                Error = null,
            }
            : null;
    }

    /// <summary>Returns the record of a submission after a change; null if the change is not allowed.</summary>
    /// <param name="change">The submission with its new state, and the fence of the worker.</param>
    /// <param name="current">The record, with its state after its lease; null if there is none.</param>
    public static SubmissionRecord? Record(SubmissionRecord change, SubmissionRecord? current)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (current is null)
        {
            return change is { Fence: 0, Budget: null } ? change : null;
        }

        return current.Fence == change.Fence && SubmissionTransitions.From(change.State).Contains(current.State)
            ? current with
            {
                State = change.State,
                RunId = change.RunId ?? current.RunId,
                Cost = change.Cost ?? current.Cost,
                DownloadLink = change.DownloadLink ?? current.DownloadLink,
                RequestId = change.RequestId ?? current.RequestId,
                Error = change.Error,
            }
            : null;
    }
}
