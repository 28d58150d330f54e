namespace NanoGpt;

/// <summary>Represents an event of a client. It contains neither the prompt nor the key.</summary>
/// <param name="Kind">The kind of event.</param>
public sealed record NanoGptEvent(NanoGptEventKind Kind)
{
    /// <summary>Gets the submission id; null for none.</summary>
    public Guid? SubmissionId { get; init; }

    /// <summary>Gets the id of the job; null for none.</summary>
    public string? RunId { get; init; }

    /// <summary>Gets the id of the model; null if it is unknown.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the status of the job; null for none.</summary>
    public JobStatus? Status { get; init; }

    /// <summary>Gets the cost; null if it is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Gets the currency of <see cref="Cost"/>; null if it is unknown.</summary>
    public string? Currency { get; init; }

    /// <summary>Gets the duration that the event reports, past or planned; null for none.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Gets a description; null for none.</summary>
    public string? Detail { get; init; }

    /// <summary>Gets the error; null for none.</summary>
    public Exception? Error { get; init; }

    internal static NanoGptEvent ForJob(NanoGptEventKind kind, VideoJob job) =>
        new(kind) { RunId = job.RunId, SubmissionId = job.SubmissionId, Model = job.Model };
}

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
    /// <summary>A submission was rejected.</summary>
    Rejected = 1011,
    /// <summary>A submission was not sent.</summary>
    NotSent = 1012,
    /// <summary>A submission may or may not have been accepted.</summary>
    OutcomeUnknown = 1013,
    /// <summary>A submission waits before it is sent again.</summary>
    Waiting = 1020,
    /// <summary>The job of a submission whose outcome was unknown was found.</summary>
    Reconciled = 1030,
    /// <summary>The service does not list a job for a submission whose outcome was unknown.</summary>
    NotFound = 1031,
    /// <summary>The outcome of a submission is still unknown.</summary>
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
    /// <summary>The status of a job changed from running to queued.</summary>
    StatusRegressed = 1901,
    /// <summary>The service has more than one job for one submission.</summary>
    DuplicateSubmission = 1902,
    /// <summary>A response was about another job.</summary>
    UnexpectedResponse = 1903,
    /// <summary>The journal could not be written after a submission. Reconciliation finds the job.</summary>
    JournalFailed = 1904,
    /// <summary>
    /// Unreadable lines of the journal were skipped; <see cref="NanoGptEvent.Detail"/> describes them. An incomplete last line is
    /// harmless. Other lines are damage, after which the journal counts as incomplete.
    /// </summary>
    JournalLinesSkipped = 1905,
}

/// <summary>
/// Receives the operations and events of a client, for logs, metrics and traces. Members are called synchronously. Their
/// exceptions are ignored, so that no job is lost.
/// </summary>
public abstract class NanoGptObserver
{
    /// <summary>Called when an operation begins.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="model">The id of the model; null for none.</param>
    /// <param name="job">The job; null for none.</param>
    /// <returns>An object that is disposed when the operation ends; null for none.</returns>
    public virtual IDisposable? Begin(NanoGptOperation operation, string? model, VideoJob? job) => null;

    /// <summary>Called when an event occurs.</summary>
    /// <param name="e">The event.</param>
    public virtual void OnEvent(NanoGptEvent e)
    {
    }
}

/// <summary>Specifies an operation of a client.</summary>
public enum NanoGptOperation
{
    /// <summary>A submission.</summary>
    Submit,
    /// <summary>The search for submissions whose outcome is unknown.</summary>
    Reconcile,
    /// <summary>The download of a video.</summary>
    Download,
}
