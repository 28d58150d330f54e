using System.Globalization;

namespace NanoGpt.CodeFixes;

/// <summary>
/// Sets the properties that another property requires, or removes one of the properties that exclude each other.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CompanionFix))]
public sealed class CompanionFix() : TextFix(FindingCodes.RuleBroken, FindingCodes.SeveralOfGroup)
{
    /// <summary>The equivalence key of the fix that sets properties.</summary>
    public const string SetKey = "NanoGpt.SetCompanion";

    /// <summary>The prefix of the equivalence key of the fix that removes a property. The name of the property follows.</summary>
    public const string RemoveKey = "NanoGpt.Remove.";

    private protected override IEnumerable<FixCandidate> GetCandidates(FixPlace place, CancellationToken cancellationToken)
    {
        if (place.Creation is not { } creation)
        {
            yield break;
        }

        var set = place.GetEntries(FixKeys.Set)
            .Select(entry => (entry.Name, Expression: GetExpression(creation, place, entry.Name, entry.Expression))).ToList();
        if (set.Count > 0)
        {
            var title = string.Join(" and ", set.Select(static entry => $"{entry.Name} to {entry.Expression}"));
            yield return new FixCandidate($"Set {title}", SetKey, InitializerEdit.Set(creation, place, set));
        }

        foreach (var (name, _) in place.GetEntries(FixKeys.Remove))
        {
            yield return new FixCandidate($"Remove {name}", RemoveKey + name, InitializerEdit.Remove(creation, place, name));
        }
    }

    // A value that one branch of a conditional expression requires is set for that branch only. It may increase the price.
    private static string GetExpression(ExpressionSyntax creation, FixPlace place, string name, string expression)
    {
        if (place.Node is not AssignmentExpressionSyntax { Left: var property, Right: ConditionalExpressionSyntax choice }
            || !place.CanRemove(choice.Condition) || IsReported(choice.WhenTrue) == IsReported(choice.WhenFalse))
        {
            return expression;
        }

        var isTrue = IsReported(choice.WhenTrue);
        var condition = choice.Condition.ToString();
        var other = InitializerEdit.Find(creation, name)?.Right.ToString() ?? "null";
        return expression == "true" && other is "null" or "false" ? isTrue ? condition
            : choice.Condition is IdentifierNameSyntax ? $"!{condition}" : $"!({condition})"
            : $"{condition} ? {(isTrue ? expression : other)} : {(isTrue ? other : expression)}";

        bool IsReported(ExpressionSyntax branch) => place.Diagnostic.GetMessage(CultureInfo.InvariantCulture)
            .Contains($"{property} = {(branch as MemberAccessExpressionSyntax)?.Name ?? branch} ");
    }
}
