namespace NanoGpt.Schema.Model;

/// <summary>What <c>provider.yaml</c> says: who answers, where, and within which limits.</summary>
public sealed record ProviderSpec
{
    /// <summary>The provider's id, which is also its folder's name.</summary>
    public required string Id { get; init; }

    /// <summary>The provider's name as people write it.</summary>
    public required string Title { get; init; }

    /// <summary>One sentence.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The address that request paths are appended to.</summary>
    public string BaseUrl { get; init; } = "";

    /// <summary>Other addresses of the same service.</summary>
    public EquatableArray<string> Hosts { get; init; }

    /// <summary>The request field that carries our submission id, or null if the provider has none.</summary>
    public string? SubmissionId { get; init; }

    /// <summary>What every C# type of its models starts with, so that two providers' types never meet; empty for none.</summary>
    public string TypePrefix { get; init; } = "";

    /// <summary>Whether links to media may be http; else they must be https.</summary>
    public bool HttpLinks { get; init; }

    /// <summary>Limits for all models.</summary>
    public LimitsSpec Limits { get; init; } = new();

    /// <summary>The documents and records that facts come from.</summary>
    public EquatableArray<SourceSpec> Sources { get; init; }

    /// <summary>Points on which sources disagree about several models, each of which names them.</summary>
    public EquatableArray<SharedDisputeSpec> Disputes { get; init; }
}

/// <summary>Limits of a provider. Null means that no source gives one.</summary>
public sealed record LimitsSpec
{
    /// <summary>Decoded bytes of one data URL.</summary>
    public long? UploadBytes { get; init; }

    /// <summary>Length of a source video, in seconds.</summary>
    public decimal? SourceVideoSeconds { get; init; }

    /// <summary>Length of a prompt, in UTF-16 code units.</summary>
    public int? PromptCharacters { get; init; }

    /// <summary>Submissions in a minute.</summary>
    public int? SubmitsPerMinute { get; init; }

    /// <summary>Extensions in a minute.</summary>
    public int? ExtendsPerMinute { get; init; }

    /// <summary>Recover requests in a minute.</summary>
    public int? RecoversPerMinute { get; init; }

    /// <summary>All requests in a second.</summary>
    public int? RequestsPerSecond { get; init; }
}

/// <summary>A document or record that facts come from.</summary>
/// <param name="Id">What <c>sources</c> name it by.</param>
/// <param name="Title">What it is.</param>
/// <param name="Date">When it was written or recorded, as <c>yyyy-MM</c> or <c>yyyy-MM-dd</c>.</param>
public sealed record SourceSpec(string Id, string Title, string? Date);

/// <summary>A dispute that several models have.</summary>
/// <param name="Id">What <c>disputes</c> of a model name it by, kebab-case.</param>
/// <param name="Dispute">What it is about.</param>
public sealed record SharedDisputeSpec(string Id, DisputeSpec Dispute);
