using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Writing;

/// <summary>Converts listed values to the values of a field type.</summary>
internal static class ListedValues
{
    /// <summary>Represents the listed values of a field.</summary>
    /// <param name="Items">The values in the notation of the directory, without the suffix.</param>
    /// <param name="Suffix">The suffix of each listed number.</param>
    internal sealed record Offer(IReadOnlyList<string> Items, string Suffix);

    public static bool Fits(ListedField listed, FieldType type) => listed.Kind switch
    {
        ListedKind.Boolean => type == FieldType.Boolean,
        ListedKind.Image => type == FieldType.Image,
        ListedKind.Video => type == FieldType.Video,
        ListedKind.Audio => type == FieldType.Audio,
        ListedKind.Group => type == FieldType.Object,

        // A medium can be listed as a text that contains a URL.
        ListedKind.Text => type is FieldType.String or FieldType.Enum or FieldType.Image or FieldType.Video or FieldType.Audio,
        ListedKind.Integer => type is FieldType.Integer or FieldType.Seed or FieldType.Seconds or FieldType.Number,
        ListedKind.Number => type is FieldType.Number or FieldType.Integer or FieldType.Seconds or FieldType.Seed,
        _ => type is FieldType.Enum or FieldType.String || (IsNumeric(type) && Convert(listed, type) is not null),
    };

    public static FieldType NaturalType(ListedField listed) => listed.Kind switch
    {
        ListedKind.Boolean => FieldType.Boolean,
        ListedKind.Image => FieldType.Image,
        ListedKind.Video => FieldType.Video,
        ListedKind.Audio => FieldType.Audio,
        ListedKind.Group => FieldType.Object,
        ListedKind.Text => FieldType.String,
        ListedKind.Integer => FieldType.Integer,
        ListedKind.Number => FieldType.Number,
        _ when listed.IsConstant => FieldType.String,
        _ when listed.Wire is "duration" or "seconds" && Convert(listed, FieldType.Seconds) is not null => FieldType.Seconds,
        _ => FieldType.Enum,
    };

    /// <summary>Returns the listed values for a field type; null if they cannot be converted.</summary>
    public static Offer? Convert(ListedField listed, FieldType type)
    {
        if (!IsNumeric(type))
        {
            return new Offer(listed.Options, "");
        }

        var suffix = type == FieldType.Seconds && listed.Options.Count > 0 && listed.Options.All(option => option.EndsWith('s'))
            ? "s" : "";
        var items = listed.Options.Select(option => Whole(option[..^suffix.Length])).ToList();
        return items.Contains(null) ? null : new Offer([.. items.OfType<string>().Distinct(StringComparer.Ordinal)], suffix);
    }

    /// <summary>Returns the listed default for a field type; null if there is none or it cannot be converted.</summary>
    public static Scalar? Default(ListedField listed, FieldType type)
    {
        if (listed.Default is not { Length: > 0 } text)
        {
            return null;
        }

        return type switch
        {
            FieldType.Boolean => text is "true" or "false" ? Scalar.Of(text == "true") : null,
            FieldType.Number => decimal.TryParse(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var number)
                && Math.Abs(number) < 1e15m ? Scalar.Of(JsonReading.Trim(number)) : null,
            FieldType.Integer or FieldType.Seconds or FieldType.Seed =>
                Whole(type == FieldType.Seconds && text.EndsWith('s') ? text[..^1] : text) is { } whole
                    ? Scalar.Of(decimal.Parse(whole, CultureInfo.InvariantCulture)) : null,
            FieldType.String or FieldType.Enum => ListText.IsClean(text) ? Scalar.Of(text) : null,
            _ => null,
        };
    }

    public static string Written(string value, FieldType type) => IsNumeric(type) ? value : YamlText.Flow(value);

    public static string Written(Scalar value) => value.Kind switch
    {
        ScalarKind.Number => YamlText.Number(value.Number),
        ScalarKind.Boolean => value.Text,
        _ => YamlText.Flow(value.Text),
    };

    /// <summary>Returns C# names for the values whose default name is invalid or already used.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Members(
        IEnumerable<string> values, string? prefix, IEnumerable<string> taken)
    {
        var used = new HashSet<string>(taken, StringComparer.OrdinalIgnoreCase);
        var named = new List<KeyValuePair<string, string>>();
        foreach (var value in values)
        {
            var member = Identifier.Pascal(value, prefix);
            if (Identifier.IsValid(member) && used.Add(member))
            {
                continue;
            }

            var start = string.Concat(member.Where(c => char.IsAsciiLetterOrDigit(c) || c == '_'));
            var name = "Value" + start;
            for (var i = 2; !used.Add(name); i++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"Value{start}_{i}");
            }

            named.Add(new(value, name));
        }

        return named;
    }

    private static bool IsNumeric(FieldType type) => type is FieldType.Integer or FieldType.Seconds or FieldType.Seed;

    private static string? Whole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture) : null;
}
