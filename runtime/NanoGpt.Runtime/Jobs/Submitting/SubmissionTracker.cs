using System.Collections.Concurrent;

namespace NanoGpt.Jobs;

/// <summary>Tracks submissions: records each outcome in the store and notifies the observer, in this order.</summary>
internal sealed class SubmissionTracker : IDisposable
{
    private readonly IVideoClient client;
    private readonly string provider;
    private readonly VideoClientOptions options;
    private readonly ISubmissionStore? store;
    private readonly JournalSubmissionStore? journal;   // the client's own store
    private readonly ConcurrentDictionary<Guid, OpenSubmission> unknown = [];

    public SubmissionTracker(IVideoClient client, string provider, VideoClientOptions options)
    {
        (this.client, this.provider, this.options) = (client, provider, options);
        journal = options.JournalPath is null ? null : new JournalSubmissionStore(options.JournalOf(provider));
        store = options.SubmissionStore ?? journal;
    }

    public bool HasStore => store is not null;

    /// <summary>Gets a value that indicates whether the store was damaged and may have lost a submission.</summary>
    public bool IsDamaged => store is { IsIncomplete: true };

    public void Dispose() => journal?.Dispose();

    public async Task<IReadOnlyList<VideoJob>> GetOpenJobsAsync(CancellationToken cancellationToken) =>
    [
        .. (await ListAsync([SubmissionState.Accepted], cancellationToken).ConfigureAwait(false))
            .Select(record => CreateJob(record, record.RunId!)),
    ];

    public async Task<IReadOnlyCollection<OpenSubmission>> GetOpenAsync(CancellationToken cancellationToken)
    {
        var open = unknown.Values.ToDictionary(static submission => submission.Id);
        foreach (var record in await ListAsync([SubmissionState.Unknown], cancellationToken).ConfigureAwait(false))
        {
            open[record.Id] = OpenSubmission.FromRecord(record);
        }

        return open.Values;
    }

    /// <summary>Returns the ids of jobs of other submissions: those of the store, and those that are extended.</summary>
    public async Task<IReadOnlySet<string>> GetOtherRunIdsAsync(
        IReadOnlyList<OpenSubmission> submissions, CancellationToken cancellationToken)
    {
        var extended = submissions.Select(static submission => submission.Extends).OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        if (extended.Count > 0)   // only extensions need them
        {
            var records = await ListAsync(SubmissionTransitions.WithJob, cancellationToken).ConfigureAwait(false);
            extended.UnionWith(records.Select(static record => record.RunId).OfType<string>());
        }

        return extended;
    }

    public ValueTask<SubmissionRecord?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        store?.FindAsync(id, cancellationToken) ?? default;

    public bool IsUnknown(Guid id) => unknown.ContainsKey(id);

    /// <summary>Returns a submission; one without a model if it is not known.</summary>
    public async Task<OpenSubmission> GetSubmissionAsync(Guid id, CancellationToken cancellationToken) =>
        unknown.GetValueOrDefault(id)
        ?? (await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } record
            ? OpenSubmission.FromRecord(record)
            : new OpenSubmission(id, "", options.TimeProvider.GetUtcNow()));

    /// <summary>
    /// Records that a submission is about to be sent. Returns it with the fence of the send when that is durable; null if
    /// another worker sends it or has sent it.
    /// </summary>
    public async Task<OpenSubmission?> RecordIntentAsync(
        OpenSubmission submission, string? hash, CancellationToken cancellationToken)
    {
        if (store is not null)
        {
            var record = CreateRecord(submission) with { Hash = hash };
            if (await store.BeginSendAsync(record, options.SendLease, cancellationToken).ConfigureAwait(false) is not { } sending)
            {
                return null;
            }

            submission = submission with { Fence = sending.Fence };
        }

        Notify(NanoGptEventKind.Sending, submission);
        return submission;
    }

    /// <summary>Records that a submission may have been sent before, so that its outcome is unknown.</summary>
    public async Task RecordUnknownAsync(
        OpenSubmission submission, string? hash, string reason, CancellationToken cancellationToken)
    {
        if (store is not null)
        {
            var record = CreateRecord(submission) with { Hash = hash, State = SubmissionState.Unknown };
            await store.RecordAsync(record, cancellationToken).ConfigureAwait(false);
        }

        unknown[submission.Id] = submission;
        Notify(NanoGptEventKind.StillUnresolved, submission, reason: reason);
    }

    public Task AbandonAsync(OpenSubmission submission) =>
        NoteAsync(CreateRecord(submission) with { State = SubmissionState.Rejected });

    /// <summary>Records the outcome of sending. Returns the job; null if the outcome is unknown.</summary>
    /// <exception cref="NanoGptException">There is certainly no job.</exception>
    public async Task<VideoJob?> RecordOutcomeAsync(
        OpenSubmission submission, SubmitDecision decision, TimeSpan elapsed, CancellationToken cancellationToken)
    {
        Notify(NanoGptEventKind.ResponseReceived, submission);
        switch (decision)
        {
            case SubmitDecision.Accepted accepted:
                await NoteAsync(CreateRecord(submission) with
                {
                    State = SubmissionState.Accepted,
                    RunId = accepted.RunId,
                    Cost = accepted.PaymentSource is null or "USD" ? accepted.Cost : null,
                    DownloadLink = accepted.DownloadLink,
                    RequestId = accepted.RequestId,
                }).ConfigureAwait(false);
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
                await NoteAsync(CreateRecord(submission) with { State = SubmissionState.Rejected, Error = "not sent" })
                    .ConfigureAwait(false);
                throw NotifyNotSent(submission, notSent, elapsed, cancellationToken);

            case SubmitDecision.Rejected rejected:
                await NoteAsync(CreateRecord(submission) with
                {
                    State = SubmissionState.Rejected,
                    Error = rejected.Error.Message,
                }).ConfigureAwait(false);
                throw NotifyNotSent(submission, rejected, elapsed, cancellationToken);

            default:
                var open = (SubmitDecision.Indeterminate)decision;
                submission = submission with { RequestId = open.RequestId };
                await NoteAsync(CreateRecord(submission) with { State = SubmissionState.Unknown }).ConfigureAwait(false);
                unknown[submission.Id] = submission;
                Notify(NanoGptEventKind.OutcomeUnknown, submission, reason: open.Reason, error: open.Cause, elapsed: elapsed);
                return null;
        }
    }

    /// <summary>Notifies that there is certainly no job, and returns the exception that says so. Records nothing.</summary>
    public Exception NotifyNotSent(
        OpenSubmission submission, SubmitDecision decision, TimeSpan elapsed, CancellationToken cancellationToken)
    {
        if (decision is SubmitDecision.Rejected rejected)
        {
            Notify(NanoGptEventKind.Rejected, submission, error: rejected.Error, elapsed: elapsed);
            return SubmitExceptions.Create(rejected, submission.Id);
        }

        var notSent = (SubmitDecision.NotSent)decision;
        Notify(NanoGptEventKind.NotSent, submission, error: notSent.Cause, elapsed: elapsed);
        return notSent.Cause is OperationCanceledException && cancellationToken.IsCancellationRequested
            ? new OperationCanceledException("The submission was canceled before it was accepted.", cancellationToken)
            : SubmitExceptions.Create(notSent, options.BaseAddress.Host, submission.Id);
    }

    public async Task<ReconciliationResult> RecordOutcomeAsync(OpenSubmission submission, ReconcileDecision decision)
    {
        switch (decision)
        {
            case ReconcileDecision.Found found:
                var job = CreateJob(submission, found.Oldest);
                await NoteAsync(CreateRecord(submission) with { State = SubmissionState.Accepted, RunId = job.RunId })
                    .ConfigureAwait(false);
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
                await NoteAsync(CreateRecord(submission) with { State = SubmissionState.Absent }).ConfigureAwait(false);
                unknown.TryRemove(submission.Id, out _);
                Notify(NanoGptEventKind.NotFound, submission, reason: NotListed);
                return new ReconciliationResult(submission.Id, ReconcileOutcome.NotFound) { Reason = NotListed };

            default:
                var reason = ((ReconcileDecision.Inconclusive)decision).Reason;
                Notify(NanoGptEventKind.StillUnresolved, submission, reason: reason);
                return new ReconciliationResult(submission.Id, ReconcileOutcome.Unknown) { Reason = reason };
        }
    }

    public async Task<VideoJob?> ResolveManuallyAsync(
        OpenSubmission submission, string? runId, CancellationToken cancellationToken)
    {
        var decided = CreateRecord(submission) with
        {
            State = runId is null ? SubmissionState.Rejected : SubmissionState.Accepted,
            RunId = runId,
        };
        if (store is not null && !await store.RecordAsync(decided, cancellationToken).ConfigureAwait(false)
            && (await FindAsync(submission.Id, cancellationToken).ConfigureAwait(false))?.State != decided.State)
        {
            throw new InvalidOperationException($"The submission {submission.Id} has changed meanwhile: look at it again.");
        }

        unknown.TryRemove(submission.Id, out _);
        var job = runId is null ? null : CreateJob(submission, runId, submission.Model);
        var kind = job is null ? NanoGptEventKind.NotFound : NanoGptEventKind.Reconciled;
        Notify(kind, submission, job, reason: "resolved manually");
        return job;
    }

    public async Task NoteEndAsync(VideoJob job, SubmissionState state, string? error)
    {
        try
        {
            if (job.SubmissionId is { } id
                && await FindAsync(id, CancellationToken.None).ConfigureAwait(false) is { } record
                && SubmissionTransitions.From(state).Contains(record.State))
            {
                await NoteAsync(record with { State = state, Error = error }).ConfigureAwait(false);
            }
        }
        catch (SubmissionStoreException exception)
        {
            NotifyStoreFailed(job.SubmissionId, job.RunId, exception);
        }
    }

    public VideoJob CreateJob(SubmissionRecord record, string runId) =>
        (record with { RunId = runId, Provider = provider }).FindJob(client)!;

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

    // A store may contain the submissions of several providers.
    private async ValueTask<IReadOnlyList<SubmissionRecord>> ListAsync(
        IReadOnlyList<SubmissionState> states, CancellationToken cancellationToken) => store is null
        ? []
        : [
            .. (await store.ListAsync(states, budget: null, cancellationToken).ConfigureAwait(false))
                .Where(record => record.Provider == provider),
        ];

    // A failure loses nothing, because reconciliation finds the job. Not cancelable: the outcome would be lost.
    private async Task NoteAsync(SubmissionRecord record)
    {
        try
        {
            if (store is not null && !await store.RecordAsync(record, CancellationToken.None).ConfigureAwait(false)
                && !await IsRecordedAsync(record).ConfigureAwait(false))
            {
                NotifyStoreFailed(record.Id, record.RunId, new SubmissionStoreException(
                    $"The submission {record.Id} was changed by another worker: the state {record.State} was not recorded."));
            }
        }
        catch (Exception exception)   // of any type: the job exists
        {
            NotifyStoreFailed(record.Id, record.RunId, exception);
        }
    }

    // Whether the store says the same, or more: a later state, or the same in other words.
    private async Task<bool> IsRecordedAsync(SubmissionRecord record) =>
        await FindAsync(record.Id, CancellationToken.None).ConfigureAwait(false) is { } current
        && SubmissionTransitions.ShareOf(current.State) == SubmissionTransitions.ShareOf(record.State)
        && current.RunId == record.RunId;

    private void NotifyStoreFailed(Guid? id, string? runId, Exception exception) => options.Observer.Notify(
        new NanoGptEvent(NanoGptEventKind.JournalFailed) { SubmissionId = id, RunId = runId, Error = exception });

    private VideoJob CreateJob(OpenSubmission submission, RecoveredRun run) =>
        CreateJob(submission, run.RunId, run.Model ?? submission.Model);

    private VideoJob CreateJob(OpenSubmission submission, string runId, string model) =>
        new(client, runId, model) { Provider = provider, SubmissionId = submission.Id, SubmittedAt = submission.SubmittedAt };

    private SubmissionRecord CreateRecord(OpenSubmission submission) =>
        new(submission.Id, submission.Model, submission.SubmittedAt)
        {
            Fence = submission.Fence,
            Extends = submission.Extends,
            Provider = provider,
            RequestId = submission.RequestId,
        };
}
