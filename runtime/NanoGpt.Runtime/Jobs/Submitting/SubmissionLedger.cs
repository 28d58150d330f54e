using System.Collections.Concurrent;

namespace NanoGpt.Jobs;

/// <summary>
/// Keeps account of submissions: what is learnt of one goes into the journal, into the events, and back to the caller, in this order.
/// </summary>
internal sealed class SubmissionLedger(IVideoClient client, string provider, VideoClientOptions options) : IDisposable
{
    private readonly SubmissionJournal? journal = options.JournalPath is null ? null : new SubmissionJournal(provider, options);
    private readonly ConcurrentDictionary<Guid, OpenSubmission> unknown = [];

    public bool HasJournal => journal is not null;

    /// <summary>Whether lines of the journal were damaged, so that it may have lost any submission.</summary>
    public bool IsDamaged => journal is { Gap: JournalGap.Damage };

    /// <summary>Jobs of the journal whose end it does not know.</summary>
    public IReadOnlyList<VideoJob> OpenJobs =>
        journal is null ? [] : [.. journal.Where(static record => record is { State: JournalState.Accepted, RunId: not null }).Select(record => Job(record, record.RunId!))];

    /// <summary>All whose outcome is unknown: those of this process, and those of the journal.</summary>
    public IReadOnlyCollection<OpenSubmission> Open
    {
        get
        {
            var open = unknown.Values.ToDictionary(static submission => submission.Id);
            foreach (var record in journal?.Where(static record => record.IsOpen) ?? [])
            {
                open[record.Id] = OpenSubmission.Of(record);
            }

            return open.Values;
        }
    }

    public void Dispose() => journal?.Dispose();

    /// <summary>Jobs that are none of these submissions': those of the journal, and those that are extended.</summary>
    public IReadOnlySet<string> RunsBeside(IReadOnlyList<OpenSubmission> submissions) =>
        (journal?.Where(static record => record.RunId is not null) ?? []).Select(static record => record.RunId)
            .Concat(submissions.Select(static submission => submission.Extends)).OfType<string>().ToHashSet(StringComparer.Ordinal);

    public JournalRecord? Find(Guid id) => journal?.Find(id);

    public bool IsUnknown(Guid id) => unknown.ContainsKey(id);

    /// <summary>What is known of a submission; a nameless one, from now, if it is none of ours.</summary>
    public OpenSubmission Known(Guid id) => unknown.GetValueOrDefault(id)
        ?? (Find(id) is { } record ? OpenSubmission.Of(record) : new OpenSubmission(id, "", options.TimeProvider.GetUtcNow()));

    /// <summary>It is about to be sent. Returns when that is on the disk, if there is a journal.</summary>
    /// <exception cref="JournalException">It cannot be written, so nothing may be sent.</exception>
    public void Intend(OpenSubmission submission, string? hash)
    {
        journal?.Write(new JournalRecord(submission.Id, JournalState.Intent, submission.Model, submission.SubmittedAt)
        { Hash = hash, Extends = submission.Extends, Provider = provider });
        Tell(NanoGptEventKind.Sending, submission);
    }

    /// <summary>It may have been sent under the same id before. From then on its outcome is unknown.</summary>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public void Doubt(OpenSubmission submission, string? hash, string why)
    {
        journal?.Write(Record(submission) with { Hash = hash });
        unknown[submission.Id] = submission;
        Tell(NanoGptEventKind.StillUnknown, submission, why: why);
    }

    /// <summary>It could not even be made.</summary>
    public void Abandon(OpenSubmission submission) => journal?.Note(submission.Id, JournalState.NotSent);

    /// <summary>What came of sending.</summary>
    /// <returns>The job; null if nobody but the service knows whether there is one.</returns>
    /// <exception cref="NanoGptException">There is no job, for sure.</exception>
    public VideoJob? Conclude(OpenSubmission submission, SubmitDecision decision, TimeSpan elapsed, CancellationToken ct)
    {
        Tell(NanoGptEventKind.Answered, submission);
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
                Tell(NanoGptEventKind.Accepted, submission, job, elapsed: elapsed);
                return job;

            case SubmitDecision.NotSent notSent:
                journal?.Note(submission.Id, JournalState.NotSent);
                Tell(NanoGptEventKind.NotSent, submission, error: notSent.Cause, elapsed: elapsed);
                throw notSent.Cause is OperationCanceledException && ct.IsCancellationRequested
                    ? new OperationCanceledException("It was canceled before anything was accepted.", ct)
                    : SubmitErrors.Of(notSent, options.BaseAddress.Host, submission.Id);

            case SubmitDecision.Rejected rejected:
                journal?.Note(submission.Id, JournalState.Rejected);
                Tell(NanoGptEventKind.Rejected, submission, error: rejected.Error, elapsed: elapsed);
                throw SubmitErrors.Of(rejected, submission.Id);

            default:
                var open = (SubmitDecision.Indeterminate)decision;
                journal?.Note(submission.Id, JournalState.Unknown);
                unknown[submission.Id] = submission;
                Tell(NanoGptEventKind.OutcomeUnknown, submission, why: open.Why, error: open.Cause, elapsed: elapsed);
                return null;
        }
    }

    /// <summary>What came of looking.</summary>
    public Reconciliation Conclude(OpenSubmission submission, ReconcileDecision decision)
    {
        switch (decision)
        {
            case ReconcileDecision.Found found:
                var job = Job(submission, found.Oldest);
                Enter(submission);
                journal?.Note(submission.Id, JournalState.Accepted, job.RunId);
                unknown.TryRemove(submission.Id, out _);
                Tell(NanoGptEventKind.Reconciled, submission, job);
                foreach (var duplicate in found.Duplicates)
                {
                    Tell(NanoGptEventKind.DuplicateSubmission, submission, Job(submission, duplicate));
                }

                return new Reconciliation(submission.Id, ReconcileOutcome.Accepted)
                { Job = job, Duplicates = [.. found.Duplicates.Select(run => Job(submission, run))] };

            case ReconcileDecision.Absent:
                const string Gone = "the service does not list it";
                Enter(submission);
                journal?.Note(submission.Id, JournalState.NotFound);
                unknown.TryRemove(submission.Id, out _);
                Tell(NanoGptEventKind.NotFound, submission, why: Gone);
                return new Reconciliation(submission.Id, ReconcileOutcome.NotFound) { Why = Gone };

            default:
                var why = ((ReconcileDecision.Inconclusive)decision).Why;
                Tell(NanoGptEventKind.StillUnknown, submission, why: why);
                return new Reconciliation(submission.Id, ReconcileOutcome.Unknown) { Why = why };
        }
    }

    /// <summary>What somebody found out: the job, or null that there is none.</summary>
    public VideoJob? Settle(OpenSubmission submission, string? runId)
    {
        if (journal is not null)
        {
            var record = journal.Find(submission.Id)
                ?? Record(submission);
            journal.Write(record with { State = runId is null ? JournalState.Rejected : JournalState.Accepted, RunId = runId });
        }

        unknown.TryRemove(submission.Id, out _);
        var job = runId is null ? null : Job(submission, runId, submission.Model);
        Tell(job is null ? NanoGptEventKind.NotFound : NanoGptEventKind.Reconciled, submission, job, why: "somebody looked");
        return job;
    }

    /// <summary>A job has ended.</summary>
    public void NoteEnd(VideoJob job)
    {
        if (job.SubmissionId is { } id && journal?.Find(id) is { State: JournalState.Accepted })
        {
            journal.Note(id, JournalState.Ended);
        }
    }

    public VideoJob Job(JournalRecord record, string runId) =>
        new(client, runId, record.Model) { Provider = provider, SubmissionId = record.Id, SubmittedAt = record.At, DownloadLink = record.DownloadLink };

    public void Tell(
        NanoGptEventKind kind, OpenSubmission submission, VideoJob? job = null, string? why = null, Exception? error = null, TimeSpan? elapsed = null) =>
        options.Observer?.Tell(new NanoGptEvent(kind)
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

    private VideoJob Job(OpenSubmission submission, RecoveredRun run) => Job(submission, run.RunId, run.Model ?? submission.Model);

    private VideoJob Job(OpenSubmission submission, string runId, string model) =>
        new(client, runId, model) { Provider = provider, SubmissionId = submission.Id, SubmittedAt = submission.SubmittedAt };

    private JournalRecord Record(OpenSubmission submission) =>
        new(submission.Id, JournalState.Unknown, submission.Model, submission.SubmittedAt) { Extends = submission.Extends, Provider = provider };

    // A submission of another journal, or of none, gets its line here when something is learnt of it.
    private void Enter(OpenSubmission submission)
    {
        if (journal is not null && journal.Find(submission.Id) is null)
        {
            journal.Write(Record(submission));
        }
    }
}
