namespace NanoGpt.Orleans;

/// <summary>Plans submissions in the store and starts their grains. It is a service of every silo with video jobs.</summary>
/// <param name="store">The store.</param>
/// <param name="grains">The grains of the cluster.</param>
/// <param name="time">The clock of plans.</param>
public sealed class VideoJobs(ISubmissionStore store, IGrainFactory grains, TimeProvider time)
{
    private const int GrainsAtOnce = 100;

    /// <summary>
    /// Plans requests within a budget, all or none, and starts their grains. After an interruption, the same call continues: an
    /// id that the store contains is not sent again.
    /// </summary>
    /// <param name="requests">The requests with their submission ids. Media are stored with them: prefer links.</param>
    /// <param name="budget">The budget; null for none. Requests without a recorded price need one of null.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The number of submissions that were planned.</returns>
    /// <exception cref="RequestInvalidException">A request is invalid. Nothing was planned.</exception>
    /// <exception cref="BudgetExceededException">The requests would exceed the budget. Nothing was planned.</exception>
    /// <exception cref="ArgumentException">An id belongs to another request, or a price is unknown.</exception>
    /// <exception cref="SubmissionStoreException">The store cannot be used.</exception>
    public async Task<int> StartAsync(
        IReadOnlyDictionary<Guid, NanoGptRequest> requests, SubmissionBudget? budget = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var records = requests.Select(request => CreateRecord(request.Key, request.Value, budget)).ToList();
        var planned = await store.PlanAsync(records, budget, cancellationToken).ConfigureAwait(false);
        await StartAsync(records).ConfigureAwait(false);
        return planned;
    }

    /// <summary>Returns the grain of a submission.</summary>
    /// <param name="submissionId">The submission id.</param>
    public IVideoJobGrain GetJob(Guid submissionId) => grains.GetGrain<IVideoJobGrain>(submissionId);

    /// <summary>Starts the grains of all submissions that have not ended, as each silo does when it starts.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task StartOpenAsync(CancellationToken cancellationToken = default)
    {
        var open = await store.ListAsync(VideoJobStates.Open, budget: null, cancellationToken).ConfigureAwait(false);
        await StartAsync(open.Where(static record => record.Request is not null)).ConfigureAwait(false);
    }

    private async Task StartAsync(IEnumerable<SubmissionRecord> records)
    {
        foreach (var chunk in records.Chunk(GrainsAtOnce))
        {
            await Task.WhenAll(chunk.Select(record => GetJob(record.Id).StartAsync())).ConfigureAwait(false);
        }
    }

    private SubmissionRecord CreateRecord(Guid id, NanoGptRequest request, SubmissionBudget? budget)
    {
        var findings = request.Validate();
        if (findings.Any(static finding => finding.Severity == FindingSeverity.Error))
        {
            throw new RequestInvalidException(request.Model.Id, findings);
        }

        var json = request.ToJson();
        return SubmissionRecord.Plan(id, StoredRequest.Read(json), time.GetUtcNow()) with
        {
            Request = json,
            Budget = budget?.Name,
            Price = request.EstimateCost().Maximum,
        };
    }
}
