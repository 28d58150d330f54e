using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Values;

/// <summary>Only some sources allow a value.</summary>
internal sealed class DisputedValue : ValueRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.DisputedValue, "A value is disputed", "{0}", Categories.Values, DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "Sources disagree on whether the model takes this value.", helpLinkUri: RuleIds.HelpLink(RuleIds.DisputedValue));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override bool Concerns(FieldModel field) => field.HasDisputedMembers;

    protected override RequestDiagnostic? Check(FieldModel field, FieldState state, string name, object value)
    {
        var isDisputed = field.MemberOf(value) is { } member && member.GetAttributes().Any(static attribute => attribute.IsNamed("DisputedAttribute"));
        return isDisputed ? Found(field, state, name, Words.Disputed(field, name, value)) : null;
    }
}
