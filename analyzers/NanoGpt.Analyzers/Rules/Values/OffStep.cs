using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Values;

/// <summary>A number does not lie on the grid of those that the model takes.</summary>
internal sealed class OffStep : ValueRule
{
    // Steps such as 0.1 are no exact binary fractions.
    private const double Tolerance = 1e-6;

    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.OffStep, "A number is off its step", "{0}", Categories.Values, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "The model takes numbers in steps.", helpLinkUri: RuleIds.HelpLink(RuleIds.OffStep));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override bool Concerns(FieldModel field) => field.Step is not null && field.AllowedValues.IsEmpty;

    protected override RequestDiagnostic? Check(FieldModel field, FieldState state, string name, object value)
    {
        if (Numbers.ToDouble(value) is not { } number || double.IsNaN(number) || double.IsInfinity(number) || field.Range?.Contains(number) == false)
        {
            return null;
        }

        var steps = (number - Origin(field)) / field.Step!.Value;
        return Math.Abs(steps - Math.Round(steps)) < Tolerance
            ? null
            : Found(field, state, name, Words.OffStep(field, name, value, Origin(field)), NearestValue.In(field, number));
    }

    internal static double Origin(FieldModel field) => field.Range is { HasMin: true } range ? range.Min : 0;
}
