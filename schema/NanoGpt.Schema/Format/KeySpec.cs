namespace NanoGpt.Schema.Format;

/// <summary>One key that a map of the directory may have.</summary>
/// <param name="Name">The key.</param>
/// <param name="Kind">What its value must be.</param>
/// <param name="Summary">What it means, in a few words.</param>
public sealed record KeySpec(string Name, KeyKind Kind, string Summary)
{
    /// <summary>Whether the map is useless without it.</summary>
    public bool Required { get; init; }

    /// <summary>The words that a <see cref="KeyKind.Word"/> or <see cref="KeyKind.Words"/> may be.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>In a field: the types that it applies to.</summary>
    public FieldTypes AppliesTo { get; init; } = FieldTypes.All;
}

/// <summary>What the value of a key must be.</summary>
public enum KeyKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A model's or provider's id.</summary>
    Id,

    /// <summary>A field's semantic name: <c>pro_mode</c>.</summary>
    FieldName,

    /// <summary>A rule's id: <c>wide-needs-pro</c>.</summary>
    RuleId,

    /// <summary>A C# name that starts with a capital.</summary>
    CSharpName,

    /// <summary>A month or day: <c>"2026-08"</c>, <c>"2026-08-24"</c>.</summary>
    Date,

    /// <summary>Three capitals.</summary>
    Currency,

    /// <summary>One of <see cref="KeySpec.Words"/>.</summary>
    Word,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A whole number, not negative.</summary>
    Count,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>A list of <see cref="KeySpec.Words"/>.</summary>
    Words,

    /// <summary>A value as the field's type has it.</summary>
    Value,

    /// <summary>A list of such values.</summary>
    Values,

    /// <summary>A map.</summary>
    Map,

    /// <summary>A list of maps.</summary>
    Maps,

    /// <summary>A list of disputes, and of ids of those that <c>provider.yaml</c> tells.</summary>
    Disputes,

    /// <summary>A text or a map.</summary>
    TextOrMap,

    /// <summary>A map of fields to conditions.</summary>
    Conditions,

    /// <summary>A map of fields to conditions, or a list of fields.</summary>
    ConditionsOrFields,

    /// <summary>A list of fields.</summary>
    Fields,

    /// <summary>A number, or a map of a field to conditions to amounts.</summary>
    Amount,
}

/// <summary>A set of field types.</summary>
[Flags]
public enum FieldTypes
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Text.</summary>
    String = 1 << NanoGpt.FieldType.String,

    /// <summary>True or false.</summary>
    Boolean = 1 << NanoGpt.FieldType.Boolean,

    /// <summary>A whole number.</summary>
    Integer = 1 << NanoGpt.FieldType.Integer,

    /// <summary>A number with a fraction.</summary>
    Number = 1 << NanoGpt.FieldType.Number,

    /// <summary>Seconds.</summary>
    Seconds = 1 << NanoGpt.FieldType.Seconds,

    /// <summary>One of a set of texts.</summary>
    Enum = 1 << NanoGpt.FieldType.Enum,

    /// <summary>A seed.</summary>
    Seed = 1 << NanoGpt.FieldType.Seed,

    /// <summary>A still image.</summary>
    Image = 1 << NanoGpt.FieldType.Image,

    /// <summary>A sound.</summary>
    Audio = 1 << NanoGpt.FieldType.Audio,

    /// <summary>A video.</summary>
    Video = 1 << NanoGpt.FieldType.Video,

    /// <summary>An object.</summary>
    Object = 1 << NanoGpt.FieldType.Object,

    /// <summary>Image, audio and video.</summary>
    Media = Image | Audio | Video,

    /// <summary>What is compared as a number.</summary>
    Numeric = Integer | Number | Seconds | Seed,

    /// <summary>What is a single word or number.</summary>
    Plain = String | Boolean | Enum | Numeric,

    /// <summary>Every type.</summary>
    All = Plain | Media | Object,
}

/// <summary>The keys of one kind of map. Reading, the search for unknown keys, and did-you-mean all go by it.</summary>
public sealed class KeyTable
{
    private readonly Dictionary<string, int> indexes;
    private readonly string[] names;

    internal KeyTable(string what, KeySpec[] keys)
    {
        What = what;
        Keys = keys;
        names = new string[keys.Length];
        indexes = new Dictionary<string, int>(keys.Length, StringComparer.Ordinal);
        for (var i = 0; i < keys.Length; i++)
        {
            names[i] = keys[i].Name;
            indexes.Add(keys[i].Name, i);
        }
    }

    /// <summary>What the map describes: <c>a field</c>.</summary>
    public string What { get; }

    /// <summary>The keys, in the order of the format's description.</summary>
    public IReadOnlyList<KeySpec> Keys { get; }

    internal string[] Names => names;

    internal int Find(string name) => indexes.TryGetValue(name, out var index) ? index : -1;
}
