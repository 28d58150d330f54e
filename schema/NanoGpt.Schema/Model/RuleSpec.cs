namespace NanoGpt.Schema.Model;

/// <summary>What must hold between the fields of a request.</summary>
public sealed record RuleSpec
{
    /// <summary>Unique in the model, kebab-case.</summary>
    public required string Id { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Because { get; init; }

    /// <summary>What it demands.</summary>
    public required RuleKind Kind { get; init; }

    /// <summary>All of these must hold for the rule to apply; empty means that it always does.</summary>
    public EquatableArray<Condition> When { get; init; }

    /// <summary>For <see cref="RuleKind.Require"/> and <see cref="RuleKind.Forbid"/>: the conditions.</summary>
    public EquatableArray<Condition> Conditions { get; init; }

    /// <summary>For <see cref="RuleKind.RequireAny"/> and <see cref="RuleKind.AtMostOne"/>: the fields' names.</summary>
    public EquatableArray<string> Fields { get; init; }

    /// <summary>Whether breaking it is only worth a warning.</summary>
    public bool IsWarning { get; init; }

    /// <summary>Ids of the sources, where they differ from the model's.</summary>
    public EquatableArray<string> Sources { get; init; }
}

/// <summary>What a rule demands.</summary>
public enum RuleKind
{
    /// <summary>All conditions must hold.</summary>
    Require,

    /// <summary>No condition may hold.</summary>
    Forbid,

    /// <summary>At least one field must be set.</summary>
    RequireAny,

    /// <summary>No two fields may be set.</summary>
    AtMostOne,
}

/// <summary>A test on one field.</summary>
/// <param name="Field">The field's semantic name.</param>
/// <param name="Operator">The kind of test.</param>
/// <param name="Values">What it is compared with: one or more for <see cref="ConditionOperator.IsOneOf"/>, one for comparisons, none for set and unset.</param>
public sealed record Condition(string Field, ConditionOperator Operator, EquatableArray<Scalar> Values);

/// <summary>The kinds of <see cref="Condition"/>.</summary>
public enum ConditionOperator
{
    /// <summary>The field, or its default, has one of the values.</summary>
    IsOneOf,

    /// <summary>The field is in the request.</summary>
    IsSet,

    /// <summary>The field is not in the request.</summary>
    IsUnset,

    /// <summary>Greater than the value.</summary>
    Above,

    /// <summary>Greater than or equal to the value.</summary>
    AtLeast,

    /// <summary>Less than the value.</summary>
    Below,

    /// <summary>Less than or equal to the value.</summary>
    AtMost,
}
