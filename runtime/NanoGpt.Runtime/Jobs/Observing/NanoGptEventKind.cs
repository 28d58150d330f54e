namespace NanoGpt;

/// <summary>What can happen. The numbers are stable: they are the ids of log events.</summary>
public enum NanoGptEventKind
{
    /// <summary>A submission has its id; nothing is written or sent yet.</summary>
    Submitting = 1000,

    /// <summary>A request is about to be sent; the journal, if there is one, knows of it.</summary>
    Sending = 1001,

    /// <summary>The service answered; nothing is written of it yet.</summary>
    Answered = 1002,

    /// <summary>There is a job.</summary>
    Accepted = 1010,

    /// <summary>The service refused.</summary>
    Rejected = 1011,

    /// <summary>Nothing was sent.</summary>
    NotSent = 1012,

    /// <summary>Nobody but the service knows whether there is a job.</summary>
    OutcomeUnknown = 1013,

    /// <summary>A request waits: for a connection, or because of a limit.</summary>
    Waiting = 1020,

    /// <summary>The job of an unknown outcome was found.</summary>
    Reconciled = 1030,

    /// <summary>The service does not have a job for an unknown outcome.</summary>
    NotFound = 1031,

    /// <summary>An outcome stays unknown.</summary>
    StillUnknown = 1032,

    /// <summary>A job has another status than before.</summary>
    StatusChanged = 1100,

    /// <summary>A job has ended.</summary>
    JobEnded = 1101,

    /// <summary>A question about a job had no usable answer.</summary>
    PollTroubled = 1102,

    /// <summary>A video was saved.</summary>
    Downloaded = 1200,

    /// <summary>The service uses a word for a status that this library does not know.</summary>
    UnknownStatus = 1900,

    /// <summary>A job's status went back.</summary>
    StatusWentBack = 1901,

    /// <summary>The service has more than one job for one submission.</summary>
    DuplicateSubmission = 1902,

    /// <summary>An answer was about another job.</summary>
    ForeignAnswer = 1903,

    /// <summary>The journal could not be written after the fact; reconciling will find what is missing.</summary>
    JournalTrouble = 1904,

    /// <summary>
    /// The journal has lines that cannot be read. A last line that a crash left incomplete was removed and says nothing that counts;
    /// others are damage, and the journal counts as incomplete. The detail says which.
    /// </summary>
    JournalTorn = 1905,
}
