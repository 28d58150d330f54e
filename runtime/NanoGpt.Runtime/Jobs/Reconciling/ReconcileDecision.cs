namespace NanoGpt.Jobs;

/// <summary>Represents the meaning of a list of recent jobs for a submission. Does not use I/O or the clock.</summary>
internal abstract record ReconcileDecision
{
    private const int MinAbsences = 3;

    /// <summary>There are one or more jobs.</summary>
    public sealed record Found(RecoveredRun Oldest, IReadOnlyList<RecoveredRun> Duplicates) : ReconcileDecision;

    /// <summary>There is no job.</summary>
    public sealed record Absent : ReconcileDecision;

    /// <summary>The list of all jobs does not contain it, which proves nothing: the list may be shorter than requested.</summary>
    public sealed record Unlisted : ReconcileDecision;

    /// <summary>The list is not conclusive.</summary>
    public sealed record Inconclusive(string Reason) : ReconcileDecision;

    /// <summary>Interprets the list of all recent jobs. A list as long as the limit may be incomplete.</summary>
    public static ReconcileDecision FromRows(Guid id, IReadOnlyList<RecoveredRun> rows, int limit) =>
        Find(id, rows) is { } found ? found
            : rows.Count >= limit ? new Inconclusive("there are more recent jobs than the service lists")
            : rows.Count > 0 && rows.All(row => row.SubmissionId is null)
            ? new Inconclusive("the service does not return submission ids")
            : new Unlisted();

    /// <summary>Interprets a list that the service should filter by the submission. Other rows mean that it did not.</summary>
    public static ReconcileDecision FromFilteredRows(Guid id, IReadOnlyList<RecoveredRun> rows) =>
        Find(id, rows) is { } found ? found
            : rows.Count > 0 ? new Inconclusive(
                "the service lists jobs of other submissions, so there may be more recent jobs than it lists")
            : new Absent();

    /// <summary>
    /// Interprets the list of all recent jobs, newest first, for an extension. Its job cannot be identified, but its absence is
    /// proven if the list contains the extended job.
    /// </summary>
    public static ReconcileDecision FromRowsForExtension(
        OpenSubmission extension, IReadOnlySet<string> known, IReadOnlyList<RecoveredRun> rows)
    {
        const int MaxNamed = 5;
        var candidates = rows.Where(row => row.SubmissionId is null && !known.Contains(row.RunId))
            .Where(row => row.Model is null || row.Model == extension.Model).Select(static row => row.RunId).ToList();
        var named = candidates.Count > MaxNamed ? candidates.Take(MaxNamed).Append("another") : candidates;
        return candidates.Count > 0
            ? new Inconclusive($"an extension has no submission id; its job may be {string.Join(" or ", named)}")
            : rows.Count > 0 && !rows.Any(row => row.RunId == extension.Extends)
            ? new Inconclusive(
                "there may be more recent jobs than the service lists: the extended job is not among them")
            : new Absent();
    }

    public static bool IsConfirmedAbsent(int timesAbsent, TimeSpan sinceFirstAbsent, TimeSpan window) =>
        timesAbsent >= MinAbsences && sinceFirstAbsent >= window;

    private static Found? Find(Guid id, IReadOnlyList<RecoveredRun> rows)
    {
        var matches = rows.Where(row => row.SubmissionId == id).DistinctBy(row => row.RunId, StringComparer.Ordinal)
            .OrderBy(row => row.CreatedAt ?? DateTimeOffset.MaxValue).ToList();
        return matches.Count > 0 ? new Found(matches[0], matches[1..]) : null;
    }
}

/// <summary>Looks for the jobs of submissions whose outcome is unknown.</summary>
internal interface IReconciler
{
    Task<ReconcileDecision> LookAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Looks until each submission is found, is confirmed absent, or cannot be determined.</summary>
    Task<IReadOnlyDictionary<Guid, ReconcileDecision>> ReconcileAsync(
        IReadOnlyList<OpenSubmission> submissions, IReadOnlySet<string> known, CancellationToken cancellationToken);
}
