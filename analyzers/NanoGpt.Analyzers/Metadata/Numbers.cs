using System.Globalization;

namespace NanoGpt.Analyzers.Metadata;

/// <summary>Converts and compares constants of any numeric type.</summary>
internal static class Numbers
{
    public static double? ToDouble(object? value) => value switch
    {
        int i => i,
        long l => l,
        double d => d,
        float f => f,
        decimal m => (double)m,
        byte or sbyte or short or ushort or uint or ulong => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        char c => c,
        _ => null,
    };

    /// <summary>Converts a constant to the decimal number of its literal, or null if it is not a finite number.</summary>
    public static decimal? ToDecimal(object? value) => value switch
    {
        double or float => ExactNumber.TryCreate(ToDouble(value)!.Value, out var number) ? number : null,
        char c => c,
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal =>
            Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Converts a constant to an integer, or null if it is none. Boolean values are 1 and 0.</summary>
    public static decimal? ToInteger(object? value) => value is bool truth ? truth ? 1 : 0
        : ToDecimal(value) is { } number && number == decimal.Truncate(number) ? number
        : null;

    /// <summary>Returns the range of an integral type, enum, <see cref="char"/> or <see cref="bool"/>; otherwise null.</summary>
    public static (decimal Low, decimal High)? IntegerRange(ITypeSymbol type) =>
        UnderlyingType(type).SpecialType switch
        {
            SpecialType.System_Boolean => (0, 1),
            SpecialType.System_Char => (char.MinValue, char.MaxValue),
            SpecialType.System_SByte => (sbyte.MinValue, sbyte.MaxValue),
            SpecialType.System_Byte => (byte.MinValue, byte.MaxValue),
            SpecialType.System_Int16 => (short.MinValue, short.MaxValue),
            SpecialType.System_UInt16 => (ushort.MinValue, ushort.MaxValue),
            SpecialType.System_Int32 => (int.MinValue, int.MaxValue),
            SpecialType.System_UInt32 => (uint.MinValue, uint.MaxValue),
            SpecialType.System_Int64 => (long.MinValue, long.MaxValue),
            SpecialType.System_UInt64 => (ulong.MinValue, ulong.MaxValue),
            _ => null,
        };

    /// <summary>Converts a constant as C# does, or returns null if the conversion may overflow or is not numeric.</summary>
    public static object? ConvertTo(object value, ITypeSymbol type)
    {
        if (IntegerRange(type) is { } range)
        {
            if (type.SpecialType == SpecialType.System_Boolean)
            {
                return value as bool?;
            }

            // Truncates toward zero.
            return value is not bool && ToDouble(value) is (> -1e19 and < 1e19) and var number
                && decimal.Truncate(value is double or float ? (decimal)number : ToDecimal(value)!.Value) is var integer
                && integer >= range.Low && integer <= range.High
                ? OfType(integer, type)
                : null;
        }

        return type.SpecialType switch
        {
            SpecialType.System_Double when value is decimal or not (float or bool or string) => ToDouble(value),
            SpecialType.System_Double when value is float single => (double)single,
            SpecialType.System_Single when ToDouble(value) is { } number => (float)number,
            SpecialType.System_Decimal when value is not (float or double or bool) => ToDecimal(value),
            SpecialType.System_String => value as string,
            _ => null,
        };
    }

    /// <summary>Returns an integer as a constant of a type, as the compiler represents it.</summary>
    public static object? OfType(decimal integer, ITypeSymbol type) => UnderlyingType(type).SpecialType switch
    {
        SpecialType.System_Boolean => integer != 0,
        SpecialType.System_Int32 => (int)integer,
        SpecialType.System_Int64 => (long)integer,
        SpecialType.System_Char => (char)integer,
        SpecialType.System_Byte => (byte)integer,
        SpecialType.System_SByte => (sbyte)integer,
        SpecialType.System_Int16 => (short)integer,
        SpecialType.System_UInt16 => (ushort)integer,
        SpecialType.System_UInt32 => (uint)integer,
        SpecialType.System_UInt64 => (ulong)integer,
        _ => null,
    };

    /// <summary>Compares two numbers, or returns null if one is none or NaN.</summary>
    public static int? Compare(object? left, object? right) =>
        left is double or float || right is double or float
            ? ToDouble(left) is { } a && ToDouble(right) is { } b && !double.IsNaN(a) && !double.IsNaN(b) ? a.CompareTo(b) : null
            : ToDecimal(left) is { } x && ToDecimal(right) is { } y ? x.CompareTo(y)
            : null;

    public static bool AreEqual(object? left, object? right) =>
        Equals(left, right) || (ToDouble(left) is { } a && ToDouble(right) is { } b && a.Equals(b));

    private static ITypeSymbol UnderlyingType(ITypeSymbol type) => (type as INamedTypeSymbol)?.EnumUnderlyingType ?? type;
}
