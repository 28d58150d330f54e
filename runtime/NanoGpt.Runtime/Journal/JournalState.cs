namespace NanoGpt;

/// <summary>How far a submission is, as the journal knows it.</summary>
internal enum JournalState
{
    /// <summary>It was about to be sent.</summary>
    Intent,

    /// <summary>There is a job.</summary>
    Accepted,

    /// <summary>The service refused, or somebody who looked said that there is no job.</summary>
    Rejected,

    /// <summary>Nothing was sent.</summary>
    NotSent,

    /// <summary>Nobody but the service knows.</summary>
    Unknown,

    /// <summary>The service has no job for it. Parked: looked for again only when asked.</summary>
    NotFound,

    /// <summary>The job has ended.</summary>
    Ended,
}
