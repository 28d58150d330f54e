namespace NanoGpt;

/// <summary>Venice neither takes an id of ours nor lists jobs: what is unknown stays unknown until somebody looks at the account.</summary>
internal sealed class NoReconciler : IReconciler
{
    private static readonly ReconcileDecision Inconclusive = new ReconcileDecision.Inconclusive("Venice has no list of jobs that could be asked");

    public Task<ReconcileDecision> LookAsync(Guid id, CancellationToken ct) => Task.FromResult(Inconclusive);

    public Task<IReadOnlyDictionary<Guid, ReconcileDecision>> ReconcileAsync(
        IReadOnlyList<OpenSubmission> submissions, IReadOnlySet<string> known, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<Guid, ReconcileDecision>>(submissions.ToDictionary(static submission => submission.Id, static _ => Inconclusive));
}
