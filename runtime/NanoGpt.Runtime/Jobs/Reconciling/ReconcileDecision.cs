namespace NanoGpt.Jobs;

/// <summary>Represents what a list of recent jobs says about a submission. Uses neither I/O nor clock.</summary>
internal abstract record ReconcileDecision
{
    private const int EnoughAbsent = 3;

    /// <summary>There are one or more jobs.</summary>
    public sealed record Found(RecoveredRun Oldest, IReadOnlyList<RecoveredRun> Duplicates) : ReconcileDecision;

    /// <summary>There is no job.</summary>
    public sealed record Absent : ReconcileDecision;

    /// <summary>
    /// The list of all jobs does not contain it. That proves nothing, because the list may be shorter than requested.
    /// </summary>
    public sealed record Unlisted : ReconcileDecision;

    /// <summary>The list does not tell.</summary>
    public sealed record Inconclusive(string Why) : ReconcileDecision;

    /// <summary>Interprets the list of all recent jobs.</summary>
    /// <param name="id">The submission id.</param>
    /// <param name="rows">The list.</param>
    /// <param name="limit">The number of rows that were requested. A list of that length may be incomplete.</param>
    public static ReconcileDecision Of(Guid id, IReadOnlyList<RecoveredRun> rows, int limit) =>
        Find(id, rows) is { } found ? found
            : rows.Count >= limit ? new Inconclusive("there are more recent jobs than the service lists")
            : rows.Count > 0 && rows.All(row => row.SubmissionId is null)
            ? new Inconclusive("the service does not tell submission ids")
            : new Unlisted();

    /// <summary>
    /// Interprets a list that the service was asked to filter by the submission. Rows of others mean that it did not.
    /// </summary>
    public static ReconcileDecision OfFiltered(Guid id, IReadOnlyList<RecoveredRun> rows) =>
        Find(id, rows) is { } found ? found
            : rows.Count > 0 ? new Inconclusive(
                "the service lists other jobs when it is asked for this submission, so there may be more recent jobs than it "
                + "lists")
            : new Absent();

    /// <summary>
    /// Interprets the list of all recent jobs for an extension, which has no submission id: its job cannot be identified, but its
    /// absence can be proven, if the list contains the job that was extended.
    /// </summary>
    /// <param name="extension">The extension.</param>
    /// <param name="known">Other jobs.</param>
    /// <param name="rows">The list, newest first.</param>
    public static ReconcileDecision OfExtension(
        OpenSubmission extension, IReadOnlySet<string> known, IReadOnlyList<RecoveredRun> rows)
    {
        const int MostNamed = 5;
        var candidates = rows.Where(row => row.SubmissionId is null && !known.Contains(row.RunId))
            .Where(row => row.Model is null || row.Model == extension.Model).Select(static row => row.RunId).ToList();
        var named = candidates.Count > MostNamed ? candidates.Take(MostNamed).Append("another") : candidates;
        return candidates.Count > 0
            ? new Inconclusive($"an extension carries no submission id; it may be {string.Join(" or ", named)}")
            : rows.Count > 0 && !rows.Any(row => row.RunId == extension.Extends)
            ? new Inconclusive(
                "there may be more recent jobs than the service lists: the one that was extended is not among them")
            : new Absent();
    }

    /// <summary>Returns whether it was absent often and long enough to conclude that there is no job.</summary>
    public static bool IsGone(int timesAbsent, TimeSpan sinceFirstAbsent, TimeSpan window) =>
        timesAbsent >= EnoughAbsent && sinceFirstAbsent >= window;

    private static Found? Find(Guid id, IReadOnlyList<RecoveredRun> rows)
    {
        var mine = rows.Where(row => row.SubmissionId == id).DistinctBy(row => row.RunId, StringComparer.Ordinal)
            .OrderBy(row => row.CreatedAt ?? DateTimeOffset.MaxValue).ToList();
        return mine.Count > 0 ? new Found(mine[0], mine[1..]) : null;
    }
}

/// <summary>Looks for the jobs of submissions whose outcome is unknown.</summary>
internal interface IReconciler
{
    /// <summary>Asks the service once for the job of a submission by its id.</summary>
    Task<ReconcileDecision> LookAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Looks until each submission is found, was absent often and long enough, or cannot be determined.</summary>
    /// <param name="submissions">The submissions.</param>
    /// <param name="known">Jobs of other submissions.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    Task<IReadOnlyDictionary<Guid, ReconcileDecision>> ReconcileAsync(
        IReadOnlyList<OpenSubmission> submissions, IReadOnlySet<string> known, CancellationToken cancellationToken);
}
