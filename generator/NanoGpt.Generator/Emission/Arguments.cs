using System.Text;

namespace NanoGpt.Generator.Emission;

/// <summary>The arguments of one emitted call: some by position, then those that differ from their defaults by name.</summary>
internal sealed class Arguments
{
    // Most calls fit.
    private readonly StringBuilder text = new(128);

    /// <summary>A text by position.</summary>
    public Arguments Add(string? text) => Code(Escape.Literal(text));

    /// <summary>An expression by position.</summary>
    public Arguments Code(string expression)
    {
        Next().Append(expression);
        return this;
    }

    /// <summary>A text by name, unless it is null.</summary>
    public Arguments Text(string name, string? text) => text is null ? this : Named(name, Escape.Literal(text));

    /// <summary>A number by name, unless it is null.</summary>
    public Arguments Number(string name, decimal? number) => number is { } value ? Named(name, Escape.Number(value)) : this;

    /// <summary>A truth by name, unless it is the default.</summary>
    public Arguments Flag(string name, bool value, bool unless = false) =>
        value == unless ? this : Named(name, value ? "true" : "false");

    /// <summary>Writes them with commas in between.</summary>
    public void AppendTo(StringBuilder code) => code.Append(text);

    private Arguments Named(string name, string expression)
    {
        Next().Append(name).Append(": ").Append(expression);
        return this;
    }

    private StringBuilder Next() => text.Length == 0 ? text : text.Append(", ");
}
