using System.Text;

namespace NanoGpt.Generator.Emission;

/// <summary>One line of an emitted table: a verb, words by position, then by name those that differ from their defaults.</summary>
internal sealed class TableLine
{
    // Most lines fit.
    private readonly StringBuilder text = new(128);

    /// <summary>Begins a line.</summary>
    /// <param name="verb">What it is about: <c>text</c>.</param>
    public TableLine(string verb) => text.Append(verb);

    /// <summary>A word by position.</summary>
    public TableLine Add(string word)
    {
        text.Append(' ').Append(Escape.Word(word));
        return this;
    }

    /// <summary>A word by name, unless it is null.</summary>
    public TableLine Text(string name, string? word)
    {
        if (word is not null)
        {
            text.Append(' ').Append(name).Append('=').Append(Escape.Word(word));
        }

        return this;
    }

    /// <summary>A number by name, unless it is null.</summary>
    public TableLine Number(string name, decimal? number) => Text(name, number is { } value ? Escape.Number(value) : null);

    /// <summary>A truth, if it is one.</summary>
    public TableLine Flag(string name, bool value)
    {
        if (value)
        {
            text.Append(' ').Append(name);
        }

        return this;
    }

    /// <summary>Writes the line.</summary>
    public void AppendTo(StringBuilder code) => code.Append(text);
}
