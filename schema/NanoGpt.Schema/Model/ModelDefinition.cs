namespace NanoGpt.Schema.Model;

/// <summary>Represents a model of the directory: its description, and what only the directory and the generator need beside it.</summary>
public sealed record ModelDefinition : ModelInfo
{
    /// <summary>
    /// Gets the C# name without <c>Request</c>, with the prefix of the provider: <c>Sora2</c>. Enums are named after it: <c>Sora2Resolution</c>.
    /// </summary>
    public required string TypeName { get; init; }

    /// <summary>Gets one or two sentences about the model.</summary>
    public required string Summary { get; init; }

    /// <summary>
    /// Gets the C# name, without <c>Request</c>, of the model that replaces this one; <see langword="null"/> if it is not in the directory.
    /// </summary>
    public string? SuccessorTypeName { get; init; }

    /// <summary>Gets how well the model is documented: <c>low</c>, <c>high</c>, or <see langword="null"/> for the usual.</summary>
    public string? Confidence { get; init; }

    /// <summary>Gets the ids of the sources.</summary>
    public EquatableArray<string> Sources { get; init; }

    /// <summary>Gets the points on which the sources disagree.</summary>
    public EquatableArray<DisputeSpec> Disputes { get; init; }

    /// <summary>Gets facts that have no key of their own.</summary>
    public EquatableArray<string> Notes { get; init; }

    /// <summary>Gets the name of the generated type: <c>Sora2Request</c>.</summary>
    public string RequestType => TypeName + "Request";
}

/// <summary>A point on which sources disagree.</summary>
/// <param name="About">A field, or a word such as <c>modes</c>.</param>
/// <param name="Claims">What each source says.</param>
/// <param name="Resolved">What the directory does, and why.</param>
public sealed record DisputeSpec(string About, EquatableArray<ClaimSpec> Claims, string Resolved);

/// <summary>What one source says.</summary>
public sealed record ClaimSpec(string Source, string Claim);
