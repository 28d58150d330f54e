using System.Collections.Immutable;
using System.Text;

namespace NanoGpt.Analyzers.Metadata;

/// <summary>
/// Reads the condition notation: <c>Resolution=R1792x1024|R720p &amp; ProMode=true &amp; Duration>=8 &amp; Image &amp; !Audio</c>.
/// Attributes may be written by hand and are half-typed at times, so what does not fit gives no clauses instead of an exception.
/// </summary>
internal sealed class ConditionParser
{
    private readonly string text;
    private int position;

    private ConditionParser(string text) => this.text = text;

    /// <summary>All clauses; none for null or an empty text; default if the text is broken.</summary>
    public static ImmutableArray<Clause> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return ImmutableArray<Clause>.Empty;
        }

        var parser = new ConditionParser(text!);
        var clauses = ImmutableArray.CreateBuilder<Clause>();
        while (true)
        {
            parser.SkipBlanks();
            if (parser.ReadClause() is not { } clause)
            {
                return default;
            }

            clauses.Add(clause);
            parser.SkipBlanks();
            if (parser.IsAtEnd)
            {
                return clauses.ToImmutable();
            }

            if (!parser.Take('&'))
            {
                return default;
            }
        }
    }

    private bool IsAtEnd => position >= text.Length;

    private Clause? ReadClause()
    {
        var isUnset = Take('!');
        var start = position;
        while (!IsAtEnd && (char.IsLetterOrDigit(text[position]) || text[position] == '_'))
        {
            position++;
        }

        if (position == start)
        {
            return null;
        }

        var property = text.Substring(start, position - start);
        if (isUnset)
        {
            return new Clause(property, ClauseKind.IsUnset, ImmutableArray<string>.Empty);
        }

        SkipBlanks();
        ClauseKind kind;
        if (Take('>'))
        {
            kind = Take('=') ? ClauseKind.AtLeast : ClauseKind.Above;
        }
        else if (Take('<'))
        {
            kind = Take('=') ? ClauseKind.AtMost : ClauseKind.Below;
        }
        else if (Take('='))
        {
            kind = ClauseKind.IsOneOf;
        }
        else
        {
            return new Clause(property, ClauseKind.IsSet, ImmutableArray<string>.Empty);
        }

        var values = ImmutableArray.CreateBuilder<string>();
        do
        {
            SkipBlanks();
            if (ReadValue() is not { } value)
            {
                return null;
            }

            values.Add(value);
            SkipBlanks();
        }
        while (kind == ClauseKind.IsOneOf && Take('|'));

        return new Clause(property, kind, values.ToImmutable());
    }

    private string? ReadValue()
    {
        if (Take('\''))
        {
            return ReadQuoted();
        }

        var start = position;
        while (!IsAtEnd && text[position] is not ('|' or '&' or ' '))
        {
            position++;
        }

        return position > start ? text.Substring(start, position - start) : null;
    }

    private string? ReadQuoted()
    {
        var value = new StringBuilder();
        while (!IsAtEnd)
        {
            var c = text[position++];
            if (c != '\'')
            {
                value.Append(c);
            }
            else if (Take('\''))
            {
                value.Append('\'');
            }
            else
            {
                return value.ToString();
            }
        }

        return null;
    }

    private void SkipBlanks()
    {
        while (!IsAtEnd && text[position] == ' ')
        {
            position++;
        }
    }

    private bool Take(char c)
    {
        if (!IsAtEnd && text[position] == c)
        {
            position++;
            return true;
        }

        return false;
    }
}
