using System.Text.RegularExpressions;
using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Comparison;

/// <summary>
/// Finds models that probably returned under another id: the same fields and a similar id with the same numbers.
/// </summary>
/// <remarks>A match is a guess, so it is only proposed. Ambiguous matches are dropped.</remarks>
internal static partial class Renames
{
    /// <summary>Returns the unlisted models by the id under which each probably returned.</summary>
    public static IReadOnlyDictionary<string, ModelDefinition> Find(
        IReadOnlyList<ModelDefinition> unlisted, IReadOnlyList<ListedModel> added)
    {
        var pairs = (from old in unlisted
                     from now in added
                     where IsSimilar(old.Id, now.Id) && HasSameFields(old, now)
                     select (Old: old, New: now)).ToList();
        return pairs
            .Where(pair => pairs.Count(other => other.Old.Id == pair.Old.Id) == 1
                        && pairs.Count(other => other.New.Id == pair.New.Id) == 1)
            .ToDictionary(pair => pair.New.Id, pair => pair.Old, StringComparer.Ordinal);
    }

    // kling-v25 and kling-v26 are different models; wan-wavespeed-26 and wan-26 may be the same.
    private static bool IsSimilar(string old, string now)
    {
        if (!Numbers().Matches(old).Select(match => match.Value)
            .SequenceEqual(Numbers().Matches(now).Select(match => match.Value), StringComparer.Ordinal))
        {
            return false;
        }

        var (one, other) = (Words(old), Words(now));
        return one.IsSubsetOf(other) || other.IsSubsetOf(one) || NearestWord.Find(old, [now]) is not null;
    }

    private static HashSet<string> Words(string id) => [.. id.ToLowerInvariant().Split('-', '_', '.', '/')];

    private static bool HasSameFields(ModelDefinition old, ListedModel now)
    {
        // Lists never contain media and prompts, and other fields may be missing.
        var own = old.Fields.Where(input => !input.IsMedia && input.Fixed is null && input.Type != FieldType.String).ToList();
        var shared = now.Fields.Count(listed => own.Exists(input => Means(input, listed)));
        return now.Modes.Any(old.Modes.Contains)
            && now.Fields.All(listed => old.Fields.Any(input => Means(input, listed)))
            && shared * 2 >= own.Count;
    }

    private static bool Means(FieldInfo input, ListedField listed) =>
        (input.Wire.Name == listed.Wire || input.Wire.Aliases.Contains(listed.Wire))
        && (input.Values.IsEmpty || listed.Options.Count == 0 || input.Values.Any(value =>
            listed.Options.Any(option => option.StartsWith(value.Wire, StringComparison.Ordinal))));

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
