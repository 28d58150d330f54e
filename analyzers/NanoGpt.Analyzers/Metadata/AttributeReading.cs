using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NanoGpt.Analyzers.Metadata;

/// <summary>Reads arguments of an attribute that may be half typed.</summary>
internal static class AttributeReading
{
    public static bool IsNamed(this AttributeData attribute, string name) =>
        string.Equals(attribute.AttributeClass?.Name, name, StringComparison.Ordinal);

    public static string? Text(this AttributeData attribute, int index) => Argument(attribute, index) as string;

    public static double? Number(this AttributeData attribute, int index) => Numbers.ToDouble(Argument(attribute, index));

    public static object? Named(this AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (string.Equals(argument.Key, name, StringComparison.Ordinal) && argument.Value.Kind != TypedConstantKind.Array)
            {
                return argument.Value.Value;
            }
        }

        return null;
    }

    /// <summary>The items of a <c>params</c> argument.</summary>
    public static ImmutableArray<object> Items(this AttributeData attribute)
    {
        var items = ImmutableArray.CreateBuilder<object>();
        foreach (var argument in attribute.ConstructorArguments)
        {
            if (argument.Kind != TypedConstantKind.Array)
            {
                continue;
            }

            foreach (var item in argument.Values.IsDefault ? ImmutableArray<TypedConstant>.Empty : argument.Values)
            {
                if (item.Kind != TypedConstantKind.Array && item.Value is { } value)
                {
                    items.Add(value);
                }
            }
        }

        return items.ToImmutable();
    }

    private static object? Argument(AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[index].Kind != TypedConstantKind.Array
            ? attribute.ConstructorArguments[index].Value
            : null;
}
