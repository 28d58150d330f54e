namespace NanoGpt;

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
