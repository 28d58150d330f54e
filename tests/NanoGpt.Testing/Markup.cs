using System.Text;

namespace NanoGpt.Testing;

/// <summary>
/// A text with the expected diagnostics marked where they are reported: <c>{|NGPT020:durration|}</c>. Marks may nest.
/// </summary>
/// <param name="Text">The text without the marks.</param>
/// <param name="Marks">The marks in the order of their ends.</param>
public sealed record Markup(string Text, IReadOnlyList<Mark> Marks)
{
    /// <summary>Separates a text and its marks.</summary>
    public static Markup Parse(string marked)
    {
        var text = new StringBuilder();
        var marks = new List<Mark>();
        var open = new Stack<(string Id, int Start)>();
        for (var i = 0; i < marked.Length; i++)
        {
            if (marked.AsSpan(i).StartsWith("{|NGPT"))
            {
                var colon = marked.IndexOf(':', i);
                open.Push((marked[(i + 2)..colon], text.Length));
                i = colon;
            }
            else if (open.Count > 0 && marked.AsSpan(i).StartsWith("|}"))
            {
                var (id, start) = open.Pop();
                marks.Add(new Mark(id, start, text.Length - start));
                i++;
            }
            else
            {
                text.Append(marked[i]);
            }
        }

        return new Markup(text.ToString(), marks);
    }
}

/// <summary>An expected diagnostic.</summary>
/// <param name="Id">The id of its rule.</param>
/// <param name="Start">The offset of its first character.</param>
/// <param name="Length">The number of its characters.</param>
public sealed record Mark(string Id, int Start, int Length);
