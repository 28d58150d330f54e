namespace NanoGpt.Jobs;

/// <summary>Looks for jobs in the list of recent jobs, and by submission id before an absence counts.</summary>
internal sealed class Reconciler(
    ApiConnection api, RateLimiter limiter, TimeSpan grace, TimeSpan window, TimeProvider time) : IReconciler
{
    public const int MaxRows = 50;

    private const int MaxAttempts = 8;

    public async Task<IReadOnlyList<RecoveredRun>> ListAsync(
        string? model, Guid? id, int limit, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"api/generate-video/recover?limit={limit}")
            + (model is null ? "" : "&model=" + Uri.EscapeDataString(model))
            + (id is null ? "" : "&conversationUUID=" + id);
        try
        {
            using var lease = await SendPermit.AcquireAsync(limiter, cancellationToken).ConfigureAwait(false);
            if (!lease.IsAcquired)
            {
                throw new RateLimitException("The rate limiter of this client permits no more requests for recent jobs now.")
                { IsRetrySafe = true };
            }

            var request = new ApiRequest(HttpMethod.Get, path) { Permit = lease };
            var response = await api.RequestAsync(request, cancellationToken).ConfigureAwait(false);
            return !response.IsSuccess ? throw ApiErrors.ToException(response)
                : RecoverReader.Read(response) ?? throw ApiErrors.Unreadable(response, "The list of recent jobs");
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
            var rows = await ListAsync(null, id, MaxRows, cancellationToken).ConfigureAwait(false);
            return ReconcileDecision.FromFilteredRows(id, rows);
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
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (attempt > 1)
            {
                await DelayAsync(window / 2, cancellationToken).ConfigureAwait(false);
            }

            await LookAsync([.. searches.Where(static search => !search.HasEnded)], known, cancellationToken)
                .ConfigureAwait(false);
            if (searches.TrueForAll(static search => search.HasEnded))
            {
                break;
            }
        }

        return searches.ToDictionary(static search => search.Submission.Id, static search => search.Outcome);
    }

    // An unlisted submission is requested by its id: at once if the list is full, otherwise when its absence is confirmed.
    private async Task LookAsync(List<Search> open, IReadOnlySet<string> known, CancellationToken cancellationToken)
    {
        IReadOnlyList<RecoveredRun> rows;
        try
        {
            rows = await ListAsync(null, null, MaxRows, cancellationToken).ConfigureAwait(false);
        }
        catch (NanoGptException exception)
        {
            foreach (var search in open)
            {
                search.Note(new ReconcileDecision.Inconclusive(exception.Message));
            }

            return;
        }

        var isFull = rows.Count >= MaxRows && rows.Any(static row => row.SubmissionId is not null);
        foreach (var search in open)
        {
            search.Note(search.Submission.Extends is null
                ? ReconcileDecision.FromRows(search.Submission.Id, rows, MaxRows)
                : ReconcileDecision.FromRowsForExtension(search.Submission, known, rows));
            if (search.Decision is ReconcileDecision.Unlisted ? search.IsConfirmedAbsent
                : isFull && search is { Decision: ReconcileDecision.Inconclusive, Submission.Extends: null })
            {
                search.Note(await LookAsync(search.Submission.Id, cancellationToken).ConfigureAwait(false));
            }
        }
    }

    // From each submission, whose time may come from another clock. Never longer than the whole grace period.
    private TimeSpan RemainingGrace(IReadOnlyList<OpenSubmission> submissions)
    {
        var newest = submissions.Max(static submission => submission.SubmittedAt);
        var remaining = grace - (time.GetUtcNow() - newest);
        return remaining > grace ? grace : remaining;
    }

    private Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, time, cancellationToken) : Task.CompletedTask;

    // The state of the search for the job of one submission.
    private sealed class Search(OpenSubmission submission, TimeProvider time, TimeSpan window)
    {
        private int absences;
        private long firstAbsence;

        public OpenSubmission Submission => submission;

        public ReconcileDecision Decision { get; private set; } =
            new ReconcileDecision.Inconclusive("the service was not queried");

        public bool IsConfirmedAbsent => ReconcileDecision.IsConfirmedAbsent(absences, time.GetElapsedTime(firstAbsence), window);

        public bool HasEnded =>
            Decision is ReconcileDecision.Found || (Decision is ReconcileDecision.Absent && IsConfirmedAbsent);

        public ReconcileDecision Outcome => HasEnded || Decision is ReconcileDecision.Inconclusive
            ? Decision
            : new ReconcileDecision.Inconclusive("the service could not be queried often enough");

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

/// <summary>Reads the list of recent jobs.</summary>
internal static class RecoverReader
{
    /// <summary>Returns the jobs; null if the response is not a list, or a row has no id.</summary>
    public static IReadOnlyList<RecoveredRun>? Read(ApiResponse response)
    {
        using var document = LenientJson.Parse(response.Body);
        if (document?.RootElement.Find("data") is not { ValueKind: JsonValueKind.Array } data)
        {
            return null;
        }

        var rows = new List<RecoveredRun>();
        foreach (var item in data.EnumerateArray())
        {
            if ((item.Find("runId").AsRunId() ?? item.Find("id").AsRunId()) is not { } runId)
            {
                return null;   // it could be the job that is looked for
            }

            var status = item.Find("status").AsText() ?? "";
            rows.Add(new RecoveredRun(
                runId, item.Find("model").AsCleanText(response.Text), item.Find(NanoGptRequest.SubmissionId).AsGuid())
            {
                Status = JobStatuses.Parse(status),
                RawStatus = response.Text.Clean(status, 100),
                CreatedAt = item.Find("createdAt").AsTime(),
            });
        }

        return rows;
    }
}
