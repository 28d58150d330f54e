using NanoGpt.Evaluation;

namespace NanoGpt.Schema.Naming;

/// <summary>Suggests corrections of misspelled words.</summary>
public static class DidYouMean
{
    /// <summary>Returns the candidate that is most similar to a word; <see langword="null"/> if none is similar.</summary>
    /// <param name="word">The misspelled word.</param>
    /// <param name="candidates">The correct words. The first of equally similar ones is returned.</param>
    public static string? Find(string word, IEnumerable<string> candidates) => NearestWord.Find(word, candidates, out _);

    // The end of a message: the guess, or all candidates if they are few.
    internal static string Hint(string? guess, IReadOnlyCollection<string> candidates) =>
        guess is not null ? "did you mean '" + guess + "'?" : candidates.Count switch
        {
            0 => "there are none",
            <= 16 => "known are " + string.Join(", ", candidates),
            _ => "correct it or remove it",
        };
}
