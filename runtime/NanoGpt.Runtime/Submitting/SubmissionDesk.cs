using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace NanoGpt;

/// <summary>
/// Keeps the promise of a paid call from its id to its outcome: writes before it sends, looks before it sends again, and brings what
/// is unknown to an end. What is written and told of it is <see cref="SubmissionLedger"/>'s business.
/// </summary>
internal sealed class SubmissionDesk : IDisposable
{
    private readonly VideoClientOptions options;
    private readonly VideoProtocol protocol;
    private readonly Submitter submitter;
    private readonly RateLimiter limiter;
    private readonly IReconciler reconciler;
    private readonly SubmissionLedger ledger;
    private readonly ConcurrentDictionary<Guid, OpenSubmission> inFlight = [];
    private readonly CancellationTokenSource lifetime = new();   // ends what waits on our side; has no timer to dispose

    public SubmissionDesk(IVideoClient client, ApiConnection api, RateLimiter limiter, VideoProtocol protocol, VideoClientOptions options)
    {
        (this.limiter, this.protocol, this.options) = (limiter, protocol, options);
        submitter = new Submitter(api, protocol, options, lifetime.Token);
        reconciler = protocol.Reconciler;
        ledger = new SubmissionLedger(client, protocol.Provider, options);
    }

    /// <summary>Submissions whose outcome nobody but the service knows: of the journal, and of this process.</summary>
    public IReadOnlyList<OpenSubmission> Unknown => [.. ledger.Open.Where(submission => !inFlight.ContainsKey(submission.Id))];

    /// <summary>Jobs of the journal whose end it does not know.</summary>
    public IReadOnlyList<VideoJob> OpenJobs => ledger.OpenJobs;

    /// <summary>Ends what waits before a submission or for reconciling. Call it before limiters and connections are disposed.</summary>
    public void Stop() => lifetime.Cancel();

    public void Dispose() => ledger.Dispose();

    /// <summary>Writes that a job has ended.</summary>
    public void NoteEnd(VideoJob job) => ledger.NoteEnd(job);

    public async Task<VideoJob> SubmitAsync(VideoRequest request, SubmitOptions wanted, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var submittedAt = options.TimeProvider.GetUtcNow();
        var submission = new OpenSubmission(wanted.SubmissionId ?? SubmissionIds.New(submittedAt), request.Model.Id, submittedAt);
        using var flight = Board(submission);
        using var scope = options.Observer.Start(NanoGptOperation.Submit, submission.Model);
        ledger.Tell(NanoGptEventKind.Submitting, submission);
        var hash = ledger.HasJournal ? RequestFingerprint.Of(request) : null;
        return (wanted.SubmissionId is null ? null : await FirstJobAsync(submission, hash, ct).ConfigureAwait(false))
            ?? await SendAsync(request, submission, wanted, hash, mayResubmit: true, ct).ConfigureAwait(false);
    }

    /// <summary>Extends one of a job's videos: as honest as a submission, but what became of it can be proven by its absence only.</summary>
    public async Task<VideoJob> ExtendAsync(VideoJob job, int index, RateLimiter extendLimiter, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var submittedAt = options.TimeProvider.GetUtcNow();
        var submission = new OpenSubmission(SubmissionIds.New(submittedAt), job.Model, submittedAt, job.RunId);
        using var flight = Board(submission);
        using var scope = options.Observer.Start(NanoGptOperation.Submit, submission.Model);
        ledger.Tell(NanoGptEventKind.Submitting, submission);
        ledger.Intend(submission, hash: null);
        var start = options.TimeProvider.GetTimestamp();
        var decision = await submitter.PostAsync(
            protocol.SubmitPath + "/extend", extendLimiter, () => new ExtendContent(job.RunId, index), static _ => { }, ct).ConfigureAwait(false);
        return ledger.Conclude(submission, decision, options.TimeProvider.GetElapsedTime(start), ct)
            ?? throw SubmitErrors.Of((SubmitDecision.Unknown)decision, submission.Id, protocol.UnknownAdvice);
    }

    /// <summary>Brings all whose outcome is unknown to an end.</summary>
    public Task<IReadOnlyList<Reconciliation>> ReconcileAsync(CancellationToken ct) =>
        ReconcileAsync(Unknown, ct);

    public async Task<Reconciliation> ReconcileAsync(Guid id, CancellationToken ct)
    {
        if (ledger.Find(id) is { RunId: { } runId } known)
        {
            return new Reconciliation(id, ReconcileOutcome.Accepted) { Job = ledger.Job(known, runId) };
        }

        // A job that is listed needs no patience; only its absence must last before it counts.
        return await reconciler.LookAsync(id, ct).ConfigureAwait(false) is ReconcileDecision.Found found
            ? ledger.Conclude(ledger.Known(id), found)
            : (await ReconcileAsync([ledger.Known(id)], ct).ConfigureAwait(false))[0];
    }

    /// <summary>Whether anything is known of a submission, its model included.</summary>
    public bool Knows(Guid id) => ledger.Known(id).Model.Length > 0;

    /// <summary>Takes the word of somebody who looked.</summary>
    public VideoJob? Settle(Guid id, string? runId)
    {
        if (inFlight.ContainsKey(id))
        {
            throw new InvalidOperationException($"The submission {id} is on its way: wait for that call.");
        }

        return ledger.Find(id) is { RunId: { } known } && known != runId
            ? throw new InvalidOperationException($"The submission {id} has the job {known} already.")
            : ledger.Settle(ledger.Known(id), runId);
    }

    private async Task<IReadOnlyList<Reconciliation>> ReconcileAsync(IReadOnlyList<OpenSubmission> submissions, CancellationToken ct)
    {
        if (submissions.Count == 0)
        {
            return [];
        }

        using var scope = options.Observer.Start(NanoGptOperation.Reconcile);
        var known = ledger.RunsBeside(submissions);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.Token);
        var decisions = await reconciler.ReconcileAsync(submissions, known, stop.Token).ConfigureAwait(false);
        return [.. submissions.Select(submission => ledger.Conclude(submission, decisions[submission.Id]))];
    }

    private Flight Board(OpenSubmission submission) => inFlight.TryAdd(submission.Id, submission)
        ? new Flight(inFlight, submission.Id)
        : throw new InvalidOperationException($"The submission {submission.Id} is on its way already: wait for that call.");

    // What came of an earlier submission under the caller's own id; null if it is certain that there was none that counts.
    private async Task<VideoJob?> FirstJobAsync(OpenSubmission submission, string? hash, CancellationToken ct)
    {
        var record = ledger.Find(submission.Id);
        if (record is { Extends: not null } || (record?.Hash is { } first && first != hash))
        {
            throw new ArgumentException($"The submission {submission.Id} was another request. Each request needs an id of its own.", nameof(submission));
        }

        switch (record?.State)
        {
            case JournalState.Accepted or JournalState.Ended when record.RunId is { } runId:
                return ledger.Job(record, runId);

            case JournalState.Rejected or JournalState.NotSent:
                return null;

            case JournalState.NotFound when protocol.OnNotFound == NotFoundPolicy.Resubmit:
                return null;

            case null when !protocol.ListsJobs && !ledger.IsUnknown(submission.Id):
                return null;   // the journal knows all that anybody knows

            case null:
                // The journal may be another one than that of the first call: lost, restored or damaged. The service knows.
                return await reconciler.LookAsync(submission.Id, ct).ConfigureAwait(false) switch
                {
                    ReconcileDecision.Found found => ledger.Conclude(submission, found).Job,
                    ReconcileDecision.Absent when !ledger.IsUnknown(submission.Id) => null,
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
        ReconcileOutcome.NotFound when protocol.OnNotFound == NotFoundPolicy.Resubmit => null,
        _ => throw Unclear(submission, result.Why ?? ""),
    };

    private static SubmissionOutcomeUnknownException Unclear(OpenSubmission submission, string why) =>
        new($"Whether the submission {submission.Id} has a job is unknown: {why}. It was not sent again.") { SubmissionId = submission.Id };

    private async Task<VideoJob> SendAsync(
        VideoRequest request, OpenSubmission submission, SubmitOptions wanted, string? hash, bool mayResubmit, CancellationToken ct)
    {
        var id = submission.Id;
        ledger.Intend(submission, hash);
        var start = options.TimeProvider.GetTimestamp();
        SubmitDecision decision;
        try
        {
            decision = await submitter.PostAsync(protocol.SubmitPath, limiter, () => new VideoRequestContent(request, id) { IsOneShot = true }, message => Ask(message, wanted), ct).ConfigureAwait(false);
        }
        catch
        {
            ledger.Abandon(submission);
            throw;
        }

        if (protocol.ConflictMayBeJob && decision is SubmitDecision.Rejected { Error: { StatusCode: System.Net.HttpStatusCode.Conflict } conflict })
        {
            if (await LookAfterSendingAsync(id, ct).ConfigureAwait(false) is ReconcileDecision.Found first)
            {
                return ledger.Conclude(submission, first).Job!;   // it was refused because it is there
            }

            // Said to be there, and not listed yet, or the list did not come: nobody may say that there is no job.
            decision = new SubmitDecision.Unknown(
                "the service says that it was processed already (409), and does not list it yet", conflict, conflict.StatusCode, conflict.RequestId);
        }

        return ledger.Conclude(submission, decision, options.TimeProvider.GetElapsedTime(start), ct)
            ?? await FindAsync((SubmitDecision.Unknown)decision, request, submission, wanted, hash, mayResubmit, ct).ConfigureAwait(false);
    }

    private async Task<VideoJob> FindAsync(
        SubmitDecision.Unknown open, VideoRequest request, OpenSubmission submission, SubmitOptions wanted, string? hash, bool mayResubmit, CancellationToken ct)
    {
        if (protocol.OnUnknown == UnknownPolicy.Throw || ct.IsCancellationRequested || !mayResubmit)
        {
            throw SubmitErrors.Of(open, submission.Id, protocol.UnknownAdvice);
        }

        Reconciliation result;
        try
        {
            result = (await ReconcileAsync([submission], ct).ConfigureAwait(false))[0];
        }
        catch (Exception)
        {
            // Canceled or disposed: it may have been charged all the same.
            throw SubmitErrors.Of(open, submission.Id, protocol.UnknownAdvice);
        }

        return result.Outcome switch
        {
            ReconcileOutcome.Accepted => result.Job!,
            ReconcileOutcome.NotFound when protocol.OnNotFound == NotFoundPolicy.Resubmit =>
                await SendAsync(request, submission, wanted, hash, mayResubmit: false, ct).ConfigureAwait(false),
            _ => throw SubmitErrors.Of(open with { Why = $"{open.Why}; {result.Why}" }, submission.Id, protocol.UnknownAdvice),
        };
    }

    // After a POST that may count nothing leaves but a job or the unknown outcome: neither a cancellation nor the end of the client.
    private async Task<ReconcileDecision> LookAfterSendingAsync(Guid id, CancellationToken ct)
    {
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.Token);
            return await reconciler.LookAsync(id, stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return new ReconcileDecision.Inconclusive(exception.Message);
        }
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

    // Ends with the call: until then nobody else may send or look for the same submission.
    private readonly struct Flight(ConcurrentDictionary<Guid, OpenSubmission> inFlight, Guid id) : IDisposable
    {
        public void Dispose() => inFlight.TryRemove(id, out _);
    }
}
