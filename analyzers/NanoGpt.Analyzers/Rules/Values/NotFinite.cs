using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Values;

/// <summary>A number is infinite or not a number.</summary>
internal sealed class NotFinite : ValueRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.NotFinite, "A number is not finite", "{0}", Categories.Values, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "JSON has no spelling for infinity and NaN.", helpLinkUri: RuleIds.HelpLink(RuleIds.NotFinite));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override bool Concerns(FieldModel field) => field.ValueType.SpecialType == SpecialType.System_Double;

    protected override RequestDiagnostic? Check(FieldModel field, FieldState state, string name, object value) =>
        value is double number && (double.IsNaN(number) || double.IsInfinity(number)) ? Found(field, state, name, Words.NotFinite(name, number)) : null;
}
