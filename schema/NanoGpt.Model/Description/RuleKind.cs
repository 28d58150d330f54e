namespace NanoGpt;

/// <summary>Specifies what a rule demands.</summary>
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
