using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;

namespace NanoGpt.Analyzers.Rules.Combinations;

/// <summary>Two properties are set that exclude each other.</summary>
internal sealed class TwoOfExclusive : RequestRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.TwoOfExclusive, "Properties exclude each other", "{0}", Categories.Combinations, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "The model takes at most one of these properties.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.TwoOfExclusive));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(RequestView request, List<RequestDiagnostic> findings)
    {
        foreach (var rule in request.Model.Rules)
        {
            if (rule.AtMostOne.IsEmpty || request.HoldAll(rule.When) != true)
            {
                continue;
            }

            var set = rule.AtMostOne.Where(property => request.Get(property).Presence == Presence.Set).ToList();
            if (set.Count > 1)
            {
                findings.Add(new RequestDiagnostic(Descriptor, rule.Id, Words.ExcludeEachOther(rule), ModelRules.Place(request, Enumerable.Reverse(set)))
                {
                    Concerns = ModelRules.Properties(rule),
                    Severity = ModelRules.SeverityOf(rule),
                    Fix = set.Count == 2
                        ? ImmutableDictionary<string, string?>.Empty.Add(FixKeys.Drop, string.Join(FixKeys.Separator.ToString(), Enumerable.Reverse(set)))
                        : ImmutableDictionary<string, string?>.Empty,
                });
            }
        }
    }
}
