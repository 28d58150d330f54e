using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NanoGpt.Analyzers.Metadata;

/// <summary>What the attributes of a request type, or of a nested group of fields, say.</summary>
internal sealed class RequestModel(INamedTypeSymbol type, ImmutableArray<FieldModel> fields, ImmutableArray<RuleModel> rules)
{
    public INamedTypeSymbol Type { get; } = type;

    /// <summary>The model's id; null for a group and for requests without a model.</summary>
    public string? Id { get; init; }

    /// <summary>What a video costs; null where that is not recorded.</summary>
    public PriceModel? Price { get; init; }

    /// <summary>In the order of declaration.</summary>
    public ImmutableArray<FieldModel> Fields { get; } = fields;

    /// <summary>Those that drive the price.</summary>
    public ImmutableArray<FieldModel> CostDrivers { get; } = fields.RemoveAll(static field => !field.IsCostDriver);

    /// <summary>The texts that name items of other properties.</summary>
    public ImmutableArray<FieldModel> Referencing { get; } = fields.RemoveAll(static field => field.References.IsEmpty);

    public ImmutableArray<RuleModel> Rules { get; } = rules;

    public FieldModel? Field(string name)
    {
        foreach (var field in Fields)
        {
            if (string.Equals(field.Name, name, StringComparison.Ordinal))
            {
                return field;
            }
        }

        return null;
    }
}
