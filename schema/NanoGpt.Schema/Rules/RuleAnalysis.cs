namespace NanoGpt.Schema.Rules;

/// <summary>
/// Asks what the rules of a model mean together: which never apply, which cannot be kept, which values they shut out.
/// </summary>
/// <remarks>
/// Exact by trying every combination of the states that the fields can be in as far as the rules can tell. Rules that share no
/// field are tried apart. Where even so there are too many combinations nothing is claimed.
/// </remarks>
public static class RuleAnalysis
{
    /// <summary>Steps that one group of rules may cost: combinations times pairs of rules.</summary>
    public const int DefaultWork = 2_000_000;

    /// <summary>Analyses the rules of a model.</summary>
    /// <param name="inputs">The fields.</param>
    /// <param name="rules">The rules; all that they name is among the fields.</param>
    /// <param name="work">Steps that one group of rules may cost.</param>
    public static IReadOnlyList<RuleFinding> Analyse(IReadOnlyList<FieldInfo> inputs, IReadOnlyList<RuleInfo> rules, int work = DefaultWork)
    {
        var findings = new List<RuleFinding>();
        if (rules.Count == 0)
        {
            return findings;
        }

        foreach (var group in RuleGroup.Split(inputs, rules))
        {
            group.Analyse(work, findings);
        }

        return findings;
    }
}

/// <summary>What is odd about rules.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Rule">The rule; for a value, the first rule that has to do with it.</param>
/// <param name="Other">The rule that it meets.</param>
/// <param name="Field">The field.</param>
/// <param name="Value">The value; null where the field cannot be set at all.</param>
public sealed record RuleFinding(RuleFindingKind Kind, RuleInfo Rule, RuleInfo? Other = null, FieldInfo? Field = null, string? Value = null);

/// <summary>The kinds of <see cref="RuleFinding"/>.</summary>
public enum RuleFindingKind
{
    /// <summary>No request meets its conditions.</summary>
    NeverApplies,

    /// <summary>Every request keeps it.</summary>
    WithoutEffect,

    /// <summary>No request keeps it.</summary>
    AlwaysBroken,

    /// <summary>It forbids a required field in every request.</summary>
    ForbidsRequired,

    /// <summary>Whoever meets and keeps one breaks the other.</summary>
    Contradiction,

    /// <summary>Each can be kept, but not all together.</summary>
    NoValidRequest,

    /// <summary>No valid request has the value.</summary>
    Unreachable,
}
