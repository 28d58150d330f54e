using System.Collections.Concurrent;

namespace NanoGpt.Jobs;

/// <summary>Tracks submissions: writes each outcome into the journal and notifies the observer, in this order.</summary>
internal sealed class SubmissionTracker(IVideoClient client, string provider, VideoClientOptions options) : IDisposable
{
    private readonly SubmissionJournal? journal = options.JournalPath is null ? null : new SubmissionJournal(provider, options);
    private readonly ConcurrentDictionary<Guid, OpenSubmission> unknown = [];

    public bool HasJournal => journal is not null;

    /// <summary>Gets a value that indicates whether the journal was damaged and may have lost a submission.</summary>
    public bool IsDamaged => journal is { Gap: JournalGap.Damage };

    public IReadOnlyList<VideoJob> OpenJobs =>
        [.. Records(static record => record is { State: JournalState.Accepted, RunId: not null })
            .Select(record => CreateJob(record, record.RunId!))];

    public IReadOnlyCollection<OpenSubmission> Open
    {
        get
        {
            var open = unknown.Values.ToDictionary(static submission => submission.Id);
            foreach (var record in Records(static record => record.IsOpen))
            {
                open[record.Id] = OpenSubmission.FromRecord(record);
            }

            return open.Values;
        }
    }

    public void Dispose() => journal?.Dispose();

    /// <summary>Returns the ids of jobs of other submissions: those of the journal, and those that are extended.</summary>
    public IReadOnlySet<string> GetOtherRunIds(IReadOnlyList<OpenSubmission> submissions) =>
        Records(static record => record.RunId is not null).Select(static record => record.RunId)
            .Concat(submissions.Select(static submission => submission.Extends)).OfType<string>()
            .ToHashSet(StringComparer.Ordinal);

    private IReadOnlyList<JournalRecord> Records(Func<JournalRecord, bool> condition) => journal?.Where(condition) ?? [];

    public JournalRecord? Find(Guid id) => journal?.Find(id);

    public bool IsUnknown(Guid id) => unknown.ContainsKey(id);

    /// <summary>Returns a submission; one without a model if it is not known.</summary>
    public OpenSubmission GetSubmission(Guid id) => unknown.GetValueOrDefault(id)
        ?? (Find(id) is { } record
            ? OpenSubmission.FromRecord(record)
            : new OpenSubmission(id, "", options.TimeProvider.GetUtcNow()));

    /// <summary>Records that a submission is about to be sent. Returns when that is on the disk.</summary>
    public void RecordIntent(OpenSubmission submission, string? hash)
    {
        journal?.Write(CreateRecord(submission) with { State = JournalState.Intent, Hash = hash });
        Notify(NanoGptEventKind.Sending, submission);
    }

    /// <summary>Records that a submission may have been sent before, so that its outcome is unknown.</summary>
    public void RecordUnknown(OpenSubmission submission, string? hash, string reason)
    {
        journal?.Write(CreateRecord(submission) with { Hash = hash });
        unknown[submission.Id] = submission;
        Notify(NanoGptEventKind.StillUnresolved, submission, reason: reason);
    }

    public void Abandon(OpenSubmission submission) => journal?.Note(submission.Id, JournalState.NotSent);

    /// <summary>Records the outcome of sending. Returns the job; null if the outcome is unknown.</summary>
    /// <exception cref="NanoGptException">There is certainly no job.</exception>
    public VideoJob? RecordOutcome(
        OpenSubmission submission, SubmitDecision decision, TimeSpan elapsed, CancellationToken cancellationToken)
    {
        Notify(NanoGptEventKind.ResponseReceived, submission);
        switch (decision)
        {
            case SubmitDecision.Accepted accepted:
                journal?.Note(
                    submission.Id, JournalState.Accepted, accepted.RunId, accepted.DownloadLink, accepted.RequestId);
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
                    PrechargeLabel = accepted.PrechargeLabel,
                    ProjectId = accepted.ProjectId,
                    RequestId = accepted.RequestId,
                    Moderation = accepted.Moderation,
                };
                Notify(NanoGptEventKind.Accepted, submission, job, elapsed: elapsed);
                return job;

            case SubmitDecision.NotSent notSent:
                journal?.Note(submission.Id, JournalState.NotSent);
                Notify(NanoGptEventKind.NotSent, submission, error: notSent.Cause, elapsed: elapsed);
                throw notSent.Cause is OperationCanceledException && cancellationToken.IsCancellationRequested
                    ? new OperationCanceledException("The submission was canceled before it was accepted.", cancellationToken)
                    : SubmitExceptions.Create(notSent, options.BaseAddress.Host, submission.Id);

            case SubmitDecision.Rejected rejected:
                journal?.Note(submission.Id, JournalState.Rejected);
                Notify(NanoGptEventKind.Rejected, submission, error: rejected.Error, elapsed: elapsed);
                throw SubmitExceptions.Create(rejected, submission.Id);

            default:
                var open = (SubmitDecision.Indeterminate)decision;
                journal?.Note(submission.Id, JournalState.Unknown, requestId: open.RequestId);
                unknown[submission.Id] = submission with { RequestId = open.RequestId };
                Notify(NanoGptEventKind.OutcomeUnknown, submission, reason: open.Reason, error: open.Cause, elapsed: elapsed);
                return null;
        }
    }

    public ReconciliationResult RecordOutcome(OpenSubmission submission, ReconcileDecision decision)
    {
        switch (decision)
        {
            case ReconcileDecision.Found found:
                var job = CreateJob(submission, found.Oldest);
                AddToJournal(submission);
                journal?.Note(submission.Id, JournalState.Accepted, job.RunId);
                unknown.TryRemove(submission.Id, out _);
                Notify(NanoGptEventKind.Reconciled, submission, job);
                foreach (var duplicate in found.Duplicates)
                {
                    Notify(NanoGptEventKind.DuplicateSubmission, submission, CreateJob(submission, duplicate));
                }

                return new ReconciliationResult(submission.Id, ReconcileOutcome.Accepted)
                { Job = job, Duplicates = [.. found.Duplicates.Select(run => CreateJob(submission, run))] };

            case ReconcileDecision.Absent:
                const string NotListed = "the service does not list it";
                AddToJournal(submission);
                journal?.Note(submission.Id, JournalState.NotFound);
                unknown.TryRemove(submission.Id, out _);
                Notify(NanoGptEventKind.NotFound, submission, reason: NotListed);
                return new ReconciliationResult(submission.Id, ReconcileOutcome.NotFound) { Reason = NotListed };

            default:
                var reason = ((ReconcileDecision.Inconclusive)decision).Reason;
                Notify(NanoGptEventKind.StillUnresolved, submission, reason: reason);
                return new ReconciliationResult(submission.Id, ReconcileOutcome.Unknown) { Reason = reason };
        }
    }

    public VideoJob? ResolveManually(OpenSubmission submission, string? runId)
    {
        if (journal is not null)
        {
            var record = journal.Find(submission.Id) ?? CreateRecord(submission);
            journal.Write(record with { State = runId is null ? JournalState.Rejected : JournalState.Accepted, RunId = runId });
        }

        unknown.TryRemove(submission.Id, out _);
        var job = runId is null ? null : CreateJob(submission, runId, submission.Model);
        var kind = job is null ? NanoGptEventKind.NotFound : NanoGptEventKind.Reconciled;
        Notify(kind, submission, job, reason: "resolved manually");
        return job;
    }

    public void NoteEnd(VideoJob job)
    {
        if (job.SubmissionId is { } id && journal?.Find(id) is { State: JournalState.Accepted })
        {
            journal.Note(id, JournalState.Ended);
        }
    }

    public VideoJob CreateJob(JournalRecord record, string runId) =>
        new(client, runId, record.Model)
        {
            Provider = provider,
            SubmissionId = record.Id,
            SubmittedAt = record.At,
            DownloadLink = record.DownloadLink,
            RequestId = record.RequestId,
        };

    public void Notify(
        NanoGptEventKind kind, OpenSubmission submission, VideoJob? job = null, string? reason = null, Exception? error = null,
        TimeSpan? elapsed = null) =>
        options.Observer?.Notify(new NanoGptEvent(kind)
        {
            SubmissionId = submission.Id,
            Model = submission.Model,
            RunId = job?.RunId,
            Cost = job?.Cost,
            Currency = job?.PaymentSource,
            Detail = reason,
            Error = error,
            Duration = elapsed,
        });

    private VideoJob CreateJob(OpenSubmission submission, RecoveredRun run) =>
        CreateJob(submission, run.RunId, run.Model ?? submission.Model);

    private VideoJob CreateJob(OpenSubmission submission, string runId, string model) =>
        new(client, runId, model) { Provider = provider, SubmissionId = submission.Id, SubmittedAt = submission.SubmittedAt };

    private JournalRecord CreateRecord(OpenSubmission submission) =>
        new(submission.Id, JournalState.Unknown, submission.Model, submission.SubmittedAt)
        { Extends = submission.Extends, Provider = provider };

    // Adds a submission that is not in the journal yet.
    private void AddToJournal(OpenSubmission submission)
    {
        if (journal is not null && journal.Find(submission.Id) is null)
        {
            journal.Write(CreateRecord(submission));
        }
    }
}
