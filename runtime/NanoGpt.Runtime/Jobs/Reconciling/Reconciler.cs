using System.Globalization;
using System.Threading.RateLimiting;

namespace NanoGpt.Jobs;

/// <summary>
/// Looks for the jobs of submissions whose outcome is unknown, in one list for all. A submission is requested by its id if the
/// list is full, and before its absence counts. <see cref="ReconcileDecision"/> interprets the lists.
/// </summary>
internal sealed class Reconciler(
    ApiConnection api, RateLimiter limiter, TimeSpan grace, TimeSpan window, TimeProvider time) : IReconciler
{
    public const int MostRows = 50;

    private const int MostTries = 8;

    /// <summary>Returns the list of the service, newest first.</summary>
    /// <exception cref="NanoGptException">There is no usable response.</exception>
    public async Task<IReadOnlyList<RecoveredRun>> ListAsync(string? model, Guid? id, int limit, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"api/generate-video/recover?limit={limit}")
            + (model is null ? "" : "&model=" + Uri.EscapeDataString(model))
            + (id is null ? "" : "&conversationUUID=" + id);
        try
        {
            using var lease = await SendPermit.AcquireAsync(limiter, cancellationToken).ConfigureAwait(false);
            if (!lease.IsAcquired)
            {
                throw new RateLimitException("The limiter of this client lets no more lists of jobs through now.")
                { IsRetrySafe = true };
            }

            var answer = await api.RequestAsync(new ApiRequest(HttpMethod.Get, path) { Permit = lease }, cancellationToken).ConfigureAwait(false);
            return !answer.IsSuccess ? throw ApiErrors.ToException(answer)
                : RecoverReader.Read(answer) ?? throw ApiErrors.Unreadable(answer, "The list of recent jobs");
        }
        catch (Exception exception) when (exception is not NanoGptException)
        {
            // Handlers throw exceptions of any type.
            cancellationToken.ThrowIfCancellationRequested();
            throw new NanoGptException("The list of recent jobs could not be fetched.", exception) { IsRetrySafe = true };
        }
    }

    public async Task<ReconcileDecision> LookAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            return ReconcileDecision.OfFiltered(id, await ListAsync(null, id, MostRows, cancellationToken).ConfigureAwait(false));
        }
        catch (NanoGptException exception)
        {
            return new ReconcileDecision.Inconclusive(exception.Message);
        }
    }

    public async Task<IReadOnlyDictionary<Guid, ReconcileDecision>> ReconcileAsync(
        IReadOnlyList<OpenSubmission> submissions, IReadOnlySet<string> known, CancellationToken cancellationToken)
    {
        await DelayAsync(RemainingGrace(submissions), cancellationToken).ConfigureAwait(false);
        var searches = submissions.Select(submission => new Search(submission, time, window)).ToList();
        for (var attempt = 1; attempt <= MostTries; attempt++)
        {
            if (attempt > 1)
            {
                await DelayAsync(window / 2, cancellationToken).ConfigureAwait(false);
            }

            await LookAsync([.. searches.Where(static search => !search.HasEnded)], known, cancellationToken).ConfigureAwait(false);
            if (searches.TrueForAll(static search => search.HasEnded))
            {
                break;
            }
        }

        return searches.ToDictionary(static search => search.Submission.Id, static search => search.Outcome);
    }

    // A submission that is not listed is requested by its id: at once if the list is full, otherwise when it was absent for long.
    private async Task LookAsync(List<Search> open, IReadOnlySet<string> known, CancellationToken cancellationToken)
    {
        IReadOnlyList<RecoveredRun> rows;
        try
        {
            rows = await ListAsync(null, null, MostRows, cancellationToken).ConfigureAwait(false);
        }
        catch (NanoGptException exception)
        {
            foreach (var search in open)
            {
                search.Note(new ReconcileDecision.Inconclusive(exception.Message));
            }

            return;
        }

        var isFull = rows.Count >= MostRows && rows.Any(static row => row.SubmissionId is not null);
        foreach (var search in open)
        {
            search.Note(search.Submission.Extends is null
                ? ReconcileDecision.Of(search.Submission.Id, rows, MostRows)
                : ReconcileDecision.OfExtension(search.Submission, known, rows));
            if (search.Decision is ReconcileDecision.Unlisted ? search.IsGone
                : isFull && search is { Decision: ReconcileDecision.Inconclusive, Submission.Extends: null })
            {
                search.Note(await LookAsync(search.Submission.Id, cancellationToken).ConfigureAwait(false));
            }
        }
    }

    // From each submission, whose time may come from another clock. Never longer than the whole grace period.
    private TimeSpan RemainingGrace(IReadOnlyList<OpenSubmission> submissions)
    {
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

    private Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, time, cancellationToken) : Task.CompletedTask;

    // The state of the search for the job of one submission.
    private sealed class Search(OpenSubmission submission, TimeProvider time, TimeSpan window)
    {
        private int absences;
        private long firstAbsence;

        public OpenSubmission Submission => submission;

        public ReconcileDecision Decision { get; private set; } = new ReconcileDecision.Inconclusive("the service was not asked");

        public bool IsGone => ReconcileDecision.IsGone(absences, time.GetElapsedTime(firstAbsence), window);

        public bool HasEnded => Decision is ReconcileDecision.Found || (Decision is ReconcileDecision.Absent && IsGone);

        public ReconcileDecision Outcome => HasEnded || Decision is ReconcileDecision.Inconclusive
            ? Decision
            : new ReconcileDecision.Inconclusive("the service could not be asked often enough");

        public void Note(ReconcileDecision decision)
        {
            Decision = decision;
            if (decision is ReconcileDecision.Unlisted or ReconcileDecision.Absent)
            {
                firstAbsence = absences == 0 ? time.GetTimestamp() : firstAbsence;
                absences++;
            }
        }
    }
}
