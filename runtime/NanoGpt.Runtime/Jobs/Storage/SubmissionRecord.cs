namespace NanoGpt;

/// <summary>Represents a submission in an <see cref="ISubmissionStore"/>.</summary>
/// <param name="Id">The submission id.</param>
/// <param name="Model">The id of the model.</param>
/// <param name="SubmittedAt">The time at which it was last sent; until then, at which it was planned.</param>
public sealed record SubmissionRecord(Guid Id, string Model, DateTimeOffset SubmittedAt)
{
    /// <summary>Creates the record of a request that is to be sent, with its model, provider and hash.</summary>
    /// <param name="id">The submission id.</param>
    /// <param name="request">The request.</param>
    /// <param name="plannedAt">The time.</param>
    public static SubmissionRecord Plan(Guid id, VideoRequest request, DateTimeOffset plannedAt)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new(id, request.Model.Id, plannedAt)
        {
            Provider = request is VeniceRequest ? Providers.Venice : Providers.NanoGpt,
            Hash = RequestJson.Fingerprint(request),
        };
    }

    /// <summary>Gets the state.</summary>
    public SubmissionState State { get; init; }

    /// <summary>
    /// Gets the fencing number. Each claim and each send has a higher one than the last. A store ignores changes with an old one.
    /// </summary>
    public long Fence { get; init; }

    /// <summary>Gets the id of the provider.</summary>
    public string Provider { get; init; } = Providers.NanoGpt;

    /// <summary>Gets a hash that identifies the request and does not reveal it; null if it is unknown.</summary>
    public string? Hash { get; init; }

    /// <summary>
    /// Gets the request for the worker that sends it, as JSON of the caller's choice; null if the workers know it. It contains
    /// the prompt. Prefer links to media, because a store keeps this text.
    /// </summary>
    public string? Request { get; init; }

    /// <summary>Gets the name of the budget; null for none.</summary>
    public string? Budget { get; init; }

    /// <summary>Gets the highest price; null if it is unknown. A submission with a budget requires it.</summary>
    public decimal? Price { get; init; }

    /// <summary>Gets the amount that the service charged, in the currency of the price; null if it is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Gets the id of the job; null if there is none.</summary>
    public string? RunId { get; init; }

    /// <summary>Gets the id of the extended job; null if the submission is not an extension.</summary>
    public string? Extends { get; init; }

    /// <summary>Gets the only link to the video, which the service returns once; null for none. It is a secret.</summary>
    public Uri? DownloadLink { get; init; }

    /// <summary>Gets the id of the request, as the service returned it; null if it is unknown.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the reason of a rejection or failure; null for none.</summary>
    public string? Error { get; init; }

    /// <summary>Returns the job, to continue with it; null if there is none.</summary>
    /// <param name="client">The client of the provider.</param>
    public VideoJob? FindJob(IVideoClient client) => RunId is not { } runId
        ? null
        : new VideoJob(client, runId, Model)
        {
            Provider = Provider,
            SubmissionId = Id,
            SubmittedAt = SubmittedAt,
            DownloadLink = DownloadLink,
            RequestId = RequestId,
        };

    /// <summary>Gets the amount that counts against the budget.</summary>
    public decimal BudgetAmount => SubmissionTransitions.ShareOf(State) switch
    {
        BudgetShare.Reserved => Price ?? 0,
        BudgetShare.Spent => Cost ?? Price ?? 0,
        _ => 0,
    };
}

/// <summary>Represents a limit of the total cost of submissions.</summary>
/// <param name="Name">The name, which identifies the budget in its store.</param>
/// <param name="Limit">The limit. A later plan may state another one.</param>
public sealed record SubmissionBudget(string Name, decimal Limit);

/// <summary>Represents the use of a budget.</summary>
/// <param name="Reserved">The prices of submissions without a known outcome.</param>
/// <param name="Spent">The costs of submissions that have a job.</param>
public readonly record struct BudgetUse(decimal Reserved, decimal Spent)
{
    /// <summary>Gets the sum of both amounts.</summary>
    public decimal Total => Reserved + Spent;
}
