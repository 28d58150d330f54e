using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Writing;

/// <summary>Writes listed fields as inputs of a model file.</summary>
internal static class InputText
{
    /// <summary>Returns the keys that differ from the declaration of the field; null if none do.</summary>
    public static string? Format(ListedField listed, DeclaredField declared)
    {
        var keys = new List<string>();
        var isMedium = declared.Type is FieldType.Image or FieldType.Audio or FieldType.Video;
        if (!isMedium && !declared.Wires.Contains(listed.Wire, StringComparer.Ordinal))
        {
            keys.Add($"wire: {YamlText.Flow(listed.Wire)}");
        }

        if (listed.Required)
        {
            keys.Add("required: true");
        }

        if (listed.IsConstant)
        {
            keys.Add($"fixed: {ListedValues.Written(listed.Options[0], declared.Type)}");
            keys.Add("send: true");
        }
        else if (!isMedium)
        {
            AddValues(listed, declared, keys);
        }

        return keys.Count == 0 ? null : $"{{ {string.Join(", ", keys)} }}";
    }

    private static void AddValues(ListedField listed, DeclaredField declared, List<string> keys)
    {
        if (ListedValues.Convert(listed, declared.Type) is { Items.Count: > 0 } offer && declared.Type != FieldType.String)
        {
            if (offer.Suffix != declared.Suffix)
            {
                keys.Add($"suffix: {YamlText.Flow(offer.Suffix)}");
            }

            keys.Add($"values: {YamlText.List(offer.Items.Select(item => ListedValues.Written(item, declared.Type)))}");
            if (declared.Type == FieldType.Enum
                && ListedValues.Members(offer.Items, declared.Prefix, []) is { Count: > 0 } members)
            {
                var entries = members.Select(member => $"{YamlText.Flow(member.Key)}: {member.Value}");
                keys.Add($"members: {{ {string.Join(", ", entries)} }}");
            }
        }
        else if (declared.Type == FieldType.Enum)
        {
            // A text with unknown values.
            keys.Add("open: true");
        }
        else if (declared.Type == FieldType.String && listed.MaxLength is { } longest)
        {
            keys.Add($"max_length: {YamlText.Number(longest)}");
        }
        else if (declared.Type is FieldType.Integer or FieldType.Number or FieldType.Seconds
            && Bounds(listed, declared.Type) is { } bounds)
        {
            keys.AddRange(bounds);
        }

        if (!listed.Required && ListedValues.Default(listed, declared.Type) is { } assumed && IsAllowed(listed, declared, assumed)
            && !string.Equals(assumed.Text, declared.Default, StringComparison.Ordinal))
        {
            keys.Add($"default: {ListedValues.Written(assumed)}");
        }
    }

    private static bool IsAllowed(ListedField listed, DeclaredField declared, Scalar assumed) =>
        ListedValues.Convert(listed, declared.Type) is not { Items.Count: > 0 } offer
            ? !(assumed.Kind == ScalarKind.Number && (assumed.Number < listed.Min || assumed.Number > listed.Max))
            : declared.Type == FieldType.String || offer.Items.Contains(assumed.Text, StringComparer.Ordinal);

    private static IEnumerable<string>? Bounds(ListedField listed, FieldType type)
    {
        var isSound = (listed.Min is null || listed.Max is null || listed.Min <= listed.Max)
            && new[] { listed.Min, listed.Max }.OfType<decimal>()
                .All(bound => Math.Abs(bound) <= 1e9m && (type == FieldType.Number || bound == decimal.Truncate(bound)));
        var step = listed.Step is { } size && (type == FieldType.Number || size == decimal.Truncate(size)) ? listed.Step : null;
        return !isSound ? null : new[] { ("min", listed.Min), ("max", listed.Max), ("step", step) }
            .Where(bound => bound.Item2 is not null).Select(bound => $"{bound.Item1}: {YamlText.Number(bound.Item2!.Value)}");
    }
}
