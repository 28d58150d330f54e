namespace NanoGpt.Schema.Yaml;

/// <summary>A part of a file. No deeper than <see cref="YamlLimits.Depth"/>, so that a walk may recurse.</summary>
public abstract class YamlNode
{
    private protected YamlNode(int start, int length)
    {
        Start = start;
        Length = length;
    }

    /// <summary>The offset of its first character.</summary>
    public int Start { get; }

    /// <summary>The number of its characters.</summary>
    public int Length { get; private protected set; }

    /// <summary>The offset after its last character.</summary>
    public int End => Start + Length;
}

/// <summary>A word, number or text.</summary>
public sealed class YamlScalar : YamlNode
{
    internal YamlScalar(int start, int length, string text, YamlStyle style)
        : base(start, length)
    {
        Text = text;
        Style = style;
    }

    /// <summary>The value, without quotes and with escapes resolved.</summary>
    public string Text { get; }

    /// <summary>How it is written.</summary>
    public YamlStyle Style { get; }

    /// <summary>Whether it is written without quotes, so that YAML readers guess its type.</summary>
    public bool IsPlain => Style == YamlStyle.Plain;

    /// <summary>Whether nothing is given: <c>key:</c>, <c>key: ~</c> or <c>key: null</c>.</summary>
    public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";
}

/// <summary>How a <see cref="YamlScalar"/> is written.</summary>
public enum YamlStyle
{
    /// <summary>Without quotes.</summary>
    Plain,

    /// <summary>In single quotes.</summary>
    SingleQuoted,

    /// <summary>In double quotes.</summary>
    DoubleQuoted,

    /// <summary>As a block, after <c>|</c> or <c>&gt;</c>.</summary>
    Block,
}

/// <summary>A map of keys to values, in the file's order.</summary>
public sealed class YamlMapping : YamlNode
{
    private readonly List<YamlEntry> entries = [];

    internal YamlMapping(int start)
        : base(start, 0)
    {
    }

    /// <summary>The keys with their values; no key twice.</summary>
    public IReadOnlyList<YamlEntry> Entries => entries;

    /// <summary>The value of a key, or null.</summary>
    public YamlNode? this[string key]
    {
        get
        {
            foreach (var entry in entries)
            {
                if (string.Equals(entry.Key.Text, key, StringComparison.Ordinal))
                {
                    return entry.Value;
                }
            }

            return null;
        }
    }

    internal void Add(YamlScalar key, YamlNode value) => entries.Add(new YamlEntry(key, value));

    internal void Close(int end) => Length = Math.Max(0, end - Start);
}

/// <summary>A key with its value.</summary>
public sealed class YamlEntry
{
    internal YamlEntry(YamlScalar key, YamlNode value)
    {
        Key = key;
        Value = value;
    }

    /// <summary>The key.</summary>
    public YamlScalar Key { get; }

    /// <summary>Its value.</summary>
    public YamlNode Value { get; }
}

/// <summary>A list.</summary>
public sealed class YamlSequence : YamlNode
{
    private readonly List<YamlNode> items = [];

    internal YamlSequence(int start)
        : base(start, 0)
    {
    }

    /// <summary>The items, in the file's order.</summary>
    public IReadOnlyList<YamlNode> Items => items;

    internal void Add(YamlNode item) => items.Add(item);

    internal void Close(int end) => Length = Math.Max(0, end - Start);
}

/// <summary>A value that has been reported and stands for nothing: an alias.</summary>
public sealed class YamlInvalid : YamlNode
{
    internal YamlInvalid(int start, int length)
        : base(start, length)
    {
    }
}
