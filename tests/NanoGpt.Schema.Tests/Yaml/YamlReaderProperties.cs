using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NanoGpt.Schema.Tests.Kit;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Tests.Yaml;

public sealed class YamlReaderProperties
{
    // Pieces that mean something to a scanner make better nonsense than letters do.
    private static readonly string[] Pieces =
    [
        "a", "b: ", "- ", "? ", ": ", "[", "]", "{", "}", ",", "\n", "\r\n", "  ", "\t", "#", " #", "'", "\"", "\\", "\\u202e", "|", ">", "|2-\n",
        "&a ", "*a", "!t ", "!!", "<<: ", "---\n", "...\n", "%YAML 1.2\n", "@", "`", "~", "null", "16:9", "0x1F", "\0", "\u2028", "\ufeff", "\ud83d",
        "🎬", "é", "id: ", "inputs:\n  ", "prompt: ", "rules:\n  - ", "values: [", "when: { ",
    ];

    private static readonly Gen<string> Nonsense =
        from pieces in Gen.ArrayOf(Gen.Elements(Pieces))
        select string.Concat(pieces);

    private static readonly Gen<string> Words = Gen.Elements(
        "a", "key", "two words", "16:9", "no", "", " lead", "trail ", "it's", "say \"x\"", "back\\slash", "line\nbreak", "tab\there", "# no comment",
        "- no item", "a: b", "{", "[x]", "é", "🎬", "null", "~", "1e3", "%", "@", "&x", "*x", "!x", "---", "…");

    [Fact]
    public void Read_AnyText_DoesNotThrow() =>
        Prop.ForAll(Nonsense.ToArbitrary(), static text =>
        {
            var parsed = Read(text);
            return parsed.Root is not null || parsed.Issues.Count > 0;
        }).Check(2_000);

    [Fact]
    public void Load_AnyText_DoesNotThrow() =>
        Prop.ForAll(Nonsense.ToArbitrary(), static text =>
        {
            Load.Files([Sample.ProviderFile(text), Sample.FieldsFile(), Sample.ModelFile(text)]);
            Load.Files([Sample.ProviderFile(), Sample.FieldsFile(text), Sample.ModelFile(Sample.CompleteModel(""))]);
            return Load.Model(text).Issues.All(issue => issue.Span.Start >= 0 && issue.Span.End <= Sample.CompleteModel(text).Length + Sample.Fields.Length);
        }).Check(500);

    [Fact]
    public void Read_AnyTree_SpansLieInsideTheParent() =>
        Prop.ForAll(Nonsense.ToArbitrary(), static text => Read(text).Root is not { } root || IsInside(root, 0, text.Length, text)).Check(2_000);

    [Fact]
    public void Read_WrittenTree_IsEqual() =>
        Prop.ForAll(Trees(3).ToArbitrary(), static tree =>
        {
            var text = new StringBuilder();
            Write(tree, text);
            var parsed = Read(text.ToString());
            return parsed.Issues.Count == 0 && Same(tree, parsed.Root!);
        }).Check(500);

    [Fact]
    public void Read_QuotedWord_IsCoveredByItsSpan() =>
        Prop.ForAll(Words.ToArbitrary(), static word =>
        {
            var quoted = Quote(word);
            var text = "a: [x, " + quoted + " ]";
            var value = ((YamlSequence)Read(text).Root!["a"]!).Items[1];
            return text.Substring(value.Start, value.Length) == quoted && ((YamlScalar)value).Text == word;
        }).Check(200);

    private static NanoGpt.Schema.Files.ParsedFile Read(string text) => Load.Text(text);

    private static bool IsInside(YamlNode node, int start, int end, string text)
    {
        if (node.Start < start || node.End > end)
        {
            return false;
        }

        return node switch
        {
            YamlMapping map => map.Entries.All(entry => IsInside(entry.Key, node.Start, node.End, text) && IsInside(entry.Value, node.Start, node.End, text)),
            YamlSequence list => list.Items.All(item => IsInside(item, node.Start, node.End, text)),
            YamlScalar { Style: YamlStyle.DoubleQuoted } => text[node.Start] == '"' && text[node.End - 1] == '"',
            YamlScalar { Style: YamlStyle.SingleQuoted } => text[node.Start] == '\'' && text[node.End - 1] == '\'',
            YamlScalar { Style: YamlStyle.Block } => text[node.Start] is '|' or '>',
            YamlScalar { IsPlain: true } plain => plain.Text.Any(char.IsWhiteSpace) || text.Substring(node.Start, node.Length) == plain.Text,
            _ => true,
        };
    }

    // A map is an array of pairs, a list an array of items, a text a text.
    private static Gen<object> Trees(int depth)
    {
        var map =
            from keys in Gen.ArrayOf(Words)
            from values in Gen.ArrayOf(depth == 0 ? Words.Select(static word => (object)word) : Values(depth - 1), 12)
            select (object)keys.Where(static key => key.Length > 0).Distinct(StringComparer.Ordinal).Take(12)
                .Select((key, i) => new KeyValuePair<string, object>(key, values[i])).ToArray();
        return map;
    }

    private static Gen<object> Values(int depth)
    {
        var words = Words.Select(static word => (object)word);
        return depth == 0 ? words : Gen.OneOf(words, Trees(depth), Gen.ArrayOf(Values(depth - 1)).Select(static items => (object)items.Take(5).ToArray()));
    }

    private static void Write(object tree, StringBuilder text)
    {
        switch (tree)
        {
            case string word:
                text.Append(Quote(word));
                break;
            case KeyValuePair<string, object>[] map:
                text.Append('{');
                foreach (var (key, value) in map)
                {
                    text.Append(Quote(key)).Append(": ");
                    Write(value, text);
                    text.Append(",\n ");
                }

                text.Append('}');
                break;
            case object[] list:
                text.Append('[');
                foreach (var item in list)
                {
                    Write(item, text);
                    text.Append(", ");
                }

                text.Append(']');
                break;
        }
    }

    private static bool Same(object tree, YamlNode node) => (tree, node) switch
    {
        (string word, YamlScalar scalar) => scalar.Text == word,
        (KeyValuePair<string, object>[] map, YamlMapping read) => map.Length == read.Entries.Count
            && map.Zip(read.Entries).All(static pair => pair.First.Key == pair.Second.Key.Text && Same(pair.First.Value, pair.Second.Value)),
        (object[] list, YamlSequence read) => list.Length == read.Items.Count && list.Zip(read.Items).All(static pair => Same(pair.First, pair.Second)),
        _ => false,
    };

    private static string Quote(string word)
    {
        var text = new StringBuilder("\"");
        foreach (var c in word)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                < ' ' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        return text.Append('"').ToString();
    }
}
