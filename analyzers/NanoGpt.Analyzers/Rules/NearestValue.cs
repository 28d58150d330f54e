using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Finds the allowed value that is closest to one that is not allowed, as a C# expression.</summary>
internal static class NearestValue
{
    // Larger numbers are no slips of a digit.
    private const decimal Largest = 1_000_000_000_000;

    /// <summary>
    /// Returns the closest listed number, or the closest of the range and the step; <see langword="null"/> if there is none.
    /// </summary>
    public static string? Number(FieldModel field, decimal number)
    {
        var info = field.Info;
        if (!info.Values.IsEmpty)
        {
            return field.ExpressionOf(info.Values.Select(value => FieldDomain.ScalarOf(info, value)).OrderBy(value =>
                Distance(value.Number, number)).First());
        }

        var nearest = info.Min is { } min && number < min ? min : info.Max is { } max && number > max ? max : number;
        if (Math.Abs(nearest) > Largest)
        {
            return null;
        }

        if (info.Step is { } step)
        {
            var start = info.Min ?? 0;
            nearest = start + (Math.Round((nearest - start) / step, MidpointRounding.AwayFromZero) * step);
            nearest = nearest > info.Max ? nearest - step : nearest;
        }

        // A limit that is excluded has no closest number.
        return FieldDomain.InRange(info, nearest) ? field.ExpressionOf(Scalar.Of(nearest)) : null;
    }

    /// <summary>Returns the closest member of the enum of a closed set.</summary>
    public static string? Choice(FieldModel field, int choice) => field.Info.Values.IsEmpty ? null
        : field.ExpressionOf(Scalar.Of(field.Info.Values[Math.Max(0, Math.Min(choice, field.Info.Values.Count - 1))].Wire));

    // half, so that it is always a decimal
    private static decimal Distance(decimal left, decimal right) => Math.Abs((left / 2) - (right / 2));
}
