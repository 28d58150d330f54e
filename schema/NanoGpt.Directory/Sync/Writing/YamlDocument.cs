using NanoGpt.Directories.Editing;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Format;

namespace NanoGpt.Directories.Sync.Writing;

/// <summary>Represents a YAML file that is edited in place: comments, order and quotes are kept.</summary>
/// <remarks>Each edit parses the text again, so that every offset is current. The files are small.</remarks>
internal sealed class YamlDocument
{
    private readonly FileKind kind;

    public YamlDocument(string path, string text)
    {
        Path = path;
        kind = DirectoryFile.KindOf(path);
        Original = Text = text;
        Root = Parse(text);
    }

    public string Path { get; }
    public string Original { get; }
    public string Text { get; private set; }
    public YamlMapping Root { get; private set; }

    public YamlNode? Find(params ReadOnlySpan<string> path)
    {
        YamlNode? node = Root;
        foreach (var key in path)
        {
            node = (node as YamlMapping)?[key];
        }

        return node;
    }

    public void Replace(YamlNode node, string value) => Apply(node.Start, node.Length, value);

    /// <summary>Sets the value of a key of a map; a new key is added at the end.</summary>
    public void Set(IReadOnlyList<string> map, string key, string value)
    {
        var node = Find([.. map]);
        if (node is YamlMapping mapping)
        {
            Set(mapping, key, value, YamlText.Flow(key));
        }
        else if (node is YamlScalar { IsNull: true })
        {
            var entry = EntryOf((YamlMapping)Find([.. map.Take(map.Count - 1)])!, map[^1]);
            PutValue(entry, $"{{ {YamlText.Flow(key)}: {value} }}");
        }
        else
        {
            throw new InvalidOperationException($"{Path} has no map under '{string.Join('.', map)}'.");
        }
    }

    /// <summary>Adds an entry to a map and aligns its value with the values of the other entries.</summary>
    public void AddAligned(IReadOnlyList<string> map, string key, string? value)
    {
        var mapping = (YamlMapping)Find([.. map])!;
        if (value is null || IsFlow(mapping) || mapping.Entries.Count == 0)
        {
            AddEntry(mapping, value is null ? $"{key}:" : $"{key}: {value}");
            return;
        }

        var columns = mapping.Entries.Where(entry => entry.Value.Start > entry.Key.End && IsFlow(entry.Value))
            .Select(entry => ColumnOf(entry.Value.Start)).Distinct().ToList();
        var spaces = columns is [var column] ? column - ColumnOf(mapping.Entries[0].Key.Start) - key.Length - 1 : 1;
        AddEntry(mapping, $"{key}:{new string(' ', Math.Max(1, spaces))}{value}");
    }

    /// <summary>Adds a key of a model to the root map, in the order of the documentation.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value on one line.</param>
    /// <param name="lines">The value on lines of its own, without indentation, unless the file is in flow style.</param>
    public void AddKey(string key, string value, IReadOnlyList<string>? lines = null)
    {
        if (IsFlow(Root))
        {
            AddEntry(Root, $"{key}: {value}");
            return;
        }

        var text = lines is null ? $"{key}: {value}" : string.Join('\n', lines.Select(line => "  " + line).Prepend($"{key}:"));
        var preceding = Keys.Model.Keys.Select(spec => spec.Name).TakeWhile(name => name != key).ToList();
        var before = Root.Entries.Last(
            entry => preceding.Contains(entry.Key.Text) || ReferenceEquals(entry.Key, Root.Entries[0].Key));
        InsertLine(End(before), text, ColumnOf(Root.Entries[0].Key.Start));
    }

    public bool IsBlock(params ReadOnlySpan<string> path) => Find(path) is YamlMapping map && !IsFlow(map);

    public void Remove(IReadOnlyList<string> map, string key)
    {
        if (Find([.. map]) is not YamlMapping mapping || mapping[key] is null)
        {
            return;
        }

        if (IsFlow(mapping))
        {
            throw new InvalidOperationException($"{Path} is written in brackets: remove '{key}' by hand.");
        }

        var entry = EntryOf(mapping, key);
        var start = entry.Key.Start - ColumnOf(entry.Key.Start);
        var end = Text.IndexOf('\n', End(entry));
        Apply(start, (end < 0 ? Text.Length : end + 1) - start, "");
    }

    /// <summary>Inserts an item into a list of one line before an index; adds it to other lists, or without an index.</summary>
    public void InsertItem(IReadOnlyList<string> list, string item, int? index)
    {
        var sequence = (YamlSequence)Find([.. list])!;
        if (index is { } before && IsFlow(sequence))
        {
            Apply(sequence.Items[before].Start, 0, item + ", ");
        }
        else
        {
            AddItem(list, item);
        }
    }

    /// <summary>Adds an item to a list in the style of the list.</summary>
    public void AddItem(IReadOnlyList<string> list, string item, IReadOnlyList<string>? lines = null)
    {
        var sequence = (YamlSequence)Find([.. list])!;
        if (IsFlow(sequence))
        {
            if (sequence.Items.Count == 0)
            {
                Replace(sequence, $"[{item}]");
            }
            else
            {
                Apply(sequence.Items[^1].End, 0, ", " + item);
            }

            return;
        }

        var last = sequence.Items[^1];
        var dash = Text.LastIndexOf('-', last.Start);
        var indent = ColumnOf(dash);
        var text = lines is null
            ? $"- {item}" : string.Join('\n', lines.Select((line, i) => (i == 0 ? "- " : new string(' ', indent + 2)) + line));
        InsertLine(EndOf(last), text, indent);
    }

    public void Reset(string text)
    {
        Text = text;
        Root = Parse(text);
    }

    public void Append(string lines) => Apply(Text.Length, 0, (Text.Length > 0 && Text[^1] != '\n' ? "\n" : "") + lines);

    private static int EndOf(YamlNode node) =>
        node is YamlMapping { Entries.Count: > 0 } map ? Math.Max(node.End, map.Entries[^1].Key.End) : node.End;

    private void Set(YamlMapping map, string key, string value, string written)
    {
        if (map[key] is null)
        {
            AddEntry(map, $"{written}: {value}");
        }
        else
        {
            PutValue(EntryOf(map, key), value);
        }
    }

    private void PutValue(YamlEntry entry, string value)
    {
        if (entry.Value.Length > 0)
        {
            Replace(entry.Value, value);
            return;
        }

        var at = End(entry);
        Apply(at, 0, (at > 0 && Text[at - 1] == ':' ? " " : ": ") + value);
    }

    private void AddEntry(YamlMapping map, string text)
    {
        if (!IsFlow(map))
        {
            InsertLine(End(map.Entries[^1]), text, ColumnOf(map.Entries[0].Key.Start));
        }
        else if (map.Entries.Count == 0)
        {
            Replace(map, $"{{ {text} }}");
        }
        else
        {
            Apply(End(map.Entries[^1]), 0, ", " + text);
        }
    }

    // Inserts after a trailing comment of the line.
    private void InsertLine(int after, string text, int indent)
    {
        var end = Text.IndexOf('\n', after);
        end = end < 0 ? Text.Length : end > after && Text[end - 1] == '\r' ? end - 1 : end;
        Apply(end, 0, "\n" + new string(' ', indent) + text);
    }

    private static YamlEntry EntryOf(YamlMapping map, string key) =>
        map.Entries.First(entry => string.Equals(entry.Key.Text, key, StringComparison.Ordinal));

    // An empty value is located at its key, before the colon.
    private int End(YamlEntry entry)
    {
        if (entry.Value.Length > 0)
        {
            return EndOf(entry.Value);
        }

        var at = entry.Key.End;
        while (at < Text.Length && Text[at] == ' ')
        {
            at++;
        }

        return at < Text.Length && Text[at] == ':' ? at + 1 : entry.Key.End;
    }

    private bool IsFlow(YamlNode node) => node.Start < Text.Length && Text[node.Start] is '{' or '[';

    private int ColumnOf(int offset) => offset - (Text.LastIndexOf('\n', Math.Max(0, offset - 1), Math.Max(0, offset)) + 1);

    private void Apply(int start, int length, string value)
    {
        Text = TextEdits.Apply(Text, [new TextEdit(Path, start, length, value)]);
        Root = Parse(Text);
    }

    private YamlMapping Parse(string text) => ModelDirectory.Parse(new DirectoryFile("", kind, Path, text)).Root
        ?? throw new InvalidOperationException($"{Path} cannot be read as YAML.");
}
