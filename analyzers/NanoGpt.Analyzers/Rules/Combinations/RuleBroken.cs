using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Combinations;

/// <summary>Values that each are fine do not go together.</summary>
internal sealed class RuleBroken : RequestRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.RuleBroken, "Properties do not go together", "{0}", Categories.Combinations, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "The model has a rule about the combination of these properties.", helpLinkUri: RuleIds.HelpLink(RuleIds.RuleBroken));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(RequestView request, List<RequestDiagnostic> findings)
    {
        foreach (var rule in request.Model.Rules)
        {
            if ((rule.Require.IsEmpty && rule.Forbid.IsEmpty) || request.HoldAll(rule.When) != true)
            {
                continue;
            }

            if (!rule.Require.IsEmpty && request.HoldAll(rule.Require) == false)
            {
                findings.Add(Found(request, rule, rule.Id, Words.Requires(rule), FixRequire(request, rule)));
            }

            foreach (var clause in rule.Forbid)
            {
                if (request.Holds(clause) == true)
                {
                    findings.Add(Found(request, rule, $"{rule.Id} {clause}", Words.Forbids(rule, clause), FixForbid(request, rule, clause)));
                }
            }
        }
    }

    private RequestDiagnostic Found(
        RequestView request, RuleModel rule, string key, string message, ImmutableDictionary<string, string?> fix) =>
        new(Descriptor, key, message, ModelRules.Place(request, rule.Forbid.Concat(rule.When).Concat(rule.Require).Select(static clause => clause.Property)))
        {
            Concerns = ModelRules.Properties(rule),
            Severity = ModelRules.SeverityOf(rule),
            Fix = fix,
        };

    // Set what is asked for, or drop what asks for it.
    private static ImmutableDictionary<string, string?> FixRequire(RequestView request, RuleModel rule)
    {
        var set = new List<string>();
        foreach (var clause in rule.Require)
        {
            if (request.Holds(clause) == false)
            {
                if (Satisfy(request.Model, clause) is not { } entry)
                {
                    set.Clear();
                    break;
                }

                set.Add(entry);
            }
        }

        return Fix(set, Droppable(request, rule.When.Select(static clause => clause.Property)));
    }

    private static ImmutableDictionary<string, string?> FixForbid(RequestView request, RuleModel rule, Clause forbidden) =>
        Fix([], Droppable(request, rule.When.Select(static clause => clause.Property).Prepend(forbidden.Property)));

    private static ImmutableDictionary<string, string?> Fix(List<string> set, List<string> drop)
    {
        var fix = ImmutableDictionary<string, string?>.Empty;
        fix = set.Count > 0 ? fix.Add(FixKeys.Set, string.Join(FixKeys.Separator.ToString(), set)) : fix;
        return drop.Count > 0 ? fix.Add(FixKeys.Drop, string.Join(FixKeys.Separator.ToString(), drop)) : fix;
    }

    // Dropping helps only where the rule then no longer applies: the default would count from there on.
    private static List<string> Droppable(RequestView request, IEnumerable<string> properties) =>
        [.. properties.Distinct(StringComparer.Ordinal).Where(property =>
            request.Model.Field(property) is { IsRequired: false, Default: null }
            && request.Get(property) is { Presence: Presence.Set, Syntax: { } syntax } && request.Request.Creation.Span.Contains(syntax.Span))];

    private static string? Satisfy(RequestModel model, Clause clause)
    {
        if (model.Field(clause.Property) is not { IsList: false } field)
        {
            return null;
        }

        if (clause.Kind == ClauseKind.IsUnset)
        {
            return field.IsRequired ? null : clause.Property + "=null";
        }

        if (clause.Kind is not (ClauseKind.IsOneOf or ClauseKind.AtLeast or ClauseKind.AtMost))
        {
            return null;
        }

        var value = clause.Values[0];
        var expression = field.Kind switch
        {
            FieldKind.Flag => value,
            FieldKind.Text => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(value, quote: true),
            FieldKind.Number => value,
            FieldKind.Choice => Member(field, value),
            _ => null,
        };
        return expression is null ? null : $"{clause.Property}={expression}";
    }

    private static string? Member(FieldModel field, string text)
    {
        var name = field.Enum!.GetMembers(text).IsEmpty && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? field.MemberOf(number)?.Name
            : text;
        return name is null ? null : $"{field.Enum.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{name}";
    }
}
