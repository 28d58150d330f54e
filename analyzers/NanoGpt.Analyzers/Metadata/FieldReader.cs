using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Rules;

namespace NanoGpt.Analyzers.Metadata;

/// <summary>Reads one property of a request type.</summary>
internal static class FieldReader
{
    public static FieldModel Read(IPropertySymbol property, KnownTypes types)
    {
        var field = new FieldModel(property);
        var type = WithoutNullable(property.Type);
        if (type is INamedTypeSymbol { TypeArguments.Length: 1 } list
            && SymbolEqualityComparer.Default.Equals(list.OriginalDefinition, types.ValueList))
        {
            field.IsList = true;
            type = WithoutNullable(list.TypeArguments[0]);
        }

        field.ValueType = type;
        field.Kind = KindOf(type, types);
        foreach (var attribute in property.GetAttributes())
        {
            Apply(attribute, field);
        }

        field.HasDisputedMembers = field.Enum?.GetMembers().Any(static member => member.GetAttributes().Any(IsDisputed)) == true;
        field.Rules = RequestRules.For(field);
        return field;
    }

    private static bool IsDisputed(AttributeData attribute) => attribute.IsNamed("DisputedAttribute");

    private static FieldKind KindOf(ITypeSymbol type, KnownTypes types) => type switch
    {
        { SpecialType: SpecialType.System_String } => FieldKind.Text,
        { SpecialType: SpecialType.System_Boolean } => FieldKind.Flag,
        { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double } => FieldKind.Number,
        { TypeKind: TypeKind.Enum } => FieldKind.Choice,
        _ when types.IsMedia(type) => FieldKind.Media,
        _ when types.FieldGroup is { } group && KnownTypes.DerivesFrom(type, group) => FieldKind.Group,
        _ => FieldKind.Other,
    };

    private static void Apply(AttributeData attribute, FieldModel field)
    {
        switch (attribute.AttributeClass?.Name)
        {
            case "CostDriverAttribute":
                field.IsCostDriver = true;
                break;
            case "DisputedAttribute":
                field.IsDisputed = true;
                break;
            case "RangeAttribute" when attribute.Number(0) is { } min && attribute.Number(1) is { } max:
                field.Range = new NumberRange(min, max, attribute.Named("MinimumIsExclusive") is true, attribute.Named("MaximumIsExclusive") is true);
                break;
            case "StepAttribute":
                field.Step = attribute.Number(0) is > 0 and var step ? step : null;
                break;
            case "StringLengthAttribute":
                field.MaxLength = Limit(attribute.Number(0));
                field.MinLength = Numbers.ToDouble(attribute.Named("MinimumLength")) is > 0 and var length ? (int)length : null;
                break;
            case "MinLengthAttribute":
                SetLengths(field, attribute.Number(0), null);
                break;
            case "MaxLengthAttribute":
                SetLengths(field, null, attribute.Number(0));
                break;
            case "CountAttribute":
                SetLengths(field, attribute.Number(0), attribute.Number(1));
                break;
            case "EachItemAttribute":
                SetItemLimits(field, attribute);
                break;
            case "AllowedValuesAttribute":
                field.AllowedValues = attribute.Items();
                break;
            case "DefaultValueAttribute" when attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Kind != TypedConstantKind.Array:
                field.Default = attribute.ConstructorArguments[0].Value;
                break;
            case "ReferencesAttribute" when attribute.Text(0) is { Length: > 1 } marker && attribute.Text(1) is { } property:
                field.References = field.References.Add(new ReferenceModel(marker, property));
                break;
            case "AcceptsAttribute" when attribute.Number(0) is { } forms:
                field.Accepts = (MediaForms)(int)forms;
                field.AcceptsHttp = attribute.Named("HttpLinks") is true;
                field.MaxBytes = (long)(Numbers.ToDouble(attribute.Named("MaxBytes")) ?? 0);
                break;
        }
    }

    private static void SetItemLimits(FieldModel field, AttributeData attribute)
    {
        field.MinLength = Numbers.ToDouble(attribute.Named("MinLength")) is > 0 and var least ? (int)least : null;
        field.MaxLength = Limit(Numbers.ToDouble(attribute.Named("MaxLength")));
        var min = Numbers.ToDouble(attribute.Named("Min"));
        var max = Numbers.ToDouble(attribute.Named("Max"));
        if ((min ?? max) is not null)
        {
            field.Range = new NumberRange(min ?? int.MinValue, max ?? int.MaxValue, false, false);
        }
    }

    private static void SetLengths(FieldModel field, double? min, double? max)
    {
        if (field.IsList)
        {
            field.MinItems ??= min is > 0 ? (int)min : null;
            field.MaxItems ??= Limit(max);
        }
        else
        {
            field.MinLength ??= min is > 0 ? (int)min : null;
            field.MaxLength ??= Limit(max);
        }
    }

    // int.MaxValue is how an attribute says that there is no limit.
    private static int? Limit(double? max) => max is >= 0 and < int.MaxValue ? (int)max : null;

    private static ITypeSymbol WithoutNullable(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
}
