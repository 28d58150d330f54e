using System.Globalization;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Values;

/// <summary>Finds the legal value that is closest to an illegal one, as C#.</summary>
internal static class NearestValue
{
    /// <summary>The closest number of a range and its grid; null if there is none that can be named.</summary>
    public static string? In(FieldModel field, double number)
    {
        if (!field.AllowedValues.IsEmpty)
        {
            return Among(field, number);
        }

        var nearest = field.Range is { } range ? Math.Min(Math.Max(number, range.Min), range.Max) : number;
        if (field.Step is { } step)
        {
            var origin = OffStep.Origin(field);
            nearest = origin + (Math.Round((nearest - origin) / step, MidpointRounding.AwayFromZero) * step);
            nearest = field.Range is { } bounds && nearest > bounds.Max ? nearest - step : nearest;
        }

        // A bound that is excluded has no neighbour.
        return field.Range is null || field.Range.Contains(nearest) ? Spell(field, nearest) : null;
    }

    /// <summary>The closest listed number or member.</summary>
    public static string? Among(FieldModel field, object value)
    {
        if (Numbers.ToDouble(value) is not { } number)
        {
            return null;
        }

        if (field.Enum is { } @enum)
        {
            var nearest = @enum.GetMembers().OfType<IFieldSymbol>()
                .Where(static member => member.HasConstantValue)
                .OrderBy(member => Math.Abs((Numbers.ToDouble(member.ConstantValue) ?? double.MaxValue) - number))
                .FirstOrDefault();
            return nearest is null ? null : $"{@enum.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{nearest.Name}";
        }

        var listed = field.AllowedValues.Select(Numbers.ToDouble).OfType<double>().ToList();
        return listed.Count == 0 ? null : Spell(field, listed.OrderBy(allowed => Math.Abs(allowed - number)).First());
    }

    private static string Spell(FieldModel field, double number) =>
        field.ValueType.SpecialType == SpecialType.System_Double
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : ((long)number).ToString(CultureInfo.InvariantCulture);
}
