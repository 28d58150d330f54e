using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using ScalarEvent = YamlDotNet.Core.Events.Scalar;

namespace NanoGpt.Schema.Yaml;

/// <summary>Converts the events of YamlDotNet to nodes with positions.</summary>
/// <remarks>
/// The node tree and the deserializer of YamlDotNet are not used, because they process the input recursively, expand aliases and
/// accept duplicate keys. No other code uses YamlDotNet.
/// </remarks>
internal sealed class YamlReader
{
    private readonly string text;
    private readonly int skipped;
    private readonly YamlLimits limits;
    private readonly IssueList issues;
    private readonly Stack<Frame> open = new();
    private int nodes;
    private YamlNode? root;
    private bool failed;

    private YamlReader(string text, YamlLimits limits, IssueList issues)
    {
        this.text = text;
        this.limits = limits;
        this.issues = issues;
        skipped = text.Length > 0 && text[0] == '\ufeff' ? 1 : 0;
    }

    /// <param name="text">The text of the file.</param>
    /// <param name="content">The expected content, for the message about an empty file.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="issues">The list that receives the issues.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The root; <see langword="null"/> if the text is not a valid map.</returns>
    public static YamlMapping? Read(
        string text, string content, YamlLimits limits, IssueList issues, CancellationToken cancellationToken)
    {
        if (!TextCheck.Check(text, limits, issues))
        {
            return null;
        }

        var reader = new YamlReader(text, limits, issues);
        reader.ReadEvents(cancellationToken);
        return reader.failed ? null : reader.Root(content);
    }

    private YamlMapping? Root(string content)
    {
        switch (root)
        {
            case YamlMapping map:
                return map;
            case null:
            case YamlScalar { IsNull: true }:
                issues.Add(IssueRules.EmptyDocument, 0, 0, null, content);
                return null;
            case YamlInvalid:
                return null;
            default:
                var first = root is YamlSequence { Items.Count: > 0 } list ? list.Items[0] : root;
                issues.Report(IssueRules.RootIsNotMap, first, root is YamlSequence ? "a list" : "a single value");
                return null;
        }
    }

    private void ReadEvents(CancellationToken cancellationToken)
    {
        // With comment events the scanner throws for valid files. The byte order mark is skipped here because the scanner does
        // not count it.
        var reader = new StringReader(skipped == 0 ? text : text.Substring(skipped));
        var parser = new Parser(new Scanner(reader, skipComments: true));
        var last = skipped;
        try
        {
            while (!failed && parser.MoveNext())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var current = parser.Current!;
                last = Offset(current.Start);
                Take(current);
            }
        }
        catch (YamlException e)
        {
            var start = Math.Min(Offset(e.Start), text.Length);
            var end = Math.Min(Math.Max(start, Offset(e.End)), text.Length);
            Fail(IssueRules.Syntax, start, end > start ? LengthInLine(start, end) : WordLength(start), Sentence(e.Message));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The scanner throws other exceptions for some escapes and unclosed brackets. Input must never crash the compiler.
            if (open.Count > 0 && StartOf(open.Peek()) is var start && start < text.Length && text[start] is '[' or '{')
            {
                Fail(IssueRules.Syntax, start, 1, "this bracket is not closed, or the text after it is not valid");
            }
            else
            {
                Fail(IssueRules.Syntax, Math.Min(last, text.Length), WordLength(last), "the rest cannot be parsed");
            }
        }
    }

    private static int StartOf(Frame frame) => frame.Map?.Start ?? frame.List!.Start;

    private void Take(ParsingEvent current)
    {
        switch (current)
        {
            case DocumentStart start:
                if (root is not null)
                {
                    var at = Offset(start.Start);
                    Fail(IssueRules.SecondDocument, at, LengthInLine(at, at + 3));
                }

                break;
            case ScalarEvent scalar:
                Take(scalar);
                break;
            case MappingStart map:
                Open(CheckProperties(map), isMap: true);
                break;
            case SequenceStart list:
                Open(CheckProperties(list), isMap: false);
                break;
            case MappingEnd or SequenceEnd:
                Close(current);
                break;
            case AnchorAlias alias:
                var place = Offset(alias.Start);
                var invalid = new YamlInvalid(place, Offset(alias.End) - place);
                issues.Report(IssueRules.AnchorOrAlias, invalid, "*" + Printable.Of(alias.Value.Value));
                Count(place, 1);
                Place(invalid);
                break;
        }
    }

    private void Take(ScalarEvent scalar)
    {
        var start = CheckProperties(scalar);
        var end = Math.Max(start, Math.Min(Offset(scalar.End), text.Length));
        var style = scalar.Style switch
        {
            ScalarStyle.SingleQuoted => YamlStyle.SingleQuoted,
            ScalarStyle.DoubleQuoted => YamlStyle.DoubleQuoted,
            ScalarStyle.Literal or ScalarStyle.Folded => YamlStyle.Block,
            _ => YamlStyle.Plain,
        };
        if (style == YamlStyle.Block)
        {
            // For the scanner, a block ends where the next token starts.
            while (end > start + 1 && text[end - 1] is '\n' or '\r' or ' ' or '\t')
            {
                end--;
            }
        }
        else if (scalar.Value.Length == 0 && style == YamlStyle.Plain)
        {
            // For the scanner, an empty value is at the next token. Here it is at its key or item.
            start = open.Count > 0 && open.Peek().Key is { } key ? key.End : start;
            end = start;
        }

        Count(start, end - start);
        if (scalar.Value.Length > limits.ScalarLength)
        {
            Fail(IssueRules.ValueTooLong, start, 1, scalar.Value.Length, limits.ScalarLength);
        }
        else if (style == YamlStyle.DoubleQuoted && TextCheck.FindForbidden(scalar.Value) is >= 0 and var index)
        {
            // TextCheck does not see an escaped character.
            var c = scalar.Value[index];
            issues.Add(IssueRules.ForbiddenCharacter, start, end - start, null, TextCheck.CodePoint(c), TextCheck.Describe(c));
        }

        Place(new YamlScalar(start, end - start, scalar.Value, style));
    }

    private void Open(int start, bool isMap)
    {
        Count(start, 1);
        if (open.Count >= limits.Depth)
        {
            Fail(IssueRules.TooDeep, start, LengthInLine(start, start + 1), limits.Depth);
        }
        else if (open.Count > 0 && open.Peek() is { Map: not null, Key: null })
        {
            Fail(IssueRules.KeyIsNotText, start, LengthInLine(start, start + 1), isMap ? "a map" : "a list");
        }
        else
        {
            open.Push(isMap ? new Frame(new YamlMapping(start), null) : new Frame(null, new YamlSequence(start)));
        }
    }

    private void Close(ParsingEvent end)
    {
        var frame = open.Pop();
        // A block ends with its last value. For the scanner, a closing bracket has no length.
        var start = StartOf(frame);
        int? bracket = start < text.Length && text[start] is '[' or '{' ? Math.Min(Offset(end.Start) + 1, text.Length) : null;
        if (frame.Map is { } map)
        {
            map.Close(bracket ?? (map.Entries.Count == 0 ? map.Start : LastOf(map.Entries[map.Entries.Count - 1])));
            Place(map);
        }
        else if (frame.List is { } list)
        {
            list.Close(bracket ?? (list.Items.Count == 0 ? list.Start : list.Items[list.Items.Count - 1].End));
            Place(list);
        }
    }

    private static int LastOf(YamlEntry entry) => Math.Max(entry.Key.End, entry.Value.End);

    private void Place(YamlNode node)
    {
        if (open.Count == 0)
        {
            root ??= node;
            return;
        }

        var frame = open.Peek();
        if (frame.List is { } list)
        {
            list.Add(node);
        }
        else if (frame.Key is null)
        {
            PlaceKey(frame, node);
        }
        else
        {
            if (!frame.SkipsValue)
            {
                frame.Map!.Add(frame.Key, node);
            }

            frame.Key = null;
            frame.SkipsValue = false;
        }
    }

    private void PlaceKey(Frame frame, YamlNode node)
    {
        if (node is not YamlScalar key)
        {
            // An alias, which was reported.
            failed = true;
            return;
        }

        frame.Key = key;
        if (key.IsPlain && key.Text == "<<")
        {
            issues.Report(IssueRules.MergeKey, key);
            frame.SkipsValue = true;
        }
        else if (frame.Find(key) is { } first)
        {
            var (line, column) = issues.Position(first.Start);
            issues.Report(IssueRules.DuplicateKey, key, Printable.Of(key.Text), line, column);
            frame.SkipsValue = true;
        }
    }

    // Reports the anchor and the tag before a value. Returns the offset of the value.
    private int CheckProperties(NodeEvent node)
    {
        var from = Offset(node.Start);
        if (node.Anchor.IsEmpty && node.Tag.IsEmpty)
        {
            return from;
        }

        for (var i = 0; i < 2 && from < text.Length && text[from] is '&' or '!'; i++)
        {
            var to = from;
            while (to < text.Length && text[to] is not (' ' or '\t' or '\r' or '\n' or ',' or '[' or ']' or '{' or '}'))
            {
                to++;
            }

            var written = Printable.Of(text.Substring(from, to - from));
            issues.Add(text[from] == '&' ? IssueRules.AnchorOrAlias : IssueRules.Tag, from, to - from, null, written);
            from = to;
            while (from < text.Length && text[from] is ' ' or '\t')
            {
                from++;
            }
        }

        return from;
    }

    private void Count(int start, int length)
    {
        if (++nodes > limits.Nodes && !failed)
        {
            Fail(IssueRules.TooManyNodes, start, length, limits.Nodes);
        }
    }

    private void Fail(IssueRule rule, int start, int length, params object[] arguments)
    {
        failed = true;
        issues.Add(rule, start, length, null, arguments);
    }

    private int Offset(Mark mark) => (int)mark.Index + skipped;

    private int LengthInLine(int start, int end)
    {
        var stop = start;
        while (stop < end && stop < text.Length && text[stop] is not ('\r' or '\n'))
        {
            stop++;
        }

        return stop - start;
    }

    // The length of the word at a position, for errors without an end.
    private int WordLength(int start)
    {
        var stop = start;
        while (stop < text.Length && (char.IsLetterOrDigit(text[stop]) || text[stop] is '_' or '-'))
        {
            stop++;
        }

        return stop > start ? stop - start : LengthInLine(start, start + 1);
    }

    private static string Sentence(string message)
    {
        var text = message.TrimEnd('.');
        return text.Length == 0 ? "the rest cannot be parsed" : char.ToLowerInvariant(text[0]) + text.Substring(1);
    }

    /// <summary>Represents a map or list whose end has not been read.</summary>
    private sealed class Frame(YamlMapping? map, YamlSequence? list)
    {
        private Dictionary<string, YamlScalar>? keys;

        public YamlMapping? Map => map;

        public YamlSequence? List => list;

        public YamlScalar? Key { get; set; }

        public bool SkipsValue { get; set; }

        /// <summary>Finds an equal key, in a dictionary if there are many.</summary>
        public YamlScalar? Find(YamlScalar key)
        {
            var entries = map!.Entries;
            if (entries.Count < 16)
            {
                for (var i = 0; i < entries.Count; i++)
                {
                    if (string.Equals(entries[i].Key.Text, key.Text, StringComparison.Ordinal))
                    {
                        return entries[i].Key;
                    }
                }

                return null;
            }

            keys ??= new Dictionary<string, YamlScalar>(StringComparer.Ordinal);
            for (var i = keys.Count; i < entries.Count; i++)
            {
                keys[entries[i].Key.Text] = entries[i].Key;
            }

            return keys.TryGetValue(key.Text, out var found) ? found : null;
        }
    }
}
