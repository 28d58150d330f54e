namespace NanoGpt.Schema.Rules;

/// <summary>Finds rules that never apply, rules that no request can satisfy, and values that the rules exclude.</summary>
/// <remarks>
/// The analysis evaluates every combination of the distinguishable states of the fields, and is therefore exact. Rules without a
/// common field are analyzed separately. A group of rules with too many combinations is not analyzed.
/// </remarks>
public static class RuleAnalysis
{
    /// <summary>The default limit of steps for one group of rules: combinations times pairs of rules.</summary>
    public const int DefaultWork = 2_000_000;

    /// <summary>Analyzes the rules of a model.</summary>
    /// <param name="inputs">The fields.</param>
    /// <param name="rules">The rules, which refer to these fields only.</param>
    /// <param name="work">The limit of steps for one group of rules.</param>
    public static IReadOnlyList<RuleFinding> Analyse(
        IReadOnlyList<FieldInfo> inputs, IReadOnlyList<RuleInfo> rules, int work = DefaultWork)
    {
        var findings = new List<RuleFinding>();
        if (rules.Count > 0)
        {
            RuleGroup.Split(inputs, rules).ForEach(group => group.Analyse(work, findings));
        }

        return findings;
    }
}

/// <summary>Represents a result of the analysis of rules.</summary>
/// <param name="Kind">The kind of the result.</param>
/// <param name="Rule">The rule; for a value, the first rule about its field.</param>
/// <param name="Other">The rule that contradicts it.</param>
/// <param name="Field">The field.</param>
/// <param name="Value">The value; <see langword="null"/> if the field cannot be set.</param>
public sealed record RuleFinding(
    RuleFindingKind Kind, RuleInfo Rule, RuleInfo? Other = null, FieldInfo? Field = null, string? Value = null);

/// <summary>Specifies the kind of a <see cref="RuleFinding"/>.</summary>
public enum RuleFindingKind
{
    /// <summary>No request satisfies the conditions of the rule.</summary>
    NeverApplies,

    /// <summary>Every request satisfies the rule.</summary>
    WithoutEffect,

    /// <summary>No request satisfies the rule.</summary>
    AlwaysBroken,

    /// <summary>The rule forbids a required field in every request.</summary>
    ForbidsRequired,

    /// <summary>A request to which one rule applies cannot satisfy both rules.</summary>
    Contradiction,

    /// <summary>Requests can satisfy each rule, but not all rules.</summary>
    NoValidRequest,

    /// <summary>No valid request has the value.</summary>
    Unreachable,
}
