namespace NanoGpt.Schema.Model;

/// <summary>Represents a model of the directory, with facts that only the directory and the generator use.</summary>
public sealed record ModelDefinition : ModelInfo
{
    /// <summary>Gets the C# name with the prefix of the provider and without <c>Request</c>: <c>Sora2</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>Gets one or two sentences about the model.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets the type name of the model that replaces this one; <see langword="null"/> if it is unknown.</summary>
    public string? SuccessorTypeName { get; init; }

    /// <summary>
    /// Gets a value that indicates whether a request type is generated. A removed model has none if its fields are not known, or
    /// if another model has the name of one of its types.
    /// </summary>
    public bool HasRequestType { get; init; } = true;

    /// <summary>Gets properties that no request field contains.</summary>
    public EquatableArray<FactSpec> Facts { get; init; }

    /// <summary>Gets the quality of the documentation: <c>low</c>, <c>high</c>, or <see langword="null"/> for medium.</summary>
    public string? Confidence { get; init; }

    /// <summary>Gets the ids of the sources.</summary>
    public EquatableArray<string> Sources { get; init; }

    /// <summary>Gets the contradictions between sources.</summary>
    public EquatableArray<DisputeSpec> Disputes { get; init; }

    /// <summary>Gets facts that have no key of their own.</summary>
    public EquatableArray<string> Notes { get; init; }

    /// <summary>Gets the name of the generated type: <c>Sora2Request</c>.</summary>
    public string RequestType => TypeName + "Request";
}

/// <summary>Represents a property of a model that no request field contains.</summary>
/// <param name="Name">The name, such as <c>privacy</c>.</param>
/// <param name="Value">The value as text.</param>
public sealed record FactSpec(string Name, string Value);

/// <summary>Represents a contradiction between sources.</summary>
/// <param name="About">The field, or a word such as <c>modes</c>.</param>
/// <param name="Claims">The statement of each source.</param>
/// <param name="Resolved">The decision in the directory and its reason.</param>
public sealed record DisputeSpec(string About, EquatableArray<ClaimSpec> Claims, string Resolved);

/// <summary>Represents the statement of a source.</summary>
/// <param name="Source">The id of the source.</param>
/// <param name="Claim">The statement.</param>
public sealed record ClaimSpec(string Source, string Claim);
