namespace NanoGpt.Schema.Format;

/// <summary>Describes a key of a map in the files of a directory.</summary>
/// <param name="Name">The key.</param>
/// <param name="Kind">The kind of its value.</param>
/// <param name="Summary">A short description.</param>
public sealed record KeySpec(string Name, KeyKind Kind, string Summary)
{
    /// <summary>Gets a value that indicates whether the map requires the key.</summary>
    public bool Required { get; init; }

    /// <summary>Gets a value that indicates whether the files of a user may omit a required key.</summary>
    public bool IsOptionalForUsers { get; init; }

    /// <summary>Gets the allowed values of a <see cref="KeyKind.Word"/> or <see cref="KeyKind.Words"/>.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Gets the types of fields that the key applies to; empty for all types.</summary>
    public IReadOnlyList<FieldType> AppliesTo { get; init; } = [];
}

/// <summary>Specifies the kind of the value of a key.</summary>
public enum KeyKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>The id of a model or a provider.</summary>
    Id,

    /// <summary>The name of a field: <c>pro_mode</c>.</summary>
    FieldName,

    /// <summary>The id of a rule: <c>wide-needs-pro</c>.</summary>
    RuleId,

    /// <summary>A C# name that starts with an uppercase letter.</summary>
    CSharpName,

    /// <summary>A month or day: <c>"2026-08"</c>, <c>"2026-08-24"</c>.</summary>
    Date,

    /// <summary>An ISO 4217 currency code.</summary>
    Currency,

    /// <summary>One of <see cref="KeySpec.Words"/>.</summary>
    Word,

    /// <summary>A Boolean value.</summary>
    Boolean,

    /// <summary>A whole number that is not negative.</summary>
    Count,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>A list of <see cref="KeySpec.Words"/>.</summary>
    Words,

    /// <summary>A value of the type of the field.</summary>
    Value,

    /// <summary>A list of such values.</summary>
    Values,

    /// <summary>A map.</summary>
    Map,

    /// <summary>A list of maps.</summary>
    Maps,

    /// <summary>A list of disputes and of ids of disputes in <c>provider.yaml</c>.</summary>
    Disputes,

    /// <summary>A text or a map.</summary>
    TextOrMap,

    /// <summary>A map of fields to conditions.</summary>
    Conditions,

    /// <summary>A map of fields to conditions, or a list of fields.</summary>
    ConditionsOrFields,

    /// <summary>A list of fields.</summary>
    Fields,

    /// <summary>A number, or a map of a field to a map of conditions to amounts.</summary>
    Amount,
}

/// <summary>Describes the keys of a kind of map.</summary>
public sealed class KeyTable
{
    private readonly Dictionary<string, int> indexes;

    internal KeyTable(string what, KeySpec[] keys)
    {
        What = what;
        Keys = keys;
        Names = Array.ConvertAll(keys, static key => key.Name);
        indexes = Enumerable.Range(0, keys.Length).ToDictionary(i => keys[i].Name, StringComparer.Ordinal);
    }

    /// <summary>Gets a description of the map for messages: <c>a field</c>.</summary>
    public string What { get; }

    /// <summary>Gets the keys in the order of the documentation.</summary>
    public IReadOnlyList<KeySpec> Keys { get; }

    internal string[] Names { get; }

    internal int Find(string name) => indexes.TryGetValue(name, out var index) ? index : -1;
}
