using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoGpt.Evaluation;
using NanoGpt.Tables;

namespace NanoGpt.Analyzers.Metadata;

/// <summary>
/// Represents a request type, or the type of a nested group of fields, as its constant <c>Table</c> describes it.
/// </summary>
internal sealed class RequestModel
{
    private readonly FieldModel?[] fields;

    private RequestModel(ModelInfo info, bool isGroup, FieldModel?[] fields)
    {
        Info = info;
        this.fields = fields;
        Evaluator = new RequestEvaluator(info);
        HasRules = !isGroup && Evaluator.HasChecks;
        CostDrivers = fields.OfType<FieldModel>().Where(static field => field.Info.IsCostDriver).ToImmutableArray();
    }

    public ModelInfo Info { get; }

    public RequestEvaluator Evaluator { get; }

    /// <summary>Gets a value that indicates whether the model demands anything between its fields; groups do not.</summary>
    public bool HasRules { get; }

    /// <summary>Gets the fields that affect the price.</summary>
    public ImmutableArray<FieldModel> CostDrivers { get; }

    /// <summary>Gets the fields that have a property, in the order of the definition.</summary>
    public IEnumerable<FieldModel> Fields => fields.OfType<FieldModel>();

    /// <summary>Reads the table of a type.</summary>
    /// <returns>
    /// <see langword="null"/> if the type has none, or one that this version cannot read: code may be half typed, and a library
    /// may be newer.
    /// </returns>
    public static RequestModel? Read(INamedTypeSymbol type, bool isGroup, KnownTypes types)
    {
        if (ConstantOf(type, "Table") is not { } table)
        {
            return null;
        }

        try
        {
            var info = isGroup ? ModelInfo.Unknown("", type.Name) with { Fields = ModelTable.ReadFields(table) }
                : ModelTable.Read(table);
            return new RequestModel(info, isGroup, [.. info.Fields.Select(field => FieldOf(field, type, types))]);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Returns a constant text of a type; <see langword="null"/> if the type has none of that name.</summary>
    public static string? ConstantOf(INamedTypeSymbol type, string name) =>
        type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault() is { HasConstantValue: true, ConstantValue: string text }
            ? text : null;

    /// <summary>Returns the field at an index of the description; <see langword="null"/> if it has no property.</summary>
    public FieldModel? FieldAt(int index) => fields[index];

    /// <summary>Returns the field of a name; <see langword="null"/> if it has no property.</summary>
    /// <param name="name">The name of the field, or of its property.</param>
    public FieldModel? Field(string name) => Info.IndexOf(name) is var index and >= 0 ? fields[index] : null;

    private static FieldModel? FieldOf(FieldInfo info, INamedTypeSymbol owner, KnownTypes types)
    {
        if (info.Property.Length == 0
            || owner.GetMembers(info.Property).OfType<IPropertySymbol>().FirstOrDefault() is not { } property)
        {
            return null;
        }

        var type = WithoutNullable(property.Type);
        if (type is INamedTypeSymbol { TypeArguments.Length: 1 } list
            && SymbolEqualityComparer.Default.Equals(list.OriginalDefinition, types.ValueList))
        {
            type = WithoutNullable(list.TypeArguments[0]);
        }

        return new FieldModel(info, property, type, types.IsGroup(type));
    }

    private static ITypeSymbol WithoutNullable(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0] : type;
}
