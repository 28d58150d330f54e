namespace NanoGpt;

/// <summary>What <c>SubmitAsync</c> does when the outcome is unknown.</summary>
public enum UnknownPolicy
{
    /// <summary>Throws <see cref="SubmissionOutcomeUnknownException"/> at once.</summary>
    Throw,

    /// <summary>Looks for the job first, which takes minutes if there is none.</summary>
    Reconcile,
}

/// <summary>What happens to a submission that the service does not have.</summary>
public enum NotFoundPolicy
{
    /// <summary>Nothing: it is left to people.</summary>
    Park,

    /// <summary>It is sent again, once, under the same submission id. If the service was only slow to list it, it is charged twice.</summary>
    Resubmit,
}
