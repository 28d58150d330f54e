using System.Text;

namespace NanoGpt.Generator.Emission;

/// <summary>Writes indented lines that end in <c>\n</c>, whatever the machine ends its lines in.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>Writes one line; an empty one is left without indentation.</summary>
    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            text.Append(' ', depth * 4).Append(line);
        }

        text.Append('\n');
    }

    /// <summary>Writes the lines of a raw string, each indented.</summary>
    public void Lines(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            Line(line.TrimEnd('\r'));
        }
    }

    /// <summary>Writes a header, if there is one, and braces around what is written until the result is disposed.</summary>
    public Scope Block(string header, string end = "}")
    {
        if (header.Length > 0)
        {
            Line(header);
        }

        Line("{");
        depth++;
        return new Scope(this, end);
    }

    /// <summary>Indents what is written until the result is disposed.</summary>
    public Scope Indent()
    {
        depth++;
        return new Scope(this, null);
    }

    public override string ToString() => text.ToString();

    /// <summary>The end of a block.</summary>
    public readonly struct Scope(SourceWriter writer, string? end) : IDisposable
    {
        public void Dispose()
        {
            writer.depth--;
            if (end is not null)
            {
                writer.Line(end);
            }
        }
    }
}
