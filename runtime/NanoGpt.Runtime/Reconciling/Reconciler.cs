using System.Globalization;
using System.Threading.RateLimiting;

namespace NanoGpt;

/// <summary>
/// Looks for the jobs of submissions whose outcome is unknown: one list answers for all of them; only what falls off that list is
/// asked for by itself. What a list says is <see cref="ReconcileDecision"/>'s business.
/// </summary>
internal sealed class Reconciler(ApiConnection api, RateLimiter limiter, NanoGptClientOptions options) : IReconciler
{
    public const int MostRows = 50;

    private const int MostTries = 8;

    private readonly TimeProvider time = options.TimeProvider;

    /// <summary>The service's list, newest first.</summary>
    /// <exception cref="NanoGptException">There is no usable answer.</exception>
    public async Task<IReadOnlyList<RecoveredRun>> ListAsync(string? model, Guid? id, int limit, CancellationToken ct)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"api/generate-video/recover?limit={limit}")
            + (model is null ? "" : "&model=" + Uri.EscapeDataString(model))
            + (id is null ? "" : "&conversationUUID=" + id);
        using var lease = await SendPermit.AcquireAsync(limiter, ct).ConfigureAwait(false);
        if (!lease.IsAcquired)
        {
            throw new RateLimitException("The limiter of this client lets no more lists of jobs through now.") { IsRetrySafe = true };
        }

        ApiAnswer answer;
        try
        {
            answer = await api.AskAsync(new ApiQuestion(HttpMethod.Get, path) { Permit = lease }, ct).ConfigureAwait(false);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested && exception is not NanoGptException)
        {
            throw new NanoGptException("The list of recent jobs could not be fetched.", exception) { IsRetrySafe = true };
        }

        return !answer.IsSuccess ? throw ApiErrors.ToException(answer)
            : RecoverReader.Read(answer) ?? throw ApiErrors.Unreadable(answer, "The list of recent jobs");
    }

    /// <inheritdoc/>
    public async Task<ReconcileDecision> LookAsync(Guid id, CancellationToken ct)
    {
        try
        {
            return ReconcileDecision.OfFiltered(id, await ListAsync(null, id, MostRows, ct).ConfigureAwait(false));
        }
        catch (NanoGptException exception)
        {
            return new ReconcileDecision.Inconclusive(exception.Message);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, ReconcileDecision>> ReconcileAsync(
        IReadOnlyList<OpenSubmission> submissions, IReadOnlySet<string> known, CancellationToken ct)
    {
        await DelayAsync(Grace(submissions), ct).ConfigureAwait(false);
        var results = new Dictionary<Guid, ReconcileDecision>();
        var absences = new Dictionary<Guid, (int Times, long Since)>();
        var open = submissions.ToDictionary(static submission => submission.Id);
        for (var attempt = 1; open.Count > 0; attempt++)
        {
            await LookAsync(open.Values, known, results, ct).ConfigureAwait(false);
            foreach (var id in open.Keys)
            {
                if (results[id] is ReconcileDecision.Absent)
                {
                    var (times, since) = absences.GetValueOrDefault(id, (0, time.GetTimestamp()));
                    absences[id] = (times + 1, since);
                }
            }

            // A list may have fewer rows than were asked for: before absence counts, the submission itself is asked for.
            foreach (var submission in open.Values.Where(submission => submission.Extends is null && IsGone(submission.Id)).ToList())
            {
                results[submission.Id] = await LookAsync(submission.Id, ct).ConfigureAwait(false);
            }

            foreach (var id in open.Keys.Where(IsSettled).ToList())
            {
                open.Remove(id);
            }

            if (open.Count == 0)
            {
                break;
            }

            if (attempt == MostTries)
            {
                foreach (var id in open.Keys)
                {
                    results[id] = results[id] as ReconcileDecision.Inconclusive ?? new ReconcileDecision.Inconclusive("the service could not be asked often enough");
                }

                break;
            }

            await DelayAsync(options.ReconcileWindow / 2, ct).ConfigureAwait(false);
        }

        return results;

        bool IsSettled(Guid id) => results[id] is ReconcileDecision.Found || IsGone(id);

        bool IsGone(Guid id) => results[id] is ReconcileDecision.Absent
            && absences.TryGetValue(id, out var absence)
            && ReconcileDecision.IsGone(absence.Times, time.GetElapsedTime(absence.Since), options.ReconcileWindow);
    }

    private async Task LookAsync(
        IReadOnlyCollection<OpenSubmission> open, IReadOnlySet<string> known, Dictionary<Guid, ReconcileDecision> results, CancellationToken ct)
    {
        IReadOnlyList<RecoveredRun> rows;
        try
        {
            rows = await ListAsync(null, null, MostRows, ct).ConfigureAwait(false);
        }
        catch (NanoGptException exception)
        {
            foreach (var submission in open)
            {
                results[submission.Id] = new ReconcileDecision.Inconclusive(exception.Message);
            }

            return;
        }

        foreach (var (id, model, _, extends) in open)
        {
            if (extends is not null)
            {
                results[id] = ReconcileDecision.OfExtension(model, known, rows, MostRows);
                continue;
            }

            results[id] = ReconcileDecision.Of(id, rows, MostRows);
            if (results[id] is ReconcileDecision.Inconclusive && rows.Count >= MostRows && rows.Any(row => row.SubmissionId is not null))
            {
                results[id] = await LookAsync(id, ct).ConfigureAwait(false);
            }
        }
    }

    // Counted from each submission, whose time may be of another process and another clock: never longer than the whole.
    private TimeSpan Grace(IReadOnlyList<OpenSubmission> submissions)
    {
        var grace = options.ReconcileGrace ?? options.RequestTimeout + TimeSpan.FromSeconds(5);
        var now = time.GetUtcNow();
        var longest = TimeSpan.Zero;
        foreach (var submission in submissions)
        {
            var left = grace - (now - submission.SubmittedAt);
            left = left > grace ? grace : left;
            longest = left > longest ? left : longest;
        }

        return longest;
    }

    private Task DelayAsync(TimeSpan delay, CancellationToken ct) => delay > TimeSpan.Zero ? Task.Delay(delay, time, ct) : Task.CompletedTask;
}
