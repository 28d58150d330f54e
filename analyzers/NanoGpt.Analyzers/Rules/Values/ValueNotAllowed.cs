using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Values;

/// <summary>A number is not among those that the model takes, or an enum has no such member.</summary>
internal sealed class ValueNotAllowed : ValueRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.ValueNotAllowed, "A value is not among the allowed ones", "{0}", Categories.Values, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "The model takes only the listed values.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.ValueNotAllowed));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override bool Concerns(FieldModel field) => field.Kind == FieldKind.Choice || !field.AllowedValues.IsEmpty;

    protected override RequestDiagnostic? Check(FieldModel field, FieldState state, string name, object value)
    {
        var isAllowed = field.Kind == FieldKind.Choice
            ? field.MemberOf(value) is not null
            : field.AllowedValues.Any(allowed => Numbers.AreEqual(allowed, value));
        return isAllowed ? null : Found(field, state, name, Words.NotAllowed(field, name, value), NearestValue.Among(field, value));
    }
}
