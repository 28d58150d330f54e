using NanoGpt.Extensions.AI.Functions;

namespace NanoGpt.Extensions.AI.Operations;

/// <summary>Finds the services and the submissions in their stores.</summary>
internal sealed class ServiceList(IReadOnlyList<VideoService> services, VideoToolOptions options)
{
    private static readonly SubmissionState[] AllStates = Enum.GetValues<SubmissionState>();

    private string BudgetPrefix => options.BudgetName + " ";

    /// <summary>Returns the name of the budget of a day.</summary>
    public string BudgetOf(DateTimeOffset time) =>
        BudgetPrefix + time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Returns the service of a provider.</summary>
    /// <exception cref="ToolException">There is no client for the provider.</exception>
    public VideoService Find(string provider) => services.FirstOrDefault(service => service.Provider == provider)
        ?? throw new ToolException(ToolErrors.ServiceFailed, $"There is no client for the provider '{provider}'.");

    /// <summary>Returns the stores; one that several services share is returned once.</summary>
    public IReadOnlyList<ISubmissionStore> OpenStores() => [.. services.Select(static service => service.OpenStore()).Distinct()];

    /// <summary>Returns the submissions of agents, the last first.</summary>
    public async Task<IReadOnlyList<SubmissionRecord>> ListAsync(CancellationToken cancellationToken)
    {
        var records = new List<SubmissionRecord>();
        foreach (var store in OpenStores())
        {
            records.AddRange(await store.ListAsync(AllStates, budget: null, cancellationToken).ConfigureAwait(false));
        }

        return [.. records.Where(IsOwn).OrderByDescending(static record => record.SubmittedAt)];
    }

    /// <summary>Returns a submission of an agent by its id, or by the id of its job.</summary>
    /// <exception cref="ToolException">There is no such submission.</exception>
    public async Task<SubmissionRecord> FindAsync(string id, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken).ConfigureAwait(false))
            .FirstOrDefault(record => record.RunId == id || record.Id == RequestIds.ToGuid(id))
        ?? throw new ToolException(ToolErrors.UnknownJob, "There is no such job: call list_jobs.");

    // A shared store also contains the submissions of others.
    private bool IsOwn(SubmissionRecord record) => record.Budget?.StartsWith(BudgetPrefix, StringComparison.Ordinal) == true;
}
