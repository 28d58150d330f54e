using System.Text.RegularExpressions;
using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Directories.Sync.Comparison;

/// <summary>Finds models that went and came back under another id: the same fields, a similar id, and the same numbers in it.</summary>
/// <remarks>A guess, so it is only proposed; and where two models could be meant, none is.</remarks>
internal static partial class Renames
{
    /// <summary>The models that went, by the id under which each seems to have come back.</summary>
    public static IReadOnlyDictionary<string, ModelDefinition> Find(IReadOnlyList<ModelDefinition> gone, IReadOnlyList<ListedModel> fresh)
    {
        var pairs = (from old in gone
                     from now in fresh
                     where IsSimilar(old.Id, now.Id) && HasSameFields(old, now)
                     select (Old: old, New: now)).ToList();
        return pairs
            .Where(pair => pairs.Count(other => other.Old.Id == pair.Old.Id) == 1 && pairs.Count(other => other.New.Id == pair.New.Id) == 1)
            .ToDictionary(pair => pair.New.Id, pair => pair.Old, StringComparer.Ordinal);
    }

    // kling-v25 and kling-v26 are two models; wan-wavespeed-26 and wan-26 may be one.
    private static bool IsSimilar(string old, string now)
    {
        if (!Numbers().Matches(old).Select(match => match.Value).SequenceEqual(Numbers().Matches(now).Select(match => match.Value), StringComparer.Ordinal))
        {
            return false;
        }

        var (one, other) = (Words(old), Words(now));
        return one.IsSubsetOf(other) || other.IsSubsetOf(one) || DidYouMean.Find(old, [now]) is not null;
    }

    private static HashSet<string> Words(string id) => [.. id.ToLowerInvariant().Split('-', '_', '.', '/')];

    private static bool HasSameFields(ModelDefinition old, ListedModel now)
    {
        // Of what the directory knows, media and prompts are never listed, and more may be missing.
        var own = old.Fields.Where(input => !input.IsMedia && input.Fixed is null && input.Type != FieldType.String).ToList();
        var shared = now.Fields.Count(listed => own.Exists(input => Means(input, listed)));
        return now.Modes.Any(old.Modes.Contains)
            && now.Fields.All(listed => old.Fields.Any(input => Means(input, listed)))
            && shared * 2 >= own.Count;
    }

    private static bool Means(FieldInfo input, ListedField listed) =>
        (input.Wire.Name == listed.Wire || input.Wire.Aliases.Contains(listed.Wire))
        && (input.Values.IsEmpty || listed.Options.Count == 0 || input.Values.Any(value => listed.Options.Any(option => option.StartsWith(value.Wire, StringComparison.Ordinal))));

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
