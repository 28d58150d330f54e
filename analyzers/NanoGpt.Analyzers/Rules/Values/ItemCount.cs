using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Values;

/// <summary>A list has too many or too few items.</summary>
internal sealed class ItemCount : FieldRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.ItemCount, "A list has too many or too few items", "{0}", Categories.Values, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "The model does not take this many items.", helpLinkUri: RuleIds.HelpLink(RuleIds.ItemCount));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override bool Concerns(FieldModel field) => field.IsList && (field.MinItems ?? field.MaxItems) is not null;

    public override void Check(FieldModel field, FieldState state, List<RequestDiagnostic> findings)
    {
        if (state.Fact is Fact.Items { Count: var count } && (count < field.MinItems || count > field.MaxItems))
        {
            findings.Add(Found(field, state, state.Name, Words.ItemCount(field, state.Name, count)));
        }
    }
}
