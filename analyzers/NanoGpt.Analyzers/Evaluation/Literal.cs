using System.Globalization;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents a comparison of a term with a constant, or its negation.</summary>
internal sealed record Literal(Term Term, Relation Relation, object? Value, bool Holds)
{
    /// <summary>Creates a comparison in normal form: Boolean terms are only compared with <c>true</c>.</summary>
    public static Literal Create(Term term, Relation relation, object? value, bool holds = true) =>
        term.IsBoolean && relation == Relation.Equal && value is false
            ? new Literal(term, relation, true, !holds)
            : new Literal(term, relation, value, holds);

    public Literal Negated => this with { Holds = !Holds };

    public bool IsOpposite(Literal other) =>
        Holds != other.Holds && Term == other.Term && Relation == other.Relation && Numbers.AreEqual(Value, other.Value);

    public bool IsAboutNull => Relation == Relation.Equal && Value is null;

    /// <summary>Returns the text for messages, such as <c>mode is not Fast</c> or <c>count is greater than 5</c>.</summary>
    public override string ToString() => (Relation, Holds) switch
    {
        (Relation.Equal, _) when Term.IsBoolean => $"{Term.DisplayText} is {(Holds ? "true" : "false")}",
        (Relation.Equal, true) => $"{Term.DisplayText} is {Format(Value)}",
        (Relation.Equal, false) => $"{Term.DisplayText} is not {Format(Value)}",
        (Relation.Less, true) => $"{Term.DisplayText} is less than {Format(Value)}",
        (Relation.Less, false) => $"{Term.DisplayText} is at least {Format(Value)}",
        (_, true) => $"{Term.DisplayText} is greater than {Format(Value)}",
        _ => $"{Term.DisplayText} is at most {Format(Value)}",
    };

    public bool Equals(Literal? other) =>
        other is not null && Holds == other.Holds && Term == other.Term && Relation == other.Relation
            && Numbers.AreEqual(Value, other.Value);

    public override int GetHashCode() => Term.GetHashCode() ^ (int)Relation ^ (Holds ? 64 : 0);

    private string Format(object? value)
    {
        var member = Term.Type?.WithoutNullable() is { TypeKind: TypeKind.Enum } type
            ? type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field =>
                field.HasConstantValue && Numbers.AreEqual(field.ConstantValue, value))
            : null;
        return member?.Name ?? value switch
        {
            null => "null",
            bool truth => truth ? "true" : "false",
            string text => $"\"{text}\"",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
    }
}

/// <summary>Specifies how a literal compares a term with a constant. The other three comparisons are negations.</summary>
internal enum Relation
{
    Equal,
    Less,
    Greater,
}
