using System.Collections.Concurrent;

namespace NanoGpt.Jobs;

/// <summary>
/// Tracks submissions: writes each outcome into the journal, notifies the observer and returns to the caller, in this order.
/// </summary>
internal sealed class SubmissionTracker(IVideoClient client, string provider, VideoClientOptions options) : IDisposable
{
    private readonly SubmissionJournal? journal = options.JournalPath is null ? null : new SubmissionJournal(provider, options);
    private readonly ConcurrentDictionary<Guid, OpenSubmission> unknown = [];

    public bool HasJournal => journal is not null;

    /// <summary>Gets a value that indicates whether the journal was damaged, so that it may have lost any submission.</summary>
    public bool IsDamaged => journal is { Gap: JournalGap.Damage };

    public IReadOnlyList<VideoJob> OpenJobs =>
        [.. Records(static record => record is { State: JournalState.Accepted, RunId: not null })
            .Select(record => Job(record, record.RunId!))];

    /// <summary>Gets the submissions whose outcome is unknown, of this process and of the journal.</summary>
    public IReadOnlyCollection<OpenSubmission> Open
    {
        get
        {
            var open = unknown.Values.ToDictionary(static submission => submission.Id);
            foreach (var record in Records(static record => record.IsOpen))
            {
                open[record.Id] = OpenSubmission.Of(record);
            }

            return open.Values;
        }
    }

    public void Dispose() => journal?.Dispose();

    /// <summary>
    /// Returns the ids of jobs that belong to no given submission: those of the journal, and those that are extended.
    /// </summary>
    public IReadOnlySet<string> RunsBeside(IReadOnlyList<OpenSubmission> submissions) =>
        Records(static record => record.RunId is not null).Select(static record => record.RunId)
            .Concat(submissions.Select(static submission => submission.Extends)).OfType<string>()
            .ToHashSet(StringComparer.Ordinal);

    private IReadOnlyList<JournalRecord> Records(Func<JournalRecord, bool> condition) => journal?.Where(condition) ?? [];

    public JournalRecord? Find(Guid id) => journal?.Find(id);

    public bool IsUnknown(Guid id) => unknown.ContainsKey(id);

    /// <summary>Returns what is known of a submission; one without a model if it is not known.</summary>
    public OpenSubmission Known(Guid id) => unknown.GetValueOrDefault(id)
        ?? (Find(id) is { } record ? OpenSubmission.Of(record) : new OpenSubmission(id, "", options.TimeProvider.GetUtcNow()));

    /// <summary>Records that a submission is about to be sent. Returns when that is on the disk.</summary>
    /// <exception cref="JournalException">It cannot be written, so nothing may be sent.</exception>
    public void RecordIntent(OpenSubmission submission, string? hash)
    {
        journal?.Write(Record(submission) with { State = JournalState.Intent, Hash = hash });
        Notify(NanoGptEventKind.Sending, submission);
    }

    /// <summary>Records that a submission may have been sent before. From then on its outcome is unknown.</summary>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public void RecordUnknown(OpenSubmission submission, string? hash, string why)
    {
        journal?.Write(Record(submission) with { Hash = hash });
        unknown[submission.Id] = submission;
        Notify(NanoGptEventKind.StillUnresolved, submission, why: why);
    }

    public void Abandon(OpenSubmission submission) => journal?.Note(submission.Id, JournalState.NotSent);

    /// <summary>Records the outcome of sending. Returns the job; null if the outcome is unknown.</summary>
    /// <exception cref="NanoGptException">There is certainly no job.</exception>
    public VideoJob? RecordOutcome(OpenSubmission submission, SubmitDecision decision, TimeSpan elapsed, CancellationToken cancellationToken)
    {
        Notify(NanoGptEventKind.ResponseReceived, submission);
        switch (decision)
        {
            case SubmitDecision.Accepted accepted:
                journal?.Note(submission.Id, JournalState.Accepted, accepted.RunId, accepted.DownloadLink);
                var job = new VideoJob(client, accepted.RunId, accepted.Model ?? submission.Model)
                {
                    Provider = provider,
                    SubmissionId = submission.Id,
                    SubmittedAt = submission.SubmittedAt,
                    Age = new JobAge(elapsed, options.TimeProvider.GetTimestamp()),
                    DownloadLink = accepted.DownloadLink,
                    Cost = accepted.Cost,
                    PaymentSource = accepted.PaymentSource,
                    RemainingBalance = accepted.RemainingBalance,
                    Moderation = accepted.Moderation,
                };
                Notify(NanoGptEventKind.Accepted, submission, job, elapsed: elapsed);
                return job;

            case SubmitDecision.NotSent notSent:
                journal?.Note(submission.Id, JournalState.NotSent);
                Notify(NanoGptEventKind.NotSent, submission, error: notSent.Cause, elapsed: elapsed);
                throw notSent.Cause is OperationCanceledException && cancellationToken.IsCancellationRequested
                    ? new OperationCanceledException("It was canceled before anything was accepted.", cancellationToken)
                    : SubmitExceptions.Of(notSent, options.BaseAddress.Host, submission.Id);

            case SubmitDecision.Rejected rejected:
                journal?.Note(submission.Id, JournalState.Rejected);
                Notify(NanoGptEventKind.Rejected, submission, error: rejected.Error, elapsed: elapsed);
                throw SubmitExceptions.Of(rejected, submission.Id);

            default:
                var open = (SubmitDecision.Indeterminate)decision;
                journal?.Note(submission.Id, JournalState.Unknown);
                unknown[submission.Id] = submission;
                Notify(NanoGptEventKind.OutcomeUnknown, submission, why: open.Why, error: open.Cause, elapsed: elapsed);
                return null;
        }
    }

    /// <summary>Records the outcome of looking for a job.</summary>
    public ReconciliationResult RecordOutcome(OpenSubmission submission, ReconcileDecision decision)
    {
        switch (decision)
        {
            case ReconcileDecision.Found found:
                var job = Job(submission, found.Oldest);
                Enter(submission);
                journal?.Note(submission.Id, JournalState.Accepted, job.RunId);
                unknown.TryRemove(submission.Id, out _);
                Notify(NanoGptEventKind.Reconciled, submission, job);
                foreach (var duplicate in found.Duplicates)
                {
                    Notify(NanoGptEventKind.DuplicateSubmission, submission, Job(submission, duplicate));
                }

                return new ReconciliationResult(submission.Id, ReconcileOutcome.Accepted)
                { Job = job, Duplicates = [.. found.Duplicates.Select(run => Job(submission, run))] };

            case ReconcileDecision.Absent:
                const string Gone = "the service does not list it";
                Enter(submission);
                journal?.Note(submission.Id, JournalState.NotFound);
                unknown.TryRemove(submission.Id, out _);
                Notify(NanoGptEventKind.NotFound, submission, why: Gone);
                return new ReconciliationResult(submission.Id, ReconcileOutcome.NotFound) { Reason = Gone };

            default:
                var why = ((ReconcileDecision.Inconclusive)decision).Why;
                Notify(NanoGptEventKind.StillUnresolved, submission, why: why);
                return new ReconciliationResult(submission.Id, ReconcileOutcome.Unknown) { Reason = why };
        }
    }

    /// <summary>Records the job that the caller found, or null for none.</summary>
    public VideoJob? ResolveManually(OpenSubmission submission, string? runId)
    {
        if (journal is not null)
        {
            var record = journal.Find(submission.Id) ?? Record(submission);
            journal.Write(record with { State = runId is null ? JournalState.Rejected : JournalState.Accepted, RunId = runId });
        }

        unknown.TryRemove(submission.Id, out _);
        var job = runId is null ? null : Job(submission, runId, submission.Model);
        Notify(job is null ? NanoGptEventKind.NotFound : NanoGptEventKind.Reconciled, submission, job, why: "somebody looked");
        return job;
    }

    public void NoteEnd(VideoJob job)
    {
        if (job.SubmissionId is { } id && journal?.Find(id) is { State: JournalState.Accepted })
        {
            journal.Note(id, JournalState.Ended);
        }
    }

    public VideoJob Job(JournalRecord record, string runId) =>
        new(client, runId, record.Model)
        { Provider = provider, SubmissionId = record.Id, SubmittedAt = record.At, DownloadLink = record.DownloadLink };

    public void Notify(
        NanoGptEventKind kind, OpenSubmission submission, VideoJob? job = null, string? why = null, Exception? error = null,
        TimeSpan? elapsed = null) =>
        options.Observer?.Notify(new NanoGptEvent(kind)
        {
            SubmissionId = submission.Id,
            Model = submission.Model,
            RunId = job?.RunId,
            Cost = job?.Cost,
            Currency = job?.PaymentSource,
            Detail = why,
            Error = error,
            Duration = elapsed,
        });

    private VideoJob Job(OpenSubmission submission, RecoveredRun run) =>
        Job(submission, run.RunId, run.Model ?? submission.Model);

    private VideoJob Job(OpenSubmission submission, string runId, string model) =>
        new(client, runId, model) { Provider = provider, SubmissionId = submission.Id, SubmittedAt = submission.SubmittedAt };

    private JournalRecord Record(OpenSubmission submission) =>
        new(submission.Id, JournalState.Unknown, submission.Model, submission.SubmittedAt)
        { Extends = submission.Extends, Provider = provider };

    // Adds a submission that is not in the journal yet.
    private void Enter(OpenSubmission submission)
    {
        if (journal is not null && journal.Find(submission.Id) is null)
        {
            journal.Write(Record(submission));
        }
    }
}
