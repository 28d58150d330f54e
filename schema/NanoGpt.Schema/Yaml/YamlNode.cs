namespace NanoGpt.Schema.Yaml;

/// <summary>Represents a part of a file.</summary>
/// <remarks>The nesting is limited by <see cref="YamlLimits.Depth"/>, so that code may process nodes recursively.</remarks>
public abstract class YamlNode
{
    private protected YamlNode(int start, int length) => (Start, Length) = (start, length);

    /// <summary>Gets the offset of the first character.</summary>
    public int Start { get; }

    /// <summary>Gets the number of characters.</summary>
    public int Length { get; private protected set; }

    /// <summary>Gets the offset after the last character.</summary>
    public int End => Start + Length;
}

/// <summary>Represents a text, a number or another single value.</summary>
/// <param name="start">The offset of the first character.</param>
/// <param name="length">The number of characters.</param>
/// <param name="text">The value.</param>
/// <param name="style">The style.</param>
public sealed class YamlScalar(int start, int length, string text, YamlStyle style) : YamlNode(start, length)
{
    /// <summary>Gets the value without quotes and with resolved escapes.</summary>
    public string Text => text;

    /// <summary>Gets the style.</summary>
    public YamlStyle Style => style;

    /// <summary>Gets a value that indicates whether there are no quotes, in which case YAML readers infer the type.</summary>
    public bool IsPlain => style == YamlStyle.Plain;

    /// <summary>Gets a value that indicates whether there is no value: <c>key:</c>, <c>key: ~</c> or <c>key: null</c>.</summary>
    public bool IsNull => IsPlain && text is "" or "~" or "null" or "Null" or "NULL";
}

/// <summary>Specifies the style of a <see cref="YamlScalar"/>.</summary>
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

/// <summary>Represents a map of keys to values in the order of the file.</summary>
/// <param name="start">The offset of the first character.</param>
public sealed class YamlMapping(int start) : YamlNode(start, 0)
{
    private readonly List<YamlEntry> entries = [];

    /// <summary>Gets the entries. Keys are unique.</summary>
    public IReadOnlyList<YamlEntry> Entries => entries;

    /// <summary>Gets the value of a key; <see langword="null"/> if there is none.</summary>
    /// <param name="key">The key.</param>
    public YamlNode? this[string key] =>
        entries.Find(entry => string.Equals(entry.Key.Text, key, StringComparison.Ordinal))?.Value;

    internal void Add(YamlScalar key, YamlNode value) => entries.Add(new YamlEntry(key, value));

    internal void Close(int end) => Length = Math.Max(0, end - Start);
}

/// <summary>Represents a key with its value.</summary>
/// <param name="key">The key.</param>
/// <param name="value">The value.</param>
public sealed class YamlEntry(YamlScalar key, YamlNode value)
{
    /// <summary>Gets the key.</summary>
    public YamlScalar Key => key;

    /// <summary>Gets the value.</summary>
    public YamlNode Value => value;
}

/// <summary>Represents a list.</summary>
/// <param name="start">The offset of the first character.</param>
public sealed class YamlSequence(int start) : YamlNode(start, 0)
{
    private readonly List<YamlNode> items = [];

    /// <summary>Gets the items in the order of the file.</summary>
    public IReadOnlyList<YamlNode> Items => items;

    internal void Add(YamlNode item) => items.Add(item);

    internal void Close(int end) => Length = Math.Max(0, end - Start);
}

/// <summary>Represents an alias, which was reported as an issue and has no value.</summary>
/// <param name="start">The offset of the first character.</param>
/// <param name="length">The number of characters.</param>
public sealed class YamlInvalid(int start, int length) : YamlNode(start, length);

/// <summary>Reports issues at nodes.</summary>
internal static class NodeIssues
{
    public static void Report(this IssueList issues, IssueRule rule, YamlNode node, params object[] arguments) =>
        issues.Add(rule, node.Start, node.Length, null, arguments);

    /// <summary>Reports an issue with a text that repairs it in place of the node; <see langword="null"/> for none.</summary>
    public static void ReportWithFix(
        this IssueList issues, IssueRule rule, YamlNode node, string? fix, params object[] arguments) =>
        issues.Add(rule, node.Start, node.Length, fix, arguments);
}

/// <summary>Contains the limits for YAML files. A file that exceeds a limit is rejected.</summary>
public sealed record YamlLimits
{
    /// <summary>Gets the default limits.</summary>
    public static YamlLimits Default { get; } = new();

    /// <summary>Gets the maximum nesting of maps and lists.</summary>
    public int Depth { get; init; } = 32;

    /// <summary>Gets the maximum number of characters of a file.</summary>
    public int TextLength { get; init; } = 1024 * 1024;

    /// <summary>Gets the maximum number of keys, values, maps and lists of a file.</summary>
    public int Nodes { get; init; } = 20_000;

    /// <summary>Gets the maximum number of characters of a value.</summary>
    public int ScalarLength { get; init; } = 64 * 1024;
}
