using System.Collections.Concurrent;

namespace NanoGpt.Jobs;

/// <summary>Records a paid request before it is sent, and looks for its job before it is sent again.</summary>
internal sealed class SubmissionCoordinator : IDisposable
{
    private const string BeingSent = "another worker is sending it";

    private readonly IVideoClient client;
    private readonly VideoClientOptions options;
    private readonly VideoProtocol protocol;
    private readonly Submitter submitter;
    private readonly RateLimiter limiter;
    private readonly IReconciler reconciler;
    private readonly SubmissionTracker tracker;
    private readonly CancellationToken lifetime;
    private readonly ConcurrentDictionary<Guid, OpenSubmission> inFlight = [];

    // The jobs of submission ids of the caller, without a journal.
    private readonly ConcurrentDictionary<Guid, (string? Hash, VideoJob Job)> jobsByCallerId = [];

    public SubmissionCoordinator(
        IVideoClient client, ApiConnection api, RateLimiter limiter, VideoProtocol protocol, VideoClientOptions options,
        CancellationToken lifetime)
    {
        (this.client, this.limiter, this.protocol, this.options, this.lifetime) = (client, limiter, protocol, options, lifetime);
        submitter = new Submitter(api, protocol, options, lifetime);
        reconciler = protocol.Reconciler;
        tracker = new SubmissionTracker(client, protocol.Provider, options);
    }

    public bool HasStore => tracker.HasStore;

    public void Dispose() => tracker.Dispose();

    public async Task<IReadOnlyList<OpenSubmission>> GetUnknownAsync(CancellationToken cancellationToken) =>
    [
        .. (await tracker.GetOpenAsync(cancellationToken).ConfigureAwait(false))
            .Where(submission => !inFlight.ContainsKey(submission.Id)),
    ];

    public Task<IReadOnlyList<VideoJob>> GetOpenJobsAsync(CancellationToken cancellationToken) =>
        tracker.GetOpenJobsAsync(cancellationToken);

    public Task NoteEndAsync(VideoJob job, SubmissionState state, string? error = null) =>
        tracker.NoteEndAsync(job, state, error);

    public async Task<VideoJob> SubmitAsync(
        VideoRequest request, SubmitOptions submitOptions, CancellationToken cancellationToken)
    {
        var submission = New(submitOptions.SubmissionId, request.Model.Id, extends: null, cancellationToken);
        using var inFlightScope = TrackInFlight(submission);
        using var scope = options.Observer.Start(NanoGptOperation.Submit, submission.Model);
        tracker.Notify(NanoGptEventKind.Submitting, submission);
        if (submitOptions.SubmissionId is null)
        {
            var recordedHash = tracker.HasStore ? RequestJson.Fingerprint(request) : null;
            return await SendAsync(submission, recordedHash, limiter, PostAsync, cancellationToken).ConfigureAwait(false);
        }

        var hash = RequestJson.Fingerprint(request);
        var record = await tracker.FindAsync(submission.Id, cancellationToken).ConfigureAwait(false);
        submission = submission with { Fence = record?.Fence ?? 0 };
        var job = await EarlierJobAsync(submission, record, hash, cancellationToken).ConfigureAwait(false)
            ?? await SendAsync(submission, hash, limiter, PostAsync, cancellationToken).ConfigureAwait(false);
        if (!tracker.HasStore)
        {
            jobsByCallerId[submission.Id] = (hash, job);   // the service may not list it yet
        }

        return job;

        Task<SubmitDecision> PostAsync(SubmitPermit permit) => submitter.PostAsync(
            protocol.SubmitPath, limiter, permit,
            () => new VideoRequestContent(request, submission.Id, submitOptions.AddTo) { IsOneShot = true },
            message => AddHeaders(message, submitOptions), cancellationToken);
    }

    /// <summary>Extends a video of a job. If the outcome is unknown, only the absence of a job can be proven.</summary>
    public async Task<VideoJob> ExtendAsync(
        VideoJob job, int index, RateLimiter extendLimiter, CancellationToken cancellationToken)
    {
        var submission = New(requestedId: null, job.Model, job.RunId, cancellationToken);
        using var inFlightScope = TrackInFlight(submission);
        using var scope = options.Observer.Start(NanoGptOperation.Submit, submission.Model);
        tracker.Notify(NanoGptEventKind.Submitting, submission);
        return await SendAsync(submission, hash: null, extendLimiter, PostAsync, cancellationToken).ConfigureAwait(false);

        async Task<SubmitDecision> PostAsync(SubmitPermit permit)
        {
            var decision = await submitter.PostAsync(
                protocol.SubmitPath + "/extend", extendLimiter, permit, () => new ExtendContent(job.RunId, index),
                static _ => { }, cancellationToken).ConfigureAwait(false);
            return decision is SubmitDecision.Rejected rejected
                ? rejected with { Error = JobErrors.ForJob(rejected.Error, job.RunId) }
                : decision;
        }
    }

    public async Task<IReadOnlyList<ReconciliationResult>> ReconcileAsync(CancellationToken cancellationToken) =>
        await ReconcileAsync(await GetUnknownAsync(cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);

    public async Task<ReconciliationResult> ReconcileAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await tracker.FindAsync(id, cancellationToken).ConfigureAwait(false) is { RunId: { } runId } known)
        {
            return new ReconciliationResult(id, ReconcileOutcome.Accepted) { Job = tracker.CreateJob(known, runId) };
        }

        // A listed job is found at once. Only absence must be confirmed.
        var submission = await tracker.GetSubmissionAsync(id, cancellationToken).ConfigureAwait(false);
        return await LookAsync(id, cancellationToken).ConfigureAwait(false) is ReconcileDecision.Found found
            ? await tracker.RecordOutcomeAsync(submission, found).ConfigureAwait(false)
            : (await ReconcileAsync([submission], cancellationToken).ConfigureAwait(false))[0];
    }

    public async Task<bool> IsKnownAsync(Guid id, CancellationToken cancellationToken) =>
        (await tracker.GetSubmissionAsync(id, cancellationToken).ConfigureAwait(false)).Model.Length > 0;

    public async Task<VideoJob?> ResolveManuallyAsync(Guid id, string? runId, CancellationToken cancellationToken)
    {
        if (runId is not null && !LenientJson.IsRunId(runId))
        {
            throw new ArgumentException($"'{SafeText.WithoutCredentials.Clean(runId)}' is not a valid job id.", nameof(runId));
        }

        var record = await tracker.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (inFlight.ContainsKey(id) || record is { State: SubmissionState.Sending })
        {
            throw new InvalidOperationException($"The submission {id} is in progress: wait for it.");
        }

        if (record is { RunId: { } known })
        {
            return known == runId
                ? tracker.CreateJob(record, known)
                : throw new InvalidOperationException($"The submission {id} already has the job {known}.");
        }

        var submission = await tracker.GetSubmissionAsync(id, cancellationToken).ConfigureAwait(false);
        return await tracker.ResolveManuallyAsync(submission, runId, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<ReconciliationResult>> ReconcileAsync(
        IReadOnlyList<OpenSubmission> submissions, CancellationToken cancellationToken)
    {
        if (submissions.Count == 0)
        {
            return [];
        }

        using var scope = options.Observer.Start(NanoGptOperation.Reconcile);
        var known = await tracker.GetOtherRunIdsAsync(submissions, cancellationToken).ConfigureAwait(false);
        var decisions = await WithinLifetimeAsync(
            linkedToken => reconciler.ReconcileAsync(submissions, known, linkedToken), cancellationToken).ConfigureAwait(false);
        var results = new List<ReconciliationResult>();
        foreach (var submission in submissions)
        {
            var decision = await ConsiderChargeAsync(submission, decisions[submission.Id], cancellationToken)
                .ConfigureAwait(false);
            results.Add(await tracker.RecordOutcomeAsync(submission, decision).ConfigureAwait(false));
        }

        return results;
    }

    // A charge for the request is evidence of a job. The absence of a charge proves nothing.
    private async Task<ReconcileDecision> ConsiderChargeAsync(
        OpenSubmission submission, ReconcileDecision decision, CancellationToken cancellationToken)
    {
        if (decision is ReconcileDecision.Found || submission.RequestId is not { } requestId
            || await protocol.FindChargeAsync(requestId, cancellationToken).ConfigureAwait(false) is not { Cost: > 0 } charge)
        {
            return decision;
        }

        var reason = decision is ReconcileDecision.Inconclusive { Reason: var unclear }
            ? unclear
            : "the service does not list it";
        return new ReconcileDecision.Inconclusive(
            $"{reason}, but it charged {Messages.Amount(charge.Cost)} {charge.Currency} for the request {requestId}, so there is "
            + "probably a job");
    }

    private Task<ReconcileDecision> LookAsync(Guid id, CancellationToken cancellationToken) =>
        WithinLifetimeAsync(linkedToken => reconciler.LookAsync(id, linkedToken), cancellationToken);

    // Disposing the client cancels it, like the token of the caller.
    private async Task<T> WithinLifetimeAsync<T>(Func<CancellationToken, Task<T>> look, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime);
        try
        {
            return await look(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lifetime.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ObjectDisposedException(client.GetType().FullName);
        }
    }

    private OpenSubmission New(Guid? requestedId, string model, string? extends, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(lifetime.IsCancellationRequested, client);
        var submittedAt = options.TimeProvider.GetUtcNow();
        return new OpenSubmission(requestedId ?? SubmissionIds.New(submittedAt), model, submittedAt, extends);
    }

    private InFlightScope TrackInFlight(OpenSubmission submission) => inFlight.TryAdd(submission.Id, submission)
        ? new InFlightScope(inFlight, submission.Id)
        : throw new InvalidOperationException($"The submission {submission.Id} is already in progress: wait for it.");

    // The job of an earlier submission under the same id of the caller; null if there is certainly none.
    private async Task<VideoJob?> EarlierJobAsync(
        OpenSubmission submission, SubmissionRecord? record, string? hash, CancellationToken cancellationToken)
    {
        if (jobsByCallerId.TryGetValue(submission.Id, out var earlier))
        {
            return earlier.Hash == hash ? earlier.Job : throw IdInUse(submission);
        }

        try
        {
            return await FirstJobAsync(submission, record, hash, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or ObjectDisposedException
                && (tracker.IsUnknown(submission.Id) || record is { State: SubmissionState.Unknown }))
        {
            throw OutcomeUnknown(
                submission, "an earlier attempt may have been accepted, and the search for its job was interrupted");
        }
    }

    private static ArgumentException IdInUse(OpenSubmission submission) =>
        new($"The submission {submission.Id} was another request. Each request requires its own id.", nameof(submission));

    private async Task<VideoJob?> FirstJobAsync(
        OpenSubmission submission, SubmissionRecord? record, string? hash, CancellationToken cancellationToken)
    {
        if (record is { Extends: not null } || (record?.Hash is { } first && first != hash))
        {
            throw IdInUse(submission);
        }

        switch (record?.State)
        {
            case not null when record.RunId is { } runId:
                return tracker.CreateJob(record, runId);

            case SubmissionState.Planned:
            case SubmissionState.Rejected when !protocol.ListsJobs:
            case SubmissionState.Absent when !protocol.ListsJobs && protocol.NotFoundPolicy == NotFoundPolicy.Resubmit:
                return null;

            case null when !protocol.ListsJobs && !tracker.IsUnknown(submission.Id):
                // Only the journal can contain it.
                if (!tracker.IsDamaged)
                {
                    return null;
                }

                const string Damaged = "the journal is damaged and may have lost it";
                // From now on it can be resolved manually.
                await tracker.RecordUnknownAsync(submission, hash, Damaged, cancellationToken).ConfigureAwait(false);
                throw OutcomeUnknown(submission, Damaged);

            case SubmissionState.Sending:
                throw OutcomeUnknown(submission, BeingSent);

            case null or SubmissionState.Rejected:
            case SubmissionState.Absent when protocol.NotFoundPolicy == NotFoundPolicy.Resubmit:
                // A journal may be lost, damaged, restored or of another process. Only the service can tell.
                return await LookAsync(submission.Id, cancellationToken).ConfigureAwait(false) switch
                {
                    ReconcileDecision.Found found =>
                        (await tracker.RecordOutcomeAsync(submission, found).ConfigureAwait(false)).Job,
                    ReconcileDecision.Absent when !tracker.IsUnknown(submission.Id) => null,
                    ReconcileDecision.Inconclusive unclear => throw OutcomeUnknown(submission, unclear.Reason),
                    _ => throw OutcomeUnknown(submission, "the outcome of an earlier attempt is unknown"),
                };

            default:
                return AfterReconciling(submission, await ReconcileAsync(submission.Id, cancellationToken).ConfigureAwait(false));
        }
    }

    // The job; null if it may be sent again.
    private VideoJob? AfterReconciling(OpenSubmission submission, ReconciliationResult result) => result.Outcome switch
    {
        ReconcileOutcome.Accepted => result.Job,
        ReconcileOutcome.NotFound when protocol.NotFoundPolicy == NotFoundPolicy.Resubmit => null,
        _ => throw OutcomeUnknown(submission, result.Reason ?? ""),
    };

    private SubmissionOutcomeUnknownException OutcomeUnknown(OpenSubmission submission, string reason) =>
        new($"The outcome of submission {submission.Id} is unknown: {reason}. It was not sent again. {protocol.UnknownAdvice}"
            .TrimEnd())
        { SubmissionId = submission.Id };

    private async Task<VideoJob> SendAsync(
        OpenSubmission submission, string? hash, RateLimiter sendLimiter, Func<SubmitPermit, Task<SubmitDecision>> post,
        CancellationToken cancellationToken)
    {
        // Before it counts as being sent: otherwise a long queue outlasts the lease, and a killed process leaves all
        // of it unknown.
        var start = options.TimeProvider.GetTimestamp();
        var permit = await submitter.AcquireAsync(sendLimiter, cancellationToken).ConfigureAwait(false);
        if (permit.Refusal is { } refusal)
        {
            throw tracker.NotifyNotSent(submission, refusal, options.TimeProvider.GetElapsedTime(start), cancellationToken);
        }

        submission = await BeginAsync(permit, submission, hash, cancellationToken).ConfigureAwait(false)
            ?? throw OutcomeUnknown(submission, BeingSent);
        start = options.TimeProvider.GetTimestamp();
        SubmitDecision decision;
        try
        {
            decision = InterpretConflict(await post(permit).ConfigureAwait(false));
        }
        catch
        {
            await tracker.AbandonAsync(submission).ConfigureAwait(false);
            throw;
        }

        return await RecordOutcomeAsync(submission, decision, start, cancellationToken).ConfigureAwait(false)
            ?? await ResolveUnknownAsync(
                submission, (SubmitDecision.Indeterminate)decision, hash, sendLimiter, post, cancellationToken)
                .ConfigureAwait(false);
    }

    // A permit that is not used is returned.
    private async Task<OpenSubmission?> BeginAsync(
        SubmitPermit permit, OpenSubmission submission, string? hash, CancellationToken cancellationToken)
    {
        var isUsed = false;
        try
        {
            ObjectDisposedException.ThrowIf(lifetime.IsCancellationRequested, client);   // the journal is closed
            var sending = await tracker.RecordIntentAsync(submission, hash, cancellationToken).ConfigureAwait(false);
            isUsed = sending is not null;
            return sending;
        }
        finally
        {
            if (!isUsed)
            {
                permit.Dispose();
            }
        }
    }

    private Task<VideoJob?> RecordOutcomeAsync(
        OpenSubmission submission, SubmitDecision decision, long start, CancellationToken cancellationToken) =>
        tracker.RecordOutcomeAsync(submission, decision, options.TimeProvider.GetElapsedTime(start), cancellationToken);

    // There is a job, perhaps of this submission.
    private SubmitDecision InterpretConflict(SubmitDecision decision) =>
        protocol.ConflictMayBeJob
        && decision is SubmitDecision.Rejected { Error: { StatusCode: HttpStatusCode.Conflict } conflict }
            ? new SubmitDecision.Indeterminate(
                "the service reports that it was already processed (409)", conflict, conflict.StatusCode, conflict.RequestId)
            : decision;

    // The request may have been accepted: from here on, the caller gets a job, or an unknown outcome with its id.
    private async Task<VideoJob> ResolveUnknownAsync(
        OpenSubmission submission, SubmitDecision.Indeterminate open, string? hash, RateLimiter sendLimiter,
        Func<SubmitPermit, Task<SubmitDecision>> post, CancellationToken cancellationToken)
    {
        var start = options.TimeProvider.GetTimestamp();
        SubmitDecision? again = null;
        try
        {
            var result = await FindAsync(submission, open, cancellationToken).ConfigureAwait(false);
            if (result?.Job is { } job)
            {
                return job;
            }

            open = result is null ? open : open with { Reason = $"{open.Reason}; {result.Reason}" };
            if (result is { Outcome: ReconcileOutcome.NotFound } && protocol.NotFoundPolicy == NotFoundPolicy.Resubmit)
            {
                var permit = await submitter.AcquireAsync(sendLimiter, cancellationToken).ConfigureAwait(false);
                var sending = permit.Refusal is null
                    ? await BeginAsync(permit, submission, hash, cancellationToken).ConfigureAwait(false)
                    : null;
                start = options.TimeProvider.GetTimestamp();
                again = sending is null ? null : InterpretConflict(await post(permit).ConfigureAwait(false));
                submission = sending ?? submission;
            }
        }
        catch (Exception)
        {
            // Canceled, disposed, or thrown by a handler: the first POST may have been accepted all the same.
        }

        if (again is null or SubmitDecision.NotSent)
        {
            throw SubmitExceptions.Create(open, submission.Id, protocol.UnknownAdvice);
        }

        return await RecordOutcomeAsync(submission, again, start, cancellationToken).ConfigureAwait(false)
            ?? throw SubmitExceptions.Create((SubmitDecision.Indeterminate)again, submission.Id, protocol.UnknownAdvice);
    }

    // Null if the job is not looked for.
    private async Task<ReconciliationResult?> FindAsync(
        OpenSubmission submission, SubmitDecision.Indeterminate open, CancellationToken cancellationToken)
    {
        if (submission.Extends is not null)
        {
            return null;
        }

        var isConflict = open.StatusCode == HttpStatusCode.Conflict;
        return isConflict
            && await LookAsync(submission.Id, cancellationToken).ConfigureAwait(false) is ReconcileDecision.Found found
            ? await tracker.RecordOutcomeAsync(submission, found).ConfigureAwait(false)
            : protocol.UnknownOutcomePolicy == UnknownOutcomePolicy.Reconcile && !cancellationToken.IsCancellationRequested
            ? (await ReconcileAsync([submission], cancellationToken).ConfigureAwait(false))[0]
            : null;
    }

    private static void AddHeaders(HttpRequestMessage message, SubmitOptions submitOptions)
    {
        if (submitOptions.Moderate || submitOptions.ModerationModel is not null)
        {
            message.Headers.Add("moderation", "true");
        }

        if (submitOptions.ModerationModel is { } model)
        {
            message.Headers.Add("moderation-model", model);
        }
    }

    // Until it is disposed, no other call may send or look for the same submission.
    private readonly struct InFlightScope(ConcurrentDictionary<Guid, OpenSubmission> inFlight, Guid id) : IDisposable
    {
        public void Dispose() => inFlight.TryRemove(id, out _);
    }
}
