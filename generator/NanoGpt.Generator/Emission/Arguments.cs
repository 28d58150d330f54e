namespace NanoGpt.Generator.Emission;

/// <summary>The arguments of one emitted call: some by position, then those that differ from their defaults by name.</summary>
internal sealed class Arguments
{
    private readonly List<string> arguments = [];

    /// <summary>A text by position.</summary>
    public Arguments Add(string? text) => Code(Escape.Literal(text));

    /// <summary>An expression by position.</summary>
    public Arguments Code(string expression)
    {
        arguments.Add(expression);
        return this;
    }

    /// <summary>A text by name, unless it is null.</summary>
    public Arguments Text(string name, string? text) => text is null ? this : Code($"{name}: {Escape.Literal(text)}");

    /// <summary>A number by name, unless it is null.</summary>
    public Arguments Number(string name, decimal? number) => number is null ? this : Code($"{name}: {Escape.Number(number.Value)}");

    /// <summary>A truth by name, unless it is the default.</summary>
    public Arguments Flag(string name, bool value, bool unless = false) =>
        value == unless ? this : Code($"{name}: {(value ? "true" : "false")}");

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", arguments);
}
