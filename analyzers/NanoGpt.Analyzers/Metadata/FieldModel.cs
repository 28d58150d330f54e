using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Rules;

namespace NanoGpt.Analyzers.Metadata;

/// <summary>One property of a request, with what its attributes say.</summary>
internal sealed class FieldModel(IPropertySymbol property)
{
    public IPropertySymbol Property { get; } = property;

    public string Name => Property.Name;

    /// <summary>The type of one value: without <c>?</c> and, for a list, of one item.</summary>
    public ITypeSymbol ValueType { get; set; } = property.Type;

    public FieldKind Kind { get; set; }

    public bool IsList { get; set; }

    public bool IsRequired => Property.IsRequired;

    public bool IsCostDriver { get; set; }

    public bool IsDisputed { get; set; }

    public NumberRange? Range { get; set; }

    public double? Step { get; set; }

    /// <summary>The allowed numbers where they are listed; empty if any will do.</summary>
    public ImmutableArray<object> AllowedValues { get; set; } = ImmutableArray<object>.Empty;

    public int? MinLength { get; set; }

    public int? MaxLength { get; set; }

    public int? MinItems { get; set; }

    public int? MaxItems { get; set; }

    /// <summary>What the service assumes; null if that is unknown. Enum members are their numbers.</summary>
    public object? Default { get; set; }

    /// <summary>The forms a medium may have; null where no attribute says so.</summary>
    public MediaForms? Accepts { get; set; }

    /// <summary>Whether a link may be http.</summary>
    public bool AcceptsHttp { get; set; }

    public long MaxBytes { get; set; }

    /// <summary>By which markers the text names the items of which properties.</summary>
    public ImmutableArray<ReferenceModel> References { get; set; } = ImmutableArray<ReferenceModel>.Empty;

    /// <summary>The rules that have anything to say about it.</summary>
    public ImmutableArray<FieldRule> Rules { get; set; } = ImmutableArray<FieldRule>.Empty;

    /// <summary>Whether only some sources allow some of its members.</summary>
    public bool HasDisputedMembers { get; set; }

    public INamedTypeSymbol? Enum => Kind == FieldKind.Choice ? ValueType as INamedTypeSymbol : null;

    /// <summary>The member with this number; null if the enum has none.</summary>
    public IFieldSymbol? MemberOf(object number)
    {
        foreach (var member in Enum?.GetMembers() ?? ImmutableArray<ISymbol>.Empty)
        {
            if (member is IFieldSymbol { HasConstantValue: true } field && Numbers.AreEqual(field.ConstantValue, number))
            {
                return field;
            }
        }

        return null;
    }
}
