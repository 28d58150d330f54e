using System.Text.Json;

namespace NanoGpt;

/// <summary>One field of a model, as data.</summary>
public sealed class FieldInfo
{
    internal FieldInfo(string name, string property, string? wire, FieldKind kind)
    {
        Name = name;
        Property = property;
        Wire = wire ?? name;
        Kind = kind;
        WireName = JsonText.Encode(Wire);
    }

    /// <summary>The semantic name, the same in every model: <c>pro_mode</c>.</summary>
    public string Name { get; }

    /// <summary>The C# property: <c>ProMode</c>; empty for a fixed field.</summary>
    public string Property { get; }

    /// <summary>The key on the wire; for a medium the key of its first accepted form.</summary>
    public string Wire { get; }

    /// <summary>Other keys that are understood and never sent.</summary>
    public IReadOnlyList<string> Aliases { get; internal init; } = [];

    /// <summary>What kind of value it takes.</summary>
    public FieldKind Kind { get; }

    /// <summary>Whether it takes a list of values.</summary>
    public bool IsList { get; internal init; }

    /// <summary>Fewest items of a list; null for no limit.</summary>
    public int? MinItems { get; internal init; }

    /// <summary>Most items of a list; null for no limit.</summary>
    public int? MaxItems { get; internal init; }

    /// <summary>Whether a request must have it.</summary>
    public bool IsRequired { get; internal init; }

    /// <summary>Whether it drives the price.</summary>
    public bool IsCostDriver { get; internal init; }

    /// <summary>The allowed values, or for open text the known ones; empty if only the kind and range limit it.</summary>
    public IReadOnlyList<ValueInfo> Values => ValueRows;

    /// <summary>Smallest number, in the field's unit; null for no limit.</summary>
    public double? Min { get; internal init; }

    /// <summary>Largest number, in the field's unit; null for no limit.</summary>
    public double? Max { get; internal init; }

    /// <summary>Whether <see cref="Min"/> itself is excluded.</summary>
    public bool IsMinExclusive { get; internal init; }

    /// <summary>Whether <see cref="Max"/> itself is excluded.</summary>
    public bool IsMaxExclusive { get; internal init; }

    /// <summary>Distance of allowed numbers, counted from <see cref="Min"/>, or from 0 without one; null for none.</summary>
    public double? Step { get; internal init; }

    /// <summary>Shortest text, in UTF-16 code units; null for no limit.</summary>
    public int? MinLength { get; internal init; }

    /// <summary>Longest text, in UTF-16 code units; null for no limit.</summary>
    public int? MaxLength { get; internal init; }

    /// <summary>What the service assumes if the field is not sent: text, <c>true</c>, a number, or a wire spelling; null if unknown.</summary>
    public string? Default { get; internal init; }

    /// <summary>The only value of a fixed field; null for others.</summary>
    public string? Fixed { get; internal init; }

    /// <summary>Whether the value of a fixed field is sent.</summary>
    public bool IsSent { get; internal init; } = true;

    /// <summary>Whether a number is written as JSON text.</summary>
    public bool IsWrittenAsText { get; internal init; }

    /// <summary>What follows the number of seconds on the wire: <c>s</c>; often empty.</summary>
    public string Suffix { get; internal init; } = "";

    /// <summary>The forms in which a medium may be given.</summary>
    public MediaForms Accepts { get; internal init; }

    /// <summary>Whether a link may be http; else it must be https.</summary>
    public bool AcceptsHttp { get; internal init; }

    /// <summary>The key for a link; null if links are not accepted.</summary>
    public string? UrlWire { get; internal init; }

    /// <summary>The key for a data URL; null if data are not accepted.</summary>
    public string? DataWire { get; internal init; }

    /// <summary>The key for an attachment's id; null if attachments are not accepted.</summary>
    public string? AttachmentWire { get; internal init; }

    /// <summary>Most bytes of a medium, decoded; null if the provider's limit applies.</summary>
    public long? MaxBytes { get; internal init; }

    /// <summary>Shortest length of a medium in seconds; null for no limit.</summary>
    public double? MinSeconds { get; internal init; }

    /// <summary>Longest length of a medium in seconds; null for no limit.</summary>
    public double? MaxSeconds { get; internal init; }

    /// <summary>In a text: the markers that name items of other fields; empty if there are none.</summary>
    public IReadOnlyList<ReferenceInfo> References => ReferenceRows;

    /// <summary>The fields of a nested object; null for other kinds.</summary>
    public FieldGroupInfo? Group { get; internal init; }

    /// <summary>Whether it is an image, audio or video.</summary>
    public bool IsMedia => Kind is FieldKind.Image or FieldKind.Audio or FieldKind.Video;

    internal ReferenceInfo[] ReferenceRows { get; set; } = [];

    internal ValueInfo[] ValueRows { get; init; } = [];

    // What the hot path needs, encoded once.
    internal JsonEncodedText WireName { get; }

    internal JsonEncodedText[] MediaNames { get; init; } = [];

    internal byte[] FixedJson { get; init; } = [];

    internal byte[] SuffixBytes { get; init; } = [];

    // The default or the fixed value as conditions and prices see it.
    internal FieldValue Assumed { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Property.Length > 0 ? Property : Name;
}
