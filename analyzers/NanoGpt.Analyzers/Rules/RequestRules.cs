using System.Collections.Immutable;
using NanoGpt.Analyzers.Rules.Combinations;
using NanoGpt.Analyzers.Rules.Media;
using NanoGpt.Analyzers.Rules.Models;
using NanoGpt.Analyzers.Rules.Money;
using NanoGpt.Analyzers.Rules.Values;

namespace NanoGpt.Analyzers.Rules;

/// <summary>All rules about a request's values, in the order in which a request's own validation reports.</summary>
internal static class RequestRules
{
    public static ImmutableArray<RequestRule> All { get; } = ImmutableArray.Create<RequestRule>(
        new RequiredMissing(),
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
        new SeveralMediaForOneRole(),
        new AdditionalFieldKnown(),
        new RuleBroken(),
        new NoneOfGroup(),
        new TwoOfExclusive(),
        new CostDriverUnset());
}
