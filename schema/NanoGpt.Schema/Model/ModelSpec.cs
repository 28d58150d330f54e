namespace NanoGpt.Schema.Model;

/// <summary>Everything that is known about one model.</summary>
/// <remarks>
/// The generator's cache depends on this: a spec and all it holds are immutable, compare by value, and carry no spans, paths
/// or text of the file beyond the facts. A file in which only a comment moved gives an equal spec, and nothing is emitted anew.
/// </remarks>
public sealed record ModelSpec
{
    /// <summary>The provider's id.</summary>
    public required string Provider { get; init; }

    /// <summary>The model's id, as the wire spells it.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// The C# name without <c>Request</c>, with the provider's prefix: <c>Sora2</c>. Enums are named from it: <c>Sora2Resolution</c>.
    /// </summary>
    public required string TypeName { get; init; }

    /// <summary>The model's name as people write it.</summary>
    public required string Title { get; init; }

    /// <summary>One or two sentences.</summary>
    public required string Summary { get; init; }

    /// <summary>Whether it can be used.</summary>
    public ModelStatus Status { get; init; }

    /// <summary>Since when it is deprecated or removed, if a source says so.</summary>
    public string? Since { get; init; }

    /// <summary>The id of the model that replaces it.</summary>
    public string? Successor { get; init; }

    /// <summary>The C# name, without <c>Request</c>, of the model that replaces it; null if that is not in the directory.</summary>
    public string? SuccessorTypeName { get; init; }

    /// <summary>What it can do, as the file spells it: <c>text-to-video</c>.</summary>
    public EquatableArray<string> Modes { get; init; }

    /// <summary>The fields that it takes, in the file's order, fixed ones included.</summary>
    public EquatableArray<FieldSpec> Inputs { get; init; }

    /// <summary>What must hold between fields.</summary>
    public EquatableArray<RuleSpec> Rules { get; init; }

    /// <summary>How many videos one job gives.</summary>
    public int Outputs { get; init; } = 1;

    /// <summary>Recorded prices; null if unknown.</summary>
    public PricingSpec? Pricing { get; init; }

    /// <summary>How well it is documented: <c>low</c>, <c>high</c>, or null for the usual.</summary>
    public string? Confidence { get; init; }

    /// <summary>Ids of the sources.</summary>
    public EquatableArray<string> Sources { get; init; }

    /// <summary>Where the sources disagree.</summary>
    public EquatableArray<DisputeSpec> Disputes { get; init; }

    /// <summary>Facts that have no key of their own.</summary>
    public EquatableArray<string> Notes { get; init; }

    /// <summary>The generated type's name: <c>Sora2Request</c>.</summary>
    public string RequestType => TypeName + "Request";

    /// <summary>Finds a field by its semantic name.</summary>
    public FieldSpec? FindInput(string name)
    {
        foreach (var input in Inputs)
        {
            if (string.Equals(input.Name, name, StringComparison.Ordinal))
            {
                return input;
            }
        }

        return null;
    }
}

/// <summary>Whether a model can be used.</summary>
public enum ModelStatus
{
    /// <summary>It can.</summary>
    Active,

    /// <summary>It still can, but something replaces it.</summary>
    Deprecated,

    /// <summary>It cannot any more.</summary>
    Removed,
}

/// <summary>A point on which sources disagree.</summary>
/// <param name="About">A field, or a word such as <c>modes</c>.</param>
/// <param name="Claims">What each source says.</param>
/// <param name="Resolved">What the directory does, and why.</param>
public sealed record DisputeSpec(string About, EquatableArray<ClaimSpec> Claims, string Resolved);

/// <summary>What one source says.</summary>
public sealed record ClaimSpec(string Source, string Claim);
