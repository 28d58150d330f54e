using System.Collections.Immutable;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Analyzers.Rules.Combinations;
using NanoGpt.Analyzers.Rules.Media;
using NanoGpt.Analyzers.Rules.Models;
using NanoGpt.Analyzers.Rules.Money;
using NanoGpt.Analyzers.Rules.Values;

namespace NanoGpt.Analyzers.Rules;

/// <summary>All rules about what requests hold.</summary>
internal static class RequestRules
{
    private static readonly ImmutableArray<FieldRule> OfFields = ImmutableArray.Create<FieldRule>(
        new OutOfRange(),
        new TextLength(),
        new ItemCount(),
        new ValueNotAllowed(),
        new OffStep(),
        new NotFinite(),
        new DisputedValue(),
        new FormNotAccepted(),
        new LinkOutOfReach(),
        new MalformedData(),
        new FileMissing(),
        new MediumTooLarge(),
        new ContentMismatch(),
        new LinkLong());

    private static readonly ImmutableArray<RequestRule> OfRequests = ImmutableArray.Create<RequestRule>(
        new RequiredMissing(),
        new SeveralMediaForOneRole(),
        new AdditionalFieldKnown(),
        new RuleBroken(),
        new NoneOfGroup(),
        new TwoOfExclusive(),
        new NotAttached(),
        new CostDriverUnset());

    public static IEnumerable<Rule> All => OfFields.Concat<Rule>(OfRequests);

    /// <summary>The rules that have anything to say about a property.</summary>
    public static ImmutableArray<FieldRule> For(FieldModel field) => OfFields.RemoveAll(rule => !rule.Concerns(field));

    /// <summary>What the rules have to say about a request on one path, its groups included.</summary>
    public static List<RequestDiagnostic> Check(RequestView request)
    {
        var findings = new List<RequestDiagnostic>();
        Check(request, findings);
        return findings;
    }

    private static void Check(RequestView request, List<RequestDiagnostic> findings)
    {
        foreach (var field in request.Model.Fields)
        {
            // What nobody set keeps no rule busy.
            if (!field.Rules.IsEmpty && request.Request.Assigned.Find(field.Name) is not null
                && request.Get(field) is { Presence: Presence.Set, Syntax: not null } state)
            {
                foreach (var rule in field.Rules)
                {
                    rule.Check(field, state, findings);
                }
            }
        }

        foreach (var rule in OfRequests)
        {
            rule.Check(request, findings);
        }

        foreach (var (property, group) in request.Nested())
        {
            var first = findings.Count;
            Check(group, findings);
            for (var i = findings.Count - 1; i >= first; i--)
            {
                // A group that is made elsewhere is looked at there.
                if (findings[i].At is { } at && !request.Request.Creation.Contains(at))
                {
                    findings.RemoveAt(i);
                }
                else
                {
                    findings[i] = findings[i] with { Concerns = ImmutableArray.Create(property) };
                }
            }
        }
    }
}
