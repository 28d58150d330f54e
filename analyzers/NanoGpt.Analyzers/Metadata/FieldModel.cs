using Microsoft.CodeAnalysis.CSharp;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Metadata;

/// <summary>Represents a field of a request type together with its C# property.</summary>
internal sealed class FieldModel(FieldInfo info, IPropertySymbol property, ITypeSymbol valueType, bool isGroup)
{
    public FieldInfo Info { get; } = info;

    public string Name => property.Name;

    /// <summary>Gets the type of a value or list item without <c>?</c>.</summary>
    public ITypeSymbol ValueType { get; } = valueType;

    public bool IsList => Info.List is not null;

    /// <summary>Gets a value that indicates whether the values are field groups.</summary>
    public bool IsGroup { get; } = isGroup;

    /// <summary>Converts a constant value of the property to the input of the rule evaluator.</summary>
    public FieldValue GetValue(object value) => value switch
    {
        string text => FieldValue.Of(text),
        bool truth => FieldValue.Of(truth),
        _ when Numbers.ToDecimal(value) is { } number =>
            !Info.IsClosed ? FieldValue.Of(number)
            : number >= 0 && number < Info.Values.Count ? FieldValue.Of(Info.Values[(int)number].Wire)
            : FieldValue.Set,
        _ => FieldValue.Set,
    };

    /// <summary>Returns a value as a C# expression, or <see langword="null"/> if the property type has no such value.</summary>
    public string? GetExpression(Scalar value)
    {
        if (ValueType.TypeKind != TypeKind.Enum)
        {
            return value.Kind == ScalarKind.Text ? SymbolDisplay.FormatLiteral(value.Text, quote: true) : value.Text;
        }

        var member = ValueType.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(candidate => candidate.HasConstantValue
            && (Info.IsClosed
                ? string.Equals(candidate.Name, Info.FindValue(value)?.Member, StringComparison.Ordinal)
                : Numbers.ToDecimal(candidate.ConstantValue) == value.Number));
        return member is null ? null : $"{TypeExpression}.{member.Name}";
    }

    // SymbolDisplay would do the same. Few compilations use it otherwise, so that its start would take most of an analysis.
    public string TypeExpression => QualifiedName(ValueType);

    private static string QualifiedName(ISymbol symbol) => symbol.ContainingSymbol switch
    {
        null or IModuleSymbol or INamespaceSymbol { IsGlobalNamespace: true } => "global::" + Identifier(symbol.Name),
        var container => QualifiedName(container) + "." + Identifier(symbol.Name),
    };

    private static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
