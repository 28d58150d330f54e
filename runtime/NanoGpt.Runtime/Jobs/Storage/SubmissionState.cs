namespace NanoGpt;

/// <summary>Specifies the state of a submission in an <see cref="ISubmissionStore"/>.</summary>
public enum SubmissionState
{
    /// <summary>It is to be sent. Nothing was sent yet.</summary>
    Planned,
    /// <summary>One worker may send it. If that worker does not report an outcome in time, the outcome is unknown.</summary>
    Sending,
    /// <summary>There is a job.</summary>
    Accepted,
    /// <summary>There is no job: it was rejected or not sent, or a person decided so.</summary>
    Rejected,
    /// <summary>There may be a job.</summary>
    Unknown,
    /// <summary>The service repeatedly did not list a job. There is most likely none.</summary>
    Absent,
    /// <summary>The job is completed.</summary>
    Completed,
    /// <summary>The job failed or was canceled.</summary>
    Failed,
    /// <summary>The video is saved.</summary>
    Saved,
}

/// <summary>Contains the only table of states. Every store reads it.</summary>
public static class SubmissionTransitions
{
    // Nothing leads from Sending to Planned: what may have been sent is never sent again without evidence that there is no job.
    // Accepted follows even Absent and Rejected, because the late response of the service is the truth.
    private static readonly Dictionary<SubmissionState, SubmissionState[]> Sources = new()
    {
        [SubmissionState.Planned] = [SubmissionState.Rejected, SubmissionState.Absent],
        [SubmissionState.Sending] = [SubmissionState.Planned, SubmissionState.Rejected, SubmissionState.Absent],
        [SubmissionState.Accepted] =
            [SubmissionState.Sending, SubmissionState.Unknown, SubmissionState.Absent, SubmissionState.Rejected],
        [SubmissionState.Rejected] = [SubmissionState.Sending, SubmissionState.Unknown, SubmissionState.Absent],
        [SubmissionState.Unknown] = [SubmissionState.Sending, SubmissionState.Unknown],
        [SubmissionState.Absent] = [SubmissionState.Unknown],
        [SubmissionState.Completed] = [SubmissionState.Accepted],
        [SubmissionState.Failed] = [SubmissionState.Accepted],
        [SubmissionState.Saved] = [SubmissionState.Accepted, SubmissionState.Completed],
    };

    /// <summary>Gets the states whose submissions have a job.</summary>
    public static IReadOnlyList<SubmissionState> WithJob { get; } =
        [SubmissionState.Accepted, SubmissionState.Completed, SubmissionState.Failed, SubmissionState.Saved];

    /// <summary>Returns the states from which a submission can change to a state.</summary>
    /// <param name="state">The new state.</param>
    public static IReadOnlyList<SubmissionState> From(SubmissionState state) => Sources[state];

    /// <summary>Returns how a submission counts against its budget.</summary>
    /// <param name="state">The state of the submission.</param>
    public static BudgetShare ShareOf(SubmissionState state) => state switch
    {
        SubmissionState.Planned or SubmissionState.Sending or SubmissionState.Unknown => BudgetShare.Reserved,
        SubmissionState.Rejected or SubmissionState.Absent => BudgetShare.None,
        _ => BudgetShare.Spent,
    };

    /// <summary>
    /// Determines whether a claim in a state begins a new fence. A submission that may have been sent keeps its fence, so that
    /// the late outcome of its sender still counts.
    /// </summary>
    /// <param name="state">The state of the submission.</param>
    public static bool ClaimBeginsFence(SubmissionState state) =>
        state is SubmissionState.Planned or SubmissionState.Accepted or SubmissionState.Completed;

    /// <summary>Determines whether the worker that records a state keeps its lease, to continue with the job.</summary>
    /// <param name="state">The state.</param>
    public static bool KeepsLease(SubmissionState state) => state is SubmissionState.Accepted or SubmissionState.Completed;
}

/// <summary>Specifies how a submission counts against its budget.</summary>
public enum BudgetShare
{
    /// <summary>It costs nothing.</summary>
    None,
    /// <summary>Its price is reserved.</summary>
    Reserved,
    /// <summary>Its cost, or its price if the cost is unknown, is spent.</summary>
    Spent,
}
