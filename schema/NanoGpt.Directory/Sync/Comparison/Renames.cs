using System.Text.RegularExpressions;
using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Comparison;

/// <summary>
/// Finds models that probably returned under another id: shared fields and a similar id with the same numbers.
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
                     where IsSimilar(old.Id, now.Id) && SharesFields(old, now)
                     select (Old: old, New: now, Distance: Distance(old.Id, now.Id))).ToList();
        return pairs
            .Where(pair => IsBest(pair, other => other.Old.Id == pair.Old.Id)
                && IsBest(pair, other => other.New.Id == pair.New.Id))
            .ToDictionary(pair => pair.New.Id, pair => pair.Old, StringComparer.Ordinal);

        // Nearer than all others: seedance-2-0 returned as seedance-2-0-basic, not as seedance-2-0-fast-basic.
        bool IsBest(
            (ModelDefinition Old, ListedModel New, int Distance) pair,
            Func<(ModelDefinition Old, ListedModel New, int Distance), bool> isRival) =>
            pairs.Count(other => isRival(other) && other.Distance <= pair.Distance) == 1;
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

    private static int Distance(string old, string now)
    {
        var words = Words(old);
        words.SymmetricExceptWith(Words(now));
        return words.Count;
    }

    private static HashSet<string> Words(string id) => [.. id.ToLowerInvariant().Split('-', '_', '.', '/')];

    // Lists never contain media and prompts, and a renamed model may have gained fields and values.
    private static bool SharesFields(ModelDefinition old, ListedModel now)
    {
        var own = old.Fields.Where(input => !input.IsMedia && input.Fixed is null && input.Type != FieldType.String).ToList();
        var shared = now.Fields.Count(listed => own.Exists(input => Means(input, listed)));
        return now.Modes.Any(old.Modes.Contains) && shared * 2 >= own.Count
            && shared * 2 >= now.Fields.Count(field => field.Wire != "prompt");
    }

    private static bool Means(FieldInfo input, ListedField listed) =>
        (input.Wire.Name == listed.Wire || input.Wire.Aliases.Contains(listed.Wire))
        && (input.Values.IsEmpty || listed.Options.Count == 0 || input.Values.Any(value =>
            listed.Options.Any(option => option.StartsWith(value.Wire, StringComparison.Ordinal))));

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
