using System.Globalization;

namespace NanoGpt;

/// <summary>Describes a request field of a model.</summary>
public sealed record FieldInfo
{
    /// <summary>Gets the name of the field, which is the same in every model: <c>pro_mode</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the name of the C# property: <c>ProMode</c>.</summary>
    public required string Property { get; init; }

    /// <summary>Gets the type of the value, or of each item of a list.</summary>
    public required FieldType Type { get; init; }

    /// <summary>Gets how the API names and spells the field.</summary>
    public required WireInfo Wire { get; init; }

    /// <summary>Gets one sentence about the field; empty if the description was read from generated code.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Gets a value that indicates whether a request must set the field.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Gets the limits of the number of items; <see langword="null"/> if the field has a single value.</summary>
    public ListInfo? List { get; init; }

    /// <summary>Gets the allowed values in the order of the definition; empty if only type and range limit the value.</summary>
    public EquatableArray<ValueInfo> Values { get; init; }

    /// <summary>Gets a value that indicates whether <see cref="Values"/> are examples and other values are allowed too.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Gets the smallest number, in the unit of the field; <see langword="null"/> for no limit.</summary>
    public decimal? Min { get; init; }

    /// <summary>Gets the largest number, in the unit of the field; <see langword="null"/> for no limit.</summary>
    public decimal? Max { get; init; }

    /// <summary>Gets a value that indicates whether <see cref="Min"/> itself is excluded.</summary>
    public bool IsMinExclusive { get; init; }

    /// <summary>Gets a value that indicates whether <see cref="Max"/> itself is excluded.</summary>
    public bool IsMaxExclusive { get; init; }

    /// <summary>
    /// Gets the distance between allowed numbers from <see cref="Min"/>, or from 0; <see langword="null"/> for none.
    /// </summary>
    public decimal? Step { get; init; }

    /// <summary>Gets the minimum length of the text in UTF-16 code units; <see langword="null"/> for no limit.</summary>
    public int? MinLength { get; init; }

    /// <summary>Gets the maximum length of the text in UTF-16 code units; <see langword="null"/> for no limit.</summary>
    public int? MaxLength { get; init; }

    /// <summary>
    /// Gets the value that the service assumes if the field is not sent; <see langword="null"/> if it is unknown. It is never
    /// sent.
    /// </summary>
    public Scalar? Default { get; init; }

    /// <summary>
    /// Gets the only value of the field; <see langword="null"/> for other fields. A fixed field has no C# property.
    /// </summary>
    public Scalar? Fixed { get; init; }

    /// <summary>Gets a value that indicates whether <see cref="Fixed"/> is sent.</summary>
    public bool IsSent { get; init; }

    /// <summary>Gets a value that indicates whether the field affects the price.</summary>
    public bool IsCostDriver { get; init; }

    /// <summary>Gets the accepted forms and limits of a medium; <see langword="null"/> for other fields.</summary>
    public MediaInfo? Media { get; init; }

    /// <summary>Gets the members of an object; empty for free-form JSON and for other types.</summary>
    public EquatableArray<FieldInfo> Fields { get; init; }

    /// <summary>Gets the markers by which a text refers to items of other fields.</summary>
    public EquatableArray<ReferenceInfo> References { get; init; }

    /// <summary>
    /// Gets the name of the C# type that is generated for the values or the members; <see langword="null"/> if there is none, or
    /// if the description was read from generated code.
    /// </summary>
    public string? TypeName { get; init; }

    /// <summary>
    /// Gets the ids of the sources if they differ from those of the model; empty if the description was read from generated code.
    /// </summary>
    public EquatableArray<string> Sources { get; init; }

    /// <summary>Gets a value that indicates whether the field accepts an image, audio or a video.</summary>
    public bool IsMedia => Type.IsMedia();

    /// <summary>Gets a value that indicates whether the field accepts numbers.</summary>
    public bool IsNumeric => Type.IsNumeric();

    /// <summary>Gets a value that indicates whether only <see cref="Values"/> are allowed.</summary>
    public bool HasOnlyListedValues => !Values.IsEmpty && !IsOpen;

    /// <summary>Gets the JSON keys under which the field is sent: one for each accepted form of a medium.</summary>
    public IEnumerable<string> Keys => Media is { } media ? media.Keys : [Wire.Name];

    /// <summary>Gets the JSON keys under which the field is recognized: <see cref="Keys"/> and the aliases.</summary>
    public IEnumerable<string> KeysAndAliases => Keys.Concat(Wire.Aliases).Distinct(StringComparer.Ordinal);

    /// <summary>Gets a value that indicates whether a C# enum represents the values.</summary>
    public bool IsClosed => Type == FieldType.Enum && !IsOpen && Fixed is null;

    /// <summary>Returns the listed value that equals a value; <see langword="null"/> if there is none.</summary>
    /// <param name="value">The value. Numbers are compared as numbers.</param>
    public ValueInfo? FindValue(Scalar value) =>
        IsNumeric && value.Kind == ScalarKind.Number ? FindNumber(value.Number) : FindText(value.Text);

    /// <summary>
    /// Returns the listed value that is spelled as a text on the wire; <see langword="null"/> if there is none.
    /// </summary>
    /// <param name="text">The text.</param>
    public ValueInfo? FindText(string text)
    {
        foreach (var listed in Values)
        {
            if (string.Equals(listed.Wire, text, StringComparison.Ordinal))
            {
                return listed;
            }
        }

        return null;
    }

    /// <summary>Returns the listed value that equals a number; <see langword="null"/> if there is none.</summary>
    /// <param name="number">The number.</param>
    public ValueInfo? FindNumber(decimal number)
    {
        foreach (var listed in Values)
        {
            if (listed.Number == number)
            {
                return listed;
            }
        }

        return null;
    }

    /// <summary>Returns a text without the suffix of the field, or without <c>s</c> for seconds: <c>8s</c> becomes 8.</summary>
    /// <param name="text">The text.</param>
    public string WithoutUnit(string text)
    {
        var unit = Wire.Suffix.Length > 0 && text.EndsWith(Wire.Suffix, StringComparison.Ordinal) ? Wire.Suffix
            : Type == FieldType.Seconds && text.EndsWith("s", StringComparison.Ordinal) ? "s"
            : "";
        return text.Substring(0, text.Length - unit.Length);
    }

    /// <summary>Returns a value as the API spells it, and whether it is a JSON string.</summary>
    /// <param name="value">The value of the field, or of an item of it.</param>
    public WireText Spell(Scalar value) => value.Kind switch
    {
        ScalarKind.Number => new(
            ExactNumber.Normalize(value.Number).ToString(CultureInfo.InvariantCulture) + Wire.Suffix, Wire.IsText),
        ScalarKind.Boolean => new(value.Text, IsString: false),
        _ => new(value.Text, IsString: true),
    };

    /// <summary>Returns the name of the field.</summary>
    public override string ToString() => Name;
}

/// <summary>Describes how the API names and spells a field.</summary>
public sealed record WireInfo
{
    /// <summary>Gets the JSON key; for a medium the key of its first accepted form.</summary>
    public required string Name { get; init; }

    /// <summary>Gets other documented keys, which are recognized but never sent.</summary>
    public EquatableArray<string> Aliases { get; init; }

    /// <summary>Gets a value that indicates whether a number is written as JSON text.</summary>
    public bool IsText { get; init; }

    /// <summary>Gets the suffix after a number of seconds, such as <c>s</c>; often empty.</summary>
    public string Suffix { get; init; } = "";
}

/// <summary>Represents a value as the API spells it.</summary>
/// <param name="Text">The text, without quotes.</param>
/// <param name="IsString">A value that indicates whether the value is a JSON string.</param>
public readonly record struct WireText(string Text, bool IsString);

/// <summary>Describes an allowed value of a field, or a known one of an open set.</summary>
/// <param name="Wire">The value as the API spells it, without the suffix of the field: <c>1792x1024</c>, <c>5</c>.</param>
/// <param name="Member">
/// The name of the C# enum member or constant: <c>R1792x1024</c>; empty for numbers without a C# type.
/// </param>
/// <param name="IsDisputed">A value that indicates whether only some sources allow the value.</param>
public sealed record ValueInfo(string Wire, string Member, bool IsDisputed)
{
    // Null if the value is not a number. Parsed once because each check of a number compares it with all listed values.
    internal decimal? Number { get; } =
        decimal.TryParse(Wire, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Describes the limits of the number of items of a list.</summary>
/// <param name="Min">The minimum number of items; <see langword="null"/> for no limit.</param>
/// <param name="Max">The maximum number of items; <see langword="null"/> for no limit.</param>
public sealed record ListInfo(int? Min, int? Max);

/// <summary>Describes how a text refers to the items of another field, numbered from 1: <c>@Element1</c>.</summary>
/// <param name="Marker">The text before the number: <c>@Element</c>.</param>
/// <param name="Field">The name of the list or the single medium.</param>
public sealed record ReferenceInfo(string Marker, string Field);
