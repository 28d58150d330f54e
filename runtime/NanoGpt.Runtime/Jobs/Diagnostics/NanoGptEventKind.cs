namespace NanoGpt;

/// <summary>Specifies the kind of an event. The numbers are stable: they are the ids of log events.</summary>
public enum NanoGptEventKind
{
    /// <summary>A submission has its id. Nothing is recorded or sent yet.</summary>
    Submitting = 1000,
    /// <summary>A request is about to be sent. The journal, if there is one, contains it.</summary>
    Sending = 1001,
    /// <summary>The service responded. The response is not recorded yet.</summary>
    ResponseReceived = 1002,
    /// <summary>A submission was accepted.</summary>
    Accepted = 1010,
    /// <summary>A submission was refused.</summary>
    Rejected = 1011,
    /// <summary>A submission was not sent.</summary>
    NotSent = 1012,
    /// <summary>A submission may or may not have been accepted.</summary>
    OutcomeUnknown = 1013,
    /// <summary>A request waits for a connection or because of a limit.</summary>
    Waiting = 1020,
    /// <summary>The job of an unknown outcome was found.</summary>
    Reconciled = 1030,
    /// <summary>The service does not list a job for an unknown outcome.</summary>
    NotFound = 1031,
    /// <summary>An outcome is still unknown.</summary>
    StillUnresolved = 1032,
    /// <summary>The status of a job changed.</summary>
    StatusChanged = 1100,
    /// <summary>A job ended.</summary>
    JobEnded = 1101,
    /// <summary>A status request had no usable response.</summary>
    PollFailed = 1102,
    /// <summary>A video was downloaded.</summary>
    Downloaded = 1200,
    /// <summary>The service uses a status that this library does not know.</summary>
    UnknownStatus = 1900,
    /// <summary>The status of a job went back.</summary>
    StatusRegressed = 1901,
    /// <summary>The service has more than one job for one submission.</summary>
    DuplicateSubmission = 1902,
    /// <summary>A response was about another job.</summary>
    UnexpectedResponse = 1903,
    /// <summary>The journal could not be written after a submission. Reconciling finds what is missing.</summary>
    JournalFailed = 1904,
    /// <summary>
    /// The journal has lines that cannot be read; the detail says which. An incomplete last line is harmless. Others are damage,
    /// after which the journal counts as incomplete.
    /// </summary>
    JournalLinesSkipped = 1905,
}
