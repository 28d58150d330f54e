using NanoGpt.Evaluation;
using NanoGpt.Tables;

namespace NanoGpt.Analyzers.Metadata;

/// <summary>Represents a request type or a field group as described by its constant <c>Table</c>.</summary>
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

    /// <summary>Gets a value that indicates whether the model has rules about combinations of fields. Groups have none.</summary>
    public bool HasRules { get; }

    /// <summary>Gets the fields that affect the price.</summary>
    public ImmutableArray<FieldModel> CostDrivers { get; }

    /// <summary>Gets the fields that have a property, in the order of the definition.</summary>
    public IEnumerable<FieldModel> Fields => fields.OfType<FieldModel>();

    /// <summary>Reads the table of a type, or returns <see langword="null"/> in incomplete code or for a newer format.</summary>
    public static RequestModel? Read(INamedTypeSymbol type, bool isGroup, KnownTypes types)
    {
        if (GetConstant(type, "Table") is not { } table)
        {
            return null;
        }

        try
        {
            var info = isGroup
                ? ModelInfo.Unknown("", type.Name) with { Fields = ModelTable.ReadFields(table) }
                : ModelTable.Read(table);
            return new RequestModel(info, isGroup, [.. info.Fields.Select(field => FindField(field, type, types))]);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Returns the value of a string constant of a type, or <see langword="null"/> if there is none.</summary>
    public static string? GetConstant(INamedTypeSymbol type, string name) =>
        type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault() is { HasConstantValue: true, ConstantValue: string text }
            ? text
            : null;

    /// <summary>Returns the field at an index of the definition, or <see langword="null"/> if it has no property.</summary>
    public FieldModel? FieldAt(int index) => fields[index];

    /// <summary>Returns the field with a name or property name, or <see langword="null"/> if it has no property.</summary>
    public FieldModel? FindField(string name) => Info.IndexOf(name) is var index and >= 0 ? fields[index] : null;

    private static FieldModel? FindField(FieldInfo info, INamedTypeSymbol owner, KnownTypes types)
    {
        if (info.Property.Length == 0
            || owner.GetMembers(info.Property).OfType<IPropertySymbol>().FirstOrDefault() is not { } property)
        {
            return null;
        }

        var type = property.Type.WithoutNullable();
        if (type is INamedTypeSymbol { TypeArguments.Length: 1 } list
            && SymbolEqualityComparer.Default.Equals(list.OriginalDefinition, types.ValueList))
        {
            type = list.TypeArguments[0].WithoutNullable();
        }

        return new FieldModel(info, property, type, types.IsGroup(type));
    }
}
