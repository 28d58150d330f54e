namespace NanoGpt.Schema.Model;

/// <summary>Describes a provider, as read from <c>provider.yaml</c>.</summary>
public sealed record ProviderSpec
{
    /// <summary>Gets the id of the provider, which is also the name of its folder.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the display name of the provider.</summary>
    public required string Title { get; init; }

    /// <summary>Gets one sentence about the provider.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Gets the base address of requests.</summary>
    public string BaseUrl { get; init; } = "";

    /// <summary>Gets other addresses of the same service.</summary>
    public EquatableArray<string> Hosts { get; init; }

    /// <summary>Gets the request field for the submission id of the client; <see langword="null"/> if there is none.</summary>
    public string? SubmissionId { get; init; }

    /// <summary>Gets the prefix of the C# types of its models, which separates providers; empty for none.</summary>
    public string TypePrefix { get; init; } = "";

    /// <summary>Gets a value that indicates whether links to media may use http. Otherwise they must use https.</summary>
    public bool HttpLinks { get; init; }

    /// <summary>Gets the limits for all models.</summary>
    public LimitsSpec Limits { get; init; } = new();

    /// <summary>Gets the documents and records that are the sources of facts.</summary>
    public EquatableArray<SourceSpec> Sources { get; init; }

    /// <summary>Gets the contradictions between sources that several models refer to.</summary>
    public EquatableArray<SharedDisputeSpec> Disputes { get; init; }
}

/// <summary>Describes the limits of a provider. <see langword="null"/> means that a limit is unknown.</summary>
public sealed record LimitsSpec
{
    /// <summary>Gets the maximum size of a data URL in bytes after decoding.</summary>
    public long? UploadBytes { get; init; }

    /// <summary>Gets the maximum duration of a source video in seconds.</summary>
    public decimal? SourceVideoSeconds { get; init; }

    /// <summary>Gets the maximum length of a prompt in UTF-16 code units.</summary>
    public int? PromptCharacters { get; init; }

    /// <summary>Gets the maximum number of submissions per minute.</summary>
    public int? SubmitsPerMinute { get; init; }

    /// <summary>Gets the maximum number of extensions per minute.</summary>
    public int? ExtendsPerMinute { get; init; }

    /// <summary>Gets the maximum number of recover requests per minute.</summary>
    public int? RecoversPerMinute { get; init; }

    /// <summary>Gets the maximum number of requests per second.</summary>
    public int? RequestsPerSecond { get; init; }
}

/// <summary>Represents a document or record that is the source of facts.</summary>
/// <param name="Id">The id that models refer to.</param>
/// <param name="Title">The title.</param>
/// <param name="Date">The date on which it was written or recorded, as <c>yyyy-MM</c> or <c>yyyy-MM-dd</c>.</param>
public sealed record SourceSpec(string Id, string Title, string? Date);

/// <summary>Represents a dispute that several models refer to.</summary>
/// <param name="Id">The id that models refer to, in kebab case.</param>
/// <param name="Dispute">The dispute.</param>
public sealed record SharedDisputeSpec(string Id, DisputeSpec Dispute);
