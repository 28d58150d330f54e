using System.Text;

namespace NanoGpt.Schema.Tests.Kit;

/// <summary>A text in which <c>{|NGPT020:durration|}</c> says that this issue is expected at exactly this token.</summary>
internal sealed record Markup(string Text, IReadOnlyList<Mark> Marks)
{
    public static Markup Parse(string marked)
    {
        var text = new StringBuilder();
        var marks = new List<Mark>();
        var open = new Stack<(string Id, int Start)>();
        for (var i = 0; i < marked.Length; i++)
        {
            if (marked[i] == '{' && i + 9 < marked.Length && marked[i + 1] == '|' && marked.AsSpan(i + 2).StartsWith("NGPT"))
            {
                open.Push((marked.Substring(i + 2, 7), text.Length));
                i += 9;
            }
            else if (marked[i] == '|' && i + 1 < marked.Length && marked[i + 1] == '}' && open.Count > 0)
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

/// <summary>An expected issue.</summary>
internal sealed record Mark(string Id, int Start, int Length);
