namespace NanoGpt.Jobs;

/// <summary>Decides what a plan changes, and what may be sent. Does no I/O.</summary>
internal static class SubmissionPlan
{
    /// <summary>Returns the submissions to plan, with their fences.</summary>
    /// <exception cref="ArgumentException">An id belongs to another request, or a price is missing.</exception>
    public static List<SubmissionRecord> Select(
        IReadOnlyList<SubmissionRecord> submissions, SubmissionBudget? budget, Func<Guid, SubmissionRecord?> find)
    {
        ArgumentNullException.ThrowIfNull(submissions);
        var planned = new List<SubmissionRecord>(submissions.Count);
        var seen = new HashSet<Guid>();
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
                    $"The submission {submission.Id} was another request. Each request requires its own id.", nameof(submissions));
            }

            if (current is null || SubmissionTransitions.From(SubmissionState.Planned).Contains(current.State))
            {
                planned.Add(submission with { State = SubmissionState.Planned, Fence = current?.Fence ?? 0 });
            }
        }

        return planned;
    }

    /// <exception cref="BudgetExceededException">The submissions exceed the budget.</exception>
    public static void ThrowIfExceeded(IEnumerable<SubmissionRecord> planned, SubmissionBudget budget, BudgetUse use)
    {
        var price = planned.Sum(static submission => submission.Price ?? 0);
        if (price > 0 && use.Total + price > budget.Limit)
        {
            throw BudgetExceededException.Create(budget, use, price);
        }
    }

    /// <summary>Returns whether a submission may be sent, given its record; null if there is none.</summary>
    public static bool CanBegin(SubmissionRecord submission, SubmissionRecord? current) => current is null
        ? submission is { Fence: 0, Budget: null }
        : current.Fence == submission.Fence
            && SubmissionTransitions.From(SubmissionState.Sending).Contains(current.State)
            && (current.Budget is null || current.State == SubmissionState.Planned);   // its price must be reserved
}
