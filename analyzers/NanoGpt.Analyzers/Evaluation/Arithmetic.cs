using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Computes sums and products of constants, and joins texts.</summary>
internal static class Arithmetic
{
    /// <summary>Returns the result of an operation, or null if it is unknown or may overflow.</summary>
    public static Fact? Compute(BinaryOperatorKind kind, ITypeSymbol? type, Fact left, Fact right)
    {
        if (type?.SpecialType == SpecialType.System_String)
        {
            return kind == BinaryOperatorKind.Add ? Texts.Concat(left, right) : null;
        }

        if (type is null || type.TypeKind == TypeKind.Enum || type.SpecialType == SpecialType.System_Boolean
            || left is not Fact.Constant { Value: { } a } || right is not Fact.Constant { Value: { } b })
        {
            return null;
        }

        object? result = type.SpecialType == SpecialType.System_Double
            ? Numbers.ToDouble(a) is { } x && Numbers.ToDouble(b) is { } y ? Compute(kind, x, y) : null
            : Numbers.IntegerRange(type) is not null && Numbers.ToInteger(a) is { } i && Numbers.ToInteger(b) is { } j
                && Compute(kind, i, j) is { } integer ? Numbers.ConvertTo(integer, type)
            : null;
        return result is null ? null : new Fact.Constant(result);
    }

    private static object? Compute(BinaryOperatorKind kind, double left, double right) => kind switch
    {
        BinaryOperatorKind.Add => left + right,
        BinaryOperatorKind.Subtract => left - right,
        BinaryOperatorKind.Multiply => left * right,
        BinaryOperatorKind.Divide => left / right,
        _ => null,
    };

    // The product of two numbers of 64 bits may exceed the range of decimal.
    private static decimal? Compute(BinaryOperatorKind kind, decimal left, decimal right) => kind switch
    {
        BinaryOperatorKind.Add => left + right,
        BinaryOperatorKind.Subtract => left - right,
        BinaryOperatorKind.Multiply when Math.Abs(left) <= int.MaxValue && Math.Abs(right) <= int.MaxValue => left * right,
        BinaryOperatorKind.Divide when right != 0 => decimal.Truncate(left / right),
        BinaryOperatorKind.Remainder when right != 0 => left % right,
        _ => null,
    };
}
