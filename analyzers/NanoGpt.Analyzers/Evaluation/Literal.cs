using System.Globalization;
using Microsoft.CodeAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>A comparison of a term with a constant, or its negation.</summary>
internal sealed record Literal(Term Term, Relation Relation, object? Value, bool Holds)
{
    /// <summary>Makes the one spelling of a comparison: a truth is compared with <c>true</c> only.</summary>
    public static Literal Of(Term term, Relation relation, object? value, bool holds = true) =>
        term.IsBoolean && relation == Relation.Equal && value is false
            ? new Literal(term, relation, true, !holds)
            : new Literal(term, relation, value, holds);

    public Literal Negated => this with { Holds = !Holds };

    public bool IsOpposite(Literal other) =>
        Holds != other.Holds && Term == other.Term && Relation == other.Relation && Numbers.AreEqual(Value, other.Value);

    public bool IsAboutNull => Relation == Relation.Equal && Value is null;

    /// <summary>As messages say it: <c>wide is true</c>, <c>mode is not Fast</c>, <c>count is greater than 5</c>.</summary>
    public override string ToString() => (Relation, Holds) switch
    {
        (Relation.Equal, _) when Term.IsBoolean => $"{Term.Words} is {(Holds ? "true" : "false")}",
        (Relation.Equal, true) => $"{Term.Words} is {Spell(Value)}",
        (Relation.Equal, false) => $"{Term.Words} is not {Spell(Value)}",
        (Relation.Less, true) => $"{Term.Words} is less than {Spell(Value)}",
        (Relation.Less, false) => $"{Term.Words} is at least {Spell(Value)}",
        (_, true) => $"{Term.Words} is greater than {Spell(Value)}",
        _ => $"{Term.Words} is at most {Spell(Value)}",
    };

    public bool Equals(Literal? other) =>
        other is not null && Holds == other.Holds && Term == other.Term && Relation == other.Relation
            && Numbers.AreEqual(Value, other.Value);

    public override int GetHashCode() => Term.GetHashCode() ^ (int)Relation ^ (Holds ? 64 : 0);

    private string Spell(object? value)
    {
        var type = Term.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : Term.Type;
        if (type is { TypeKind: TypeKind.Enum })
        {
            foreach (var member in type.GetMembers())
            {
                if (member is IFieldSymbol { HasConstantValue: true } field && Numbers.AreEqual(field.ConstantValue, value))
                {
                    return field.Name;
                }
            }
        }

        return value switch
        {
            null => "null",
            bool truth => truth ? "true" : "false",
            string text => $"\"{text}\"",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
    }
}
