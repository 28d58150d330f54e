using NanoGpt.Evaluation;

namespace NanoGpt.Schema.Naming;

/// <summary>Finds what a misspelt word was meant to be.</summary>
public static class DidYouMean
{
    /// <summary>The candidate that is nearest to a word, if one is near enough; the first of equals.</summary>
    public static string? Find(string word, IEnumerable<string> candidates) => NearestWord.Find(word, candidates, out _);

    /// <summary>A half sentence for a message: the guess, or the whole choice if it is short.</summary>
    internal static string Hint(string? guess, IReadOnlyCollection<string> candidates)
    {
        if (guess is not null)
        {
            return "did you mean '" + guess + "'?";
        }

        return candidates.Count switch
        {
            0 => "there are none to choose from",
            <= 16 => "known are " + string.Join(", ", candidates),
            _ => "correct it or remove it",
        };
    }
}
