namespace NanoGpt;

/// <summary>What a list of recent jobs says about a submission. Pure: neither I/O nor clock.</summary>
internal abstract record ReconcileDecision
{
    private const int EnoughAbsent = 3;

    /// <summary>There is a job, or more.</summary>
    public sealed record Found(RecoveredRun Oldest, IReadOnlyList<RecoveredRun> Duplicates) : ReconcileDecision;

    /// <summary>The list is complete and does not have it.</summary>
    public sealed record Absent : ReconcileDecision;

    /// <summary>The list says nothing about it.</summary>
    public sealed record Inconclusive(string Why) : ReconcileDecision;

    /// <summary>What one list says.</summary>
    /// <param name="id">The submission.</param>
    /// <param name="rows">The list, as it came: that a filter was asked for does not mean that it was applied.</param>
    /// <param name="limit">How many rows were asked for: so many may not be all.</param>
    public static ReconcileDecision Of(Guid id, IReadOnlyList<RecoveredRun> rows, int limit)
    {
        var mine = rows.Where(row => row.SubmissionId == id).DistinctBy(row => row.RunId, StringComparer.Ordinal)
            .OrderBy(row => row.CreatedAt ?? DateTimeOffset.MaxValue).ToList();
        return mine.Count > 0 ? new Found(mine[0], mine[1..])
            : rows.Count >= limit ? new Inconclusive("there are more recent jobs than the service lists")
            : rows.Count > 0 && rows.All(row => row.SubmissionId is null) ? new Inconclusive("the service does not tell submission ids")
            : new Absent();
    }

    /// <summary>
    /// What a list says that was asked for by the submission's id. Only an empty one proves absence: with jobs of others in it, nobody
    /// knows whether the filter was applied, or how many jobs are not in it.
    /// </summary>
    /// <param name="id">The submission.</param>
    /// <param name="rows">The list, as it came.</param>
    public static ReconcileDecision OfFiltered(Guid id, IReadOnlyList<RecoveredRun> rows) =>
        Of(id, rows, int.MaxValue) is Found found ? found
            : rows.Count == 0 ? new Absent()
            : new Inconclusive("the service lists jobs of other submissions when it is asked for this one");

    /// <summary>
    /// What one list says about an extension, which carries no submission id: that a job is there cannot be told from the others
    /// without one; that none is there can.
    /// </summary>
    /// <param name="model">The model of the job that was extended.</param>
    /// <param name="known">Jobs that are something else.</param>
    /// <param name="rows">The list.</param>
    /// <param name="limit">How many rows were asked for.</param>
    public static ReconcileDecision OfExtension(string model, IReadOnlySet<string> known, IReadOnlyList<RecoveredRun> rows, int limit)
    {
        const int MostNamed = 5;
        var candidates = rows.Where(row => row.SubmissionId is null && (row.Model is null || row.Model == model) && !known.Contains(row.RunId))
            .Select(static row => row.RunId).ToList();
        return candidates.Count > 0
            ? new Inconclusive($"an extension carries no submission id; it may be {string.Join(" or ", candidates.Take(MostNamed))}{(candidates.Count > MostNamed ? " or another" : "")}")
            : rows.Count >= limit ? new Inconclusive("there are more recent jobs than the service lists")
            : new Absent();
    }

    /// <summary>Whether it was absent often and long enough to say that there is no job.</summary>
    public static bool IsGone(int timesAbsent, TimeSpan sinceFirstAbsent, TimeSpan window) =>
        timesAbsent >= EnoughAbsent && sinceFirstAbsent >= window;
}
