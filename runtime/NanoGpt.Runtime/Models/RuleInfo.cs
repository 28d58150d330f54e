namespace NanoGpt;

/// <summary>What must hold between the fields of a model.</summary>
public sealed class RuleInfo
{
    internal RuleInfo(string id, RuleKind kind, ConditionInfo[] when, ConditionInfo[] conditions, FieldInfo[] fields, string because, bool isWarning)
    {
        Id = id;
        Kind = kind;
        When = when;
        Conditions = conditions;
        Fields = fields;
        Because = because;
        IsWarning = isWarning;
    }

    /// <summary>Unique in the model.</summary>
    public string Id { get; }

    /// <summary>What it demands.</summary>
    public RuleKind Kind { get; }

    /// <summary>All of these must hold for the rule to apply; empty means that it always does.</summary>
    public IReadOnlyList<ConditionInfo> When { get; }

    /// <summary>What <see cref="RuleKind.Require"/> and <see cref="RuleKind.Forbid"/> speak of.</summary>
    public IReadOnlyList<ConditionInfo> Conditions { get; }

    /// <summary>What <see cref="RuleKind.RequireAny"/> and <see cref="RuleKind.AtMostOne"/> speak of.</summary>
    public IReadOnlyList<FieldInfo> Fields { get; }

    /// <summary>Why, in one sentence.</summary>
    public string Because { get; }

    /// <summary>Whether breaking it is only worth a warning.</summary>
    public bool IsWarning { get; }
}
