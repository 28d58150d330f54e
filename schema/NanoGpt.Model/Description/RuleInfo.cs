namespace NanoGpt;

/// <summary>Describes a rule between the fields of a request.</summary>
public sealed record RuleInfo
{
    /// <summary>Gets the id, which is unique in the model.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the reason for the rule in one sentence.</summary>
    public required string Because { get; init; }

    /// <summary>Gets the kind of the rule.</summary>
    public required RuleKind Kind { get; init; }

    /// <summary>Gets the conditions that must all hold for the rule to apply; empty if it always applies.</summary>
    public EquatableArray<ConditionInfo> When { get; init; }

    /// <summary>Gets the conditions of a <see cref="RuleKind.Require"/> or <see cref="RuleKind.Forbid"/> rule.</summary>
    public EquatableArray<ConditionInfo> Conditions { get; init; }

    /// <summary>
    /// Gets the names of the fields of a <see cref="RuleKind.RequireAny"/> or <see cref="RuleKind.AtMostOne"/> rule.
    /// </summary>
    public EquatableArray<string> Fields { get; init; }

    /// <summary>Gets the requirements of the rule as conditions. A field becomes the condition that it is set.</summary>
    public EquatableArray<ConditionInfo> Requirements => Kind is RuleKind.Require or RuleKind.Forbid
        ? Conditions
        : Fields.Select(static name => new ConditionInfo(name, ConditionOperator.IsSet, default)).ToEquatableArray();

    /// <summary>Gets a value that indicates whether a violation is a warning and not an error.</summary>
    public bool IsWarning { get; init; }

    /// <summary>
    /// Gets the ids of the sources if they differ from those of the model; empty if the description was read from generated code.
    /// </summary>
    public EquatableArray<string> Sources { get; init; }

    /// <summary>Returns whether a request to which the rule applies satisfies it.</summary>
    /// <param name="held">The number of <see cref="Requirements"/> that hold for the request.</param>
    public bool IsSatisfied(int held) => Kind switch
    {
        RuleKind.Require => held == Conditions.Count,
        RuleKind.Forbid => held == 0,
        RuleKind.RequireAny => held > 0,
        _ => held < 2,
    };
}

/// <summary>Specifies what a rule requires.</summary>
public enum RuleKind
{
    /// <summary>All conditions must hold.</summary>
    Require,

    /// <summary>No condition may hold.</summary>
    Forbid,

    /// <summary>At least one field must be set.</summary>
    RequireAny,

    /// <summary>At most one field may be set.</summary>
    AtMostOne,
}
