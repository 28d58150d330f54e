namespace NanoGpt.Schema.Model;

/// <summary>One request field of one model: the declaration of <c>fields.yaml</c> with the model's own keys over it.</summary>
public sealed record FieldSpec
{
    /// <summary>The semantic name, the same in every model: <c>pro_mode</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The C# property: <c>ProMode</c>.</summary>
    public required string Property { get; init; }

    /// <summary>What kind of value it takes.</summary>
    public required FieldType Type { get; init; }

    /// <summary>How the wire names and spells it.</summary>
    public required WireSpec Wire { get; init; }

    /// <summary>One sentence for hover text.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Whether a request cannot be built without it.</summary>
    public bool Required { get; init; }

    /// <summary>Set when the field takes a list of values.</summary>
    public ListSpec? List { get; init; }

    /// <summary>The allowed values, in the file's order; empty if the type alone limits it.</summary>
    public EquatableArray<ValueSpec> Values { get; init; }

    /// <summary>Whether <see cref="Values"/> are only the known ones.</summary>
    public bool Open { get; init; }

    /// <summary>Smallest number, in the field's unit.</summary>
    public decimal? Min { get; init; }

    /// <summary>Largest number, in the field's unit.</summary>
    public decimal? Max { get; init; }

    /// <summary>Whether <see cref="Min"/> itself is excluded.</summary>
    public bool MinExclusive { get; init; }

    /// <summary>Whether <see cref="Max"/> itself is excluded.</summary>
    public bool MaxExclusive { get; init; }

    /// <summary>Distance of allowed numbers, counted from <see cref="Min"/>, or from 0 without one.</summary>
    public decimal? Step { get; init; }

    /// <summary>Shortest text, in UTF-16 code units.</summary>
    public int? MinLength { get; init; }

    /// <summary>Longest text, in UTF-16 code units.</summary>
    public int? MaxLength { get; init; }

    /// <summary>What the service assumes when the field is not sent. Never sent by us.</summary>
    public Scalar? Default { get; init; }

    /// <summary>The only value; such a field has no property.</summary>
    public Scalar? Fixed { get; init; }

    /// <summary>Whether <see cref="Fixed"/> is sent.</summary>
    public bool Send { get; init; }

    /// <summary>Whether it drives the price.</summary>
    public bool Cost { get; init; }

    /// <summary>Limits of a medium; null for other fields.</summary>
    public MediaSpec? Media { get; init; }

    /// <summary>The members of an object; empty means free-form JSON.</summary>
    public EquatableArray<FieldSpec> Fields { get; init; }

    /// <summary>In a text: the markers that name items of other fields of the model.</summary>
    public EquatableArray<ReferenceSpec> References { get; init; }

    /// <summary>The C# type made for an enum, for seconds with listed values, or for an object with members; else null.</summary>
    public string? TypeName { get; init; }

    /// <summary>Ids of the sources, where they differ from the model's.</summary>
    public EquatableArray<string> Sources { get; init; }

    /// <summary>Whether it is an image, audio or video.</summary>
    public bool IsMedia => Type is FieldType.Image or FieldType.Audio or FieldType.Video;
}

/// <summary>What kind of value a field takes.</summary>
public enum FieldType
{
    /// <summary>Text.</summary>
    String,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A whole number of 32 bits.</summary>
    Integer,

    /// <summary>A number with a fraction.</summary>
    Number,

    /// <summary>A length of time in whole seconds.</summary>
    Seconds,

    /// <summary>One of a set of texts.</summary>
    Enum,

    /// <summary>A whole number of 64 bits that makes results repeatable; -1 means random.</summary>
    Seed,

    /// <summary>A still image.</summary>
    Image,

    /// <summary>A sound.</summary>
    Audio,

    /// <summary>A video.</summary>
    Video,

    /// <summary>A JSON object.</summary>
    Object,
}

/// <summary>The count of values in a list field.</summary>
public sealed record ListSpec(int? Min, int? Max);

/// <summary>One allowed value.</summary>
/// <param name="Wire">As the wire spells it without suffix: <c>1792x1024</c>, <c>5</c>.</param>
/// <param name="Member">The C# enum member or constant: <c>R1792x1024</c>, <c>Seconds5</c>; empty for plain integers.</param>
/// <param name="Disputed">Whether only some sources allow it.</param>
public sealed record ValueSpec(string Wire, string Member, bool Disputed);

/// <summary>How a text names the items of another field, counted from 1: <c>@Element1</c>.</summary>
/// <param name="Marker">What stands before the number: <c>@Element</c>.</param>
/// <param name="Field">The semantic name of the list, or of the single medium.</param>
public sealed record ReferenceSpec(string Marker, string Field);

/// <summary>How a field is named and spelled on the wire.</summary>
public sealed record WireSpec
{
    /// <summary>The key; for media the key of the first accepted form.</summary>
    public required string Name { get; init; }

    /// <summary>Other documented spellings: understood, never sent.</summary>
    public EquatableArray<string> Aliases { get; init; }

    /// <summary>Whether a number is written as JSON text.</summary>
    public bool AsString { get; init; }

    /// <summary>What follows the number of seconds: <c>s</c>.</summary>
    public string Suffix { get; init; } = "";
}

/// <summary>The forms and limits of a medium. A form that is not accepted has no key.</summary>
public sealed record MediaSpec
{
    /// <summary>The key for a link.</summary>
    public string? Url { get; init; }

    /// <summary>The key for a data URL.</summary>
    public string? Data { get; init; }

    /// <summary>The key for the id of an attachment in the provider's library.</summary>
    public string? Attachment { get; init; }

    /// <summary>Whether links are taken and may be http, as the provider says of all its models.</summary>
    public bool HttpLinks { get; init; }

    /// <summary>Decoded bytes of a data URL; the field's own limit or the provider's.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>Shortest length in seconds.</summary>
    public decimal? MinSeconds { get; init; }

    /// <summary>Longest length in seconds.</summary>
    public decimal? MaxSeconds { get; init; }
}
