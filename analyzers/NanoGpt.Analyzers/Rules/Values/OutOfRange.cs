using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Values;

/// <summary>A number lies outside what the model takes.</summary>
internal sealed class OutOfRange : ValueRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.OutOfRange, "A number is out of range", "{0}", Categories.Values, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "The model does not take this number.", helpLinkUri: RuleIds.HelpLink(RuleIds.OutOfRange));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override bool Concerns(FieldModel field) => field.Range is not null && field.AllowedValues.IsEmpty;

    protected override RequestDiagnostic? Check(FieldModel field, FieldState state, string name, object value) =>
        Numbers.ToDouble(value) is { } number && !double.IsNaN(number) && !double.IsInfinity(number) && !field.Range!.Contains(number)
            ? Found(field, state, name, Words.OutOfRange(field, name, value), NearestValue.In(field, number))
            : null;
}
