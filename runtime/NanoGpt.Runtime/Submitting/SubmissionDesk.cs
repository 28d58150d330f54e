using System.Collections.Concurrent;

namespace NanoGpt;

/// <summary>
/// Keeps the promise of a submission from its id to its outcome: writes before it sends, looks before it sends again, and brings
/// what is unknown to an end.
/// </summary>
internal sealed class SubmissionDesk : IDisposable
{
    private const string Path = "api/generate-video";

    private readonly IVideoClient client;
    private readonly NanoGptClientOptions options;
    private readonly ApiConnection api;
    private readonly Submitter submitter;
    private readonly RequestLimits limits;
    private readonly SubmissionJournal? journal;
    private readonly ConcurrentDictionary<Guid, OpenSubmission> inFlight = [];
    private readonly ConcurrentDictionary<Guid, OpenSubmission> unknown = [];

    public SubmissionDesk(IVideoClient client, ApiConnection api, RequestLimits limits, NanoGptClientOptions options)
    {
        this.client = client;
        this.api = api;
        submitter = new Submitter(api, options);
        this.limits = limits;
        this.options = options;
        Reconciler = new Reconciler(api, limits.Recover, options);
        journal = options.JournalPath is { } path ? new SubmissionJournal(path, options.Observer) : null;
    }

    public Reconciler Reconciler { get; }

    /// <summary>Jobs of the journal whose end it does not know.</summary>
    public IReadOnlyList<VideoJob> OpenJobs =>
        journal is null ? [] : [.. journal.Where(record => record is { State: JournalState.Accepted, RunId: not null }).Select(record => Job(record, record.RunId!))];

    public void Dispose() => journal?.Dispose();

    /// <summary>Writes that a job has ended.</summary>
    public void NoteEnd(VideoJob job)
    {
        if (job.SubmissionId is { } id && journal?.Find(id) is { State: JournalState.Accepted })
        {
            journal.Note(id, JournalState.Ended);
        }
    }

    public async Task<VideoJob> SubmitAsync(VideoRequest request, SubmitOptions wanted, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var submittedAt = options.TimeProvider.GetUtcNow();
        var id = wanted.SubmissionId ?? SubmissionIds.New(submittedAt);
        var submission = new OpenSubmission(id, request.Model.Id, submittedAt);
        if (!inFlight.TryAdd(id, submission))
        {
            throw new InvalidOperationException($"The submission {id} is on its way already: wait for that call.");
        }

        try
        {
            using var scope = options.Observer.Start(NanoGptOperation.Submit, request.Model.Id);
            Tell(NanoGptEventKind.Submitting, submission);
            var hash = journal is null ? null : RequestFingerprint.Of(request);
            return (wanted.SubmissionId is null ? null : await FirstJobAsync(submission, hash, ct).ConfigureAwait(false))
                ?? await SendAsync(request, submission, wanted, hash, mayResubmit: true, ct).ConfigureAwait(false);
        }
        finally
        {
            inFlight.TryRemove(id, out _);
        }
    }

    /// <summary>Brings submissions whose outcome is unknown to an end.</summary>
    public async Task<IReadOnlyList<Reconciliation>> ReconcileAsync(CancellationToken ct)
    {
        var open = unknown.Values.ToDictionary(submission => submission.Id);
        foreach (var record in journal?.Where(record => record.IsOpen) ?? [])
        {
            open[record.Id] = new OpenSubmission(record.Id, record.Model, record.At);
        }

        return await ReconcileAsync([.. open.Values.Where(submission => !inFlight.ContainsKey(submission.Id))], ct).ConfigureAwait(false);
    }

    public async Task<Reconciliation> ReconcileAsync(Guid id, CancellationToken ct)
    {
        if (journal?.Find(id) is { RunId: { } runId } known)
        {
            return new Reconciliation(id, ReconcileOutcome.Accepted) { Job = Job(known, runId) };
        }

        var submission = unknown.GetValueOrDefault(id)
            ?? (journal?.Find(id) is { } record ? new OpenSubmission(id, record.Model, record.At) : new OpenSubmission(id, "", options.TimeProvider.GetUtcNow()));
        return (await ReconcileAsync([submission], ct).ConfigureAwait(false))[0];
    }

    private async Task<IReadOnlyList<Reconciliation>> ReconcileAsync(IReadOnlyList<OpenSubmission> submissions, CancellationToken ct)
    {
        if (submissions.Count == 0)
        {
            return [];
        }

        using var scope = options.Observer.Start(NanoGptOperation.Reconcile);
        var decisions = await Reconciler.ReconcileAsync(submissions, ct).ConfigureAwait(false);
        return [.. submissions.Select(submission => Conclude(submission, decisions[submission.Id]))];
    }

    private Reconciliation Conclude(OpenSubmission submission, ReconcileDecision decision)
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

    // A submission of another journal, or of none, gets its line here when something is learnt of it.
    private void Enter(OpenSubmission submission)
    {
        if (journal is not null && journal.Find(submission.Id) is null)
        {
            journal.Intend(new JournalRecord(submission.Id, JournalState.Unknown, submission.Model, submission.SubmittedAt));
        }
    }

    // What came of an earlier submission under the caller's own id; null if it is certain that there was none that counts.
    private async Task<VideoJob?> FirstJobAsync(OpenSubmission submission, string? hash, CancellationToken ct)
    {
        var record = journal?.Find(submission.Id);
        if (record?.Hash is { } first && first != hash)
        {
            throw new ArgumentException($"The submission {submission.Id} was another request. Each request needs an id of its own.", nameof(submission));
        }

        switch (record?.State)
        {
            case JournalState.Accepted or JournalState.Ended when record.RunId is { } runId:
                return Job(record, runId);

            case JournalState.Rejected or JournalState.NotSent:
                return null;

            case JournalState.NotFound when options.OnNotFound == NotFoundPolicy.Resubmit:
                return null;

            case null when journal is not null && !unknown.ContainsKey(submission.Id):
                return null;   // a journal knows all that was sent with it

            case null:
                // Without a journal the service is the only one that may know.
                return await Reconciler.LookAsync(submission.Id, ct).ConfigureAwait(false) switch
                {
                    ReconcileDecision.Found found => ((Reconciliation)Conclude(submission, found)).Job,
                    ReconcileDecision.Absent when !unknown.ContainsKey(submission.Id) => null,
                    var other => throw Unclear(submission, other is ReconcileDecision.Inconclusive unclear ? unclear.Why : "an earlier call's outcome is unknown"),
                };

            default:
                return AfterReconciling(submission, await ReconcileAsync(submission.Id, ct).ConfigureAwait(false));
        }
    }

    // The job; null if it may be sent again.
    private VideoJob? AfterReconciling(OpenSubmission submission, Reconciliation result) => result.Outcome switch
    {
        ReconcileOutcome.Accepted => result.Job,
        ReconcileOutcome.NotFound when options.OnNotFound == NotFoundPolicy.Resubmit => null,
        _ => throw Unclear(submission, result.Why ?? ""),
    };

    private static SubmissionOutcomeUnknownException Unclear(OpenSubmission submission, string why) =>
        new($"Whether the submission {submission.Id} has a job is unknown: {why}. It was not sent again.") { SubmissionId = submission.Id };

    private async Task<VideoJob> SendAsync(
        VideoRequest request, OpenSubmission submission, SubmitOptions wanted, string? hash, bool mayResubmit, CancellationToken ct)
    {
        var id = submission.Id;
        journal?.Intend(new JournalRecord(id, JournalState.Intent, submission.Model, submission.SubmittedAt) { Hash = hash });
        Tell(NanoGptEventKind.Sending, submission);
        var start = options.TimeProvider.GetTimestamp();
        SubmitDecision decision;
        try
        {
            decision = await submitter.PostAsync(Path, limits.Submit, () => new VideoRequestContent(request, id) { IsOneShot = true }, message => Ask(message, wanted), ct).ConfigureAwait(false);
        }
        catch
        {
            journal?.Note(id, JournalState.NotSent);   // the body could not be made
            throw;
        }

        if (decision is SubmitDecision.Rejected { Error: { StatusCode: System.Net.HttpStatusCode.Conflict } conflict })
        {
            if (await Reconciler.LookAsync(id, ct).ConfigureAwait(false) is ReconcileDecision.Found first)
            {
                return Conclude(submission, first).Job!;   // it was refused because it is there
            }

            // Said to be there, and not listed yet, or the list did not come: nobody may say that there is no job.
            decision = new SubmitDecision.Unknown("the service says that it was processed already (409), and does not list it yet", conflict, conflict.StatusCode, conflict.RequestId);
        }

        Tell(NanoGptEventKind.Answered, submission);
        var elapsed = options.TimeProvider.GetElapsedTime(start);
        switch (decision)
        {
            case SubmitDecision.Accepted accepted:
                journal?.Note(id, JournalState.Accepted, accepted.RunId);
                var job = new VideoJob(client, accepted.RunId, accepted.Model ?? submission.Model)
                {
                    SubmissionId = id,
                    SubmittedAt = submission.SubmittedAt,
                    Cost = accepted.Cost,
                    PaymentSource = accepted.PaymentSource,
                    RemainingBalance = accepted.RemainingBalance,
                    Moderation = accepted.Moderation,
                };
                Tell(NanoGptEventKind.Accepted, submission, job, elapsed: elapsed);
                return job;

            case SubmitDecision.NotSent notSent:
                journal?.Note(id, JournalState.NotSent);
                Tell(NanoGptEventKind.NotSent, submission, error: notSent.Cause, elapsed: elapsed);
                throw notSent.Cause is OperationCanceledException && ct.IsCancellationRequested
                    ? new OperationCanceledException("The submission was canceled before anything was accepted.", ct)
                    : SubmitErrors.Of(notSent, api.BaseAddress.Host, id);

            case SubmitDecision.Rejected rejected:
                journal?.Note(id, JournalState.Rejected);
                Tell(NanoGptEventKind.Rejected, submission, error: rejected.Error, elapsed: elapsed);
                throw SubmitErrors.Of(rejected, id);

            default:
                var open = (SubmitDecision.Unknown)decision;
                journal?.Note(id, JournalState.Unknown);
                unknown[id] = submission;
                Tell(NanoGptEventKind.OutcomeUnknown, submission, why: open.Why, error: open.Cause, elapsed: elapsed);
                if (options.OnUnknown == UnknownPolicy.Throw || ct.IsCancellationRequested || !mayResubmit)
                {
                    throw SubmitErrors.Of(open, id);
                }

                Reconciliation result;
                try
                {
                    result = (await ReconcileAsync([submission], ct).ConfigureAwait(false))[0];
                }
                catch (OperationCanceledException)
                {
                    throw SubmitErrors.Of(open, id);
                }

                return result.Outcome switch
                {
                    ReconcileOutcome.Accepted => result.Job!,
                    ReconcileOutcome.NotFound when options.OnNotFound == NotFoundPolicy.Resubmit =>
                        await SendAsync(request, submission, wanted, hash, mayResubmit: false, ct).ConfigureAwait(false),
                    _ => throw SubmitErrors.Of(open with { Why = $"{open.Why}; {result.Why}" }, id),
                };
        }
    }

    /// <summary>Extends one of a job's videos. It has no submission id, so an unknown outcome can only be looked up by hand.</summary>
    public async Task<VideoJob> ExtendAsync(VideoJob job, int index, CancellationToken ct)
    {
        var submittedAt = options.TimeProvider.GetUtcNow();
        var decision = await submitter.PostAsync(
            Path + "/extend", limits.Extend, () => new ExtendContent(job.RunId, index), static _ => { }, ct).ConfigureAwait(false);
        return decision switch
        {
            SubmitDecision.Accepted accepted => new VideoJob(client, accepted.RunId, accepted.Model ?? job.Model)
            {
                SubmittedAt = submittedAt,
                Cost = accepted.Cost,
                PaymentSource = accepted.PaymentSource,
                RemainingBalance = accepted.RemainingBalance,
            },
            SubmitDecision.NotSent { Cause: OperationCanceledException } when ct.IsCancellationRequested =>
                throw new OperationCanceledException("The extension was canceled before anything was accepted.", ct),
            SubmitDecision.NotSent notSent => throw SubmitErrors.Of(notSent, api.BaseAddress.Host, null),
            SubmitDecision.Rejected rejected => throw SubmitErrors.Of(rejected, null),
            _ => throw SubmitErrors.Of((SubmitDecision.Unknown)decision, null),
        };
    }

    private static void Ask(HttpRequestMessage message, SubmitOptions wanted)
    {
        if (wanted.Moderate || wanted.ModerationModel is not null)
        {
            message.Headers.Add("moderation", "true");
        }

        if (wanted.ModerationModel is { } model)
        {
            message.Headers.Add("moderation-model", model);
        }
    }

    private VideoJob Job(JournalRecord record, string runId) =>
        new(client, runId, record.Model) { SubmissionId = record.Id, SubmittedAt = record.At };

    private VideoJob Job(OpenSubmission submission, RecoveredRun run) =>
        new(client, run.RunId, run.Model ?? submission.Model) { SubmissionId = submission.Id, SubmittedAt = submission.SubmittedAt };

    private void Tell(
        NanoGptEventKind kind, OpenSubmission submission, VideoJob? job = null, string? why = null, Exception? error = null, TimeSpan? elapsed = null) =>
        options.Observer.Tell(new NanoGptEvent(kind)
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
}
