using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules.Members;

/// <summary>Finds the enum member that a value of another type, or the name of no member, probably means.</summary>
internal static class EnumMistake
{
    public static MemberMistake? Describe(FieldModel field, SemanticModel model, ExpressionSyntax value)
    {
        var constant = model.GetConstantValue(value);
        var word = constant.HasValue ? constant.Value as string : GetMemberName(field, model, value);
        if (!constant.HasValue && word is null && model.GetTypeInfo(value).Type is null or IErrorTypeSymbol)
        {
            return null;
        }

        var members = field.ValueType.GetMembers().OfType<IFieldSymbol>().Where(static member => member.HasConstantValue)
            .Select(static member => member.Name).ToList();
        var nearest = word is null ? FindNumber(field, Numbers.ToDecimal(constant.Value), isExact: false)
            : FindMember(field, members, word) ?? FindNumber(field, ParseNumber(field, word), isExact: true);
        if (nearest is null && !constant.HasValue && value is IdentifierNameSyntax && word is not null)
        {
            // A name alone may be that of a missing variable.
            return null;
        }

        var shown = constant.HasValue || word is not null ? value.ToString()
            : "a " + model.GetTypeInfo(value).Type!.ToDisplayString();
        var hint = nearest is null ? "." : ": " + NearestWord.Hint(nearest, "");
        return new MemberMistake(
            value, $"{field.Name} takes {Alternatives.Join(members)}, not {shown}{hint}",
            nearest is null ? null : $"{field.TypeExpression}.{nearest}");
    }

    // Returns the last name of Sora2Resolution.R1080p, Resolution.R720p or R720p.
    private static string? GetMemberName(FieldModel field, SemanticModel model, ExpressionSyntax value) => value switch
    {
        IdentifierNameSyntax name when model.GetSymbolInfo(name).Symbol is null => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: var type, Name.Identifier.ValueText: var name }
            when type.ToString() == field.Name
                || model.GetSymbolInfo(type).Symbol is null or ITypeSymbol { TypeKind: TypeKind.Enum } => name,
        _ => null,
    };

    // A member is known by its name and by the value that is sent.
    private static string? FindMember(FieldModel field, List<string> members, string word)
    {
        var byName = members.ToDictionary(static member => member, StringComparer.Ordinal);
        foreach (var value in field.Info.IsClosed ? field.Info.Values : default)
        {
            if (byName.ContainsKey(value.Member) && !byName.ContainsKey(value.Wire))
            {
                byName.Add(value.Wire, value.Member);
            }
        }

        return byName.TryGetValue(word, out var exact) ? exact
            : NearestWord.Find(word, byName.Keys) is { } nearest ? byName[nearest]
            : null;
    }

    private static decimal? ParseNumber(FieldModel field, string text) =>
        field.Info.IsNumeric && decimal.TryParse(
            field.Info.WithoutUnit(text), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string? FindNumber(FieldModel field, decimal? number, bool isExact)
    {
        var expression = number is not { } value || !field.Info.IsNumeric || field.Info.IsClosed ? null
            : isExact ? field.GetExpression(Scalar.Of(value))
            : Remedies.FindNearestNumber(field.Info, value) is { } nearest ? field.GetExpression(nearest)
            : null;
        return expression?.Substring(expression.LastIndexOf('.') + 1);
    }
}
