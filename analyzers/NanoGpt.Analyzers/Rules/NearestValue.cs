using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Finds the allowed value that is closest to one that is not allowed, as a C# expression.</summary>
internal static class NearestValue
{
    // Larger numbers are unlikely to be typing errors.
    private const decimal MaxMagnitude = 1_000_000_000_000;

    /// <summary>Returns the closest allowed number, or <see langword="null"/> if there is none.</summary>
    public static string? FindNumber(FieldModel field, decimal number)
    {
        var info = field.Info;
        if (!info.Values.IsEmpty)
        {
            return field.GetExpression(info.Values.Select(value => FieldDomain.ScalarOf(info, value))
                .OrderBy(value => Distance(value.Number, number)).First());
        }

        var nearest = info.Min is { } min && number < min ? min : info.Max is { } max && number > max ? max : number;
        if (Math.Abs(nearest) > MaxMagnitude)
        {
            return null;
        }

        if (info.Step is { } step)
        {
            var start = info.Min ?? 0;
            nearest = start + (Math.Round((nearest - start) / step, MidpointRounding.AwayFromZero) * step);
            nearest = nearest > info.Max ? nearest - step : nearest;
        }

        // An exclusive limit has no closest number.
        return FieldDomain.InRange(info, nearest) ? field.GetExpression(Scalar.Of(nearest)) : null;
    }

    /// <summary>Returns the member that is closest to an undefined enum value.</summary>
    public static string? FindMember(FieldModel field, int choice) => field.Info.Values.IsEmpty ? null
        : field.GetExpression(Scalar.Of(field.Info.Values[Math.Max(0, Math.Min(choice, field.Info.Values.Count - 1))].Wire));

    // Half the distance, because the full distance may exceed the range of decimal.
    private static decimal Distance(decimal left, decimal right) => Math.Abs((left / 2) - (right / 2));
}
