using System.Globalization;
using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Directories.Sync.Writing;

/// <summary>What a list offers, as values of a type of field.</summary>
internal static class ListedValues
{
    /// <summary>The values of a field.</summary>
    /// <param name="Items">As the directory spells them, without the suffix.</param>
    /// <param name="Suffix">What the list has behind each number.</param>
    internal sealed record Offer(IReadOnlyList<string> Items, string Suffix);

    /// <summary>Whether a field of a type can take what is listed.</summary>
    public static bool Fits(ListedField listed, FieldType type) => listed.Kind switch
    {
        ListedKind.Boolean => type == FieldType.Boolean,
        ListedKind.Image => type == FieldType.Image,
        ListedKind.Video => type == FieldType.Video,
        ListedKind.Audio => type == FieldType.Audio,
        ListedKind.Group => type == FieldType.Object,

        // A medium may be listed as a text that holds a link.
        ListedKind.Text => type is FieldType.String or FieldType.Enum or FieldType.Image or FieldType.Video or FieldType.Audio,
        ListedKind.Integer => type is FieldType.Integer or FieldType.Seed or FieldType.Seconds or FieldType.Number,
        ListedKind.Number => type is FieldType.Number or FieldType.Integer or FieldType.Seconds or FieldType.Seed,
        _ => type is FieldType.Enum or FieldType.String || (IsNumeric(type) && Of(listed, type) is not null),
    };

    /// <summary>The type of a field that only the list knows.</summary>
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
        _ when listed.Wire is "duration" or "seconds" && Of(listed, FieldType.Seconds) is not null => FieldType.Seconds,
        _ => FieldType.Enum,
    };

    /// <summary>The offered values as a field of a type has them; null if they cannot be such.</summary>
    public static Offer? Of(ListedField listed, FieldType type)
    {
        if (!IsNumeric(type))
        {
            return new Offer(listed.Options, "");
        }

        var suffix = type == FieldType.Seconds && listed.Options.Count > 0 && listed.Options.All(option => option.EndsWith('s')) ? "s" : "";
        var items = listed.Options.Select(option => Whole(option[..^suffix.Length])).ToList();
        return items.Contains(null) ? null : new Offer([.. items.OfType<string>().Distinct(StringComparer.Ordinal)], suffix);
    }

    /// <summary>The listed default as a field of a type has it; null if there is none, or none that the type allows.</summary>
    public static Scalar? Default(ListedField listed, FieldType type)
    {
        if (listed.Default is not { Length: > 0 } text)
        {
            return null;
        }

        switch (type)
        {
            case FieldType.Boolean:
                return text is "true" or "false" ? Scalar.Of(text == "true") : null;
            case FieldType.Number:
                return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    && Math.Abs(number) < 1e15m ? Scalar.Of(JsonReading.Trim(number)) : null;
            case FieldType.Integer or FieldType.Seconds or FieldType.Seed:
                return Whole(type == FieldType.Seconds && text.EndsWith('s') ? text[..^1] : text) is { } whole
                    ? Scalar.Of(decimal.Parse(whole, CultureInfo.InvariantCulture)) : null;
            case FieldType.String or FieldType.Enum:
                return ListText.IsClean(text) ? Scalar.Of(text) : null;
            default:
                return null;
        }
    }

    /// <summary>A value as the directory writes it.</summary>
    public static string Written(string value, FieldType type) => IsNumeric(type) ? value : YamlText.Flow(value);

    /// <summary>A value as the directory writes it.</summary>
    public static string Written(Scalar value) => value.Kind switch
    {
        ScalarKind.Number => YamlText.Number(value.Number),
        ScalarKind.Boolean => value.Text,
        _ => YamlText.Flow(value.Text),
    };

    /// <summary>C# names for those values that the rule gives none, or one that another value has.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Members(IEnumerable<string> values, string? prefix, IEnumerable<string> taken)
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
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;
}
