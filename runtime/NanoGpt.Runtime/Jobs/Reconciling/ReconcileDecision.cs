namespace NanoGpt.Jobs;

/// <summary>What a list of recent jobs says about a submission. Pure: neither I/O nor clock.</summary>
internal abstract record ReconcileDecision
{
    private const int EnoughAbsent = 3;

    /// <summary>There is a job, or more.</summary>
    public sealed record Found(RecoveredRun Oldest, IReadOnlyList<RecoveredRun> Duplicates) : ReconcileDecision;

    /// <summary>There is no job.</summary>
    public sealed record Absent : ReconcileDecision;

    /// <summary>The list of all jobs does not have it. That is a hint and no proof: the list may be shorter than what was asked for.</summary>
    public sealed record Unlisted : ReconcileDecision;

    /// <summary>The list says nothing about it.</summary>
    public sealed record Inconclusive(string Why) : ReconcileDecision;

    /// <summary>Returns what the list of all recent jobs says.</summary>
    /// <param name="id">The submission.</param>
    /// <param name="rows">The list.</param>
    /// <param name="limit">The number of rows that were asked for: so many may not be all.</param>
    public static ReconcileDecision Of(Guid id, IReadOnlyList<RecoveredRun> rows, int limit) =>
        Find(id, rows) is { } found ? found
            : rows.Count >= limit ? new Inconclusive("there are more recent jobs than the service lists")
            : rows.Count > 0 && rows.All(row => row.SubmissionId is null) ? new Inconclusive("the service does not tell submission ids")
            : new Unlisted();

    /// <summary>Returns what a list says that the service was to filter by the submission. Rows of others mean that it did not.</summary>
    /// <param name="id">The submission.</param>
    /// <param name="rows">The list.</param>
    public static ReconcileDecision OfFiltered(Guid id, IReadOnlyList<RecoveredRun> rows) =>
        Find(id, rows) is { } found ? found
            : rows.Count > 0 ? new Inconclusive("the service lists other jobs when it is asked for this submission, so there may be more recent jobs than it lists")
            : new Absent();

    /// <summary>
    /// Returns what the list of all recent jobs says about an extension, which carries no submission id: that a job is there cannot be
    /// told from the others without one. That none is there can, if the list goes back to the job that was extended.
    /// </summary>
    /// <param name="extension">The extension.</param>
    /// <param name="known">Jobs that are something else.</param>
    /// <param name="rows">The list, newest first.</param>
    public static ReconcileDecision OfExtension(OpenSubmission extension, IReadOnlySet<string> known, IReadOnlyList<RecoveredRun> rows)
    {
        const int MostNamed = 5;
        var candidates = rows.Where(row => row.SubmissionId is null && (row.Model is null || row.Model == extension.Model) && !known.Contains(row.RunId))
            .Select(static row => row.RunId).ToList();
        return candidates.Count > 0
            ? new Inconclusive($"an extension carries no submission id; it may be {string.Join(" or ", candidates.Take(MostNamed))}{(candidates.Count > MostNamed ? " or another" : "")}")
            : rows.Count > 0 && !rows.Any(row => row.RunId == extension.Extends)
            ? new Inconclusive("there may be more recent jobs than the service lists: the one that was extended is not among them")
            : new Absent();
    }

    /// <summary>Whether it was absent often and long enough to say that there is no job.</summary>
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
    /// <summary>Asks for one submission by its id, once. Returns its job, or that there is none yet.</summary>
    Task<ReconcileDecision> LookAsync(Guid id, CancellationToken ct);

    /// <summary>Looks until each is found, or was absent often and long enough, or cannot be told.</summary>
    /// <param name="submissions">What is looked for.</param>
    /// <param name="known">Jobs of other submissions.</param>
    /// <param name="ct">Stops looking.</param>
    Task<IReadOnlyDictionary<Guid, ReconcileDecision>> ReconcileAsync(
        IReadOnlyList<OpenSubmission> submissions, IReadOnlySet<string> known, CancellationToken ct);
}
