namespace NanoGpt.Evaluation;

/// <summary>Finds the most similar word for a misspelled one.</summary>
public static class NearestWord
{
    // Longer texts are not words, and the time grows with the square of the length.
    private const int MaxLength = 48;

    /// <summary>Returns the candidate that is most similar to a word; <see langword="null"/> if none is similar.</summary>
    /// <param name="word">The misspelled word.</param>
    /// <param name="candidates">The correct words. The first of equally similar ones is returned.</param>
    public static string? Find(string word, IEnumerable<string> candidates) => Find(word, candidates, out _);

    /// <summary>Returns the candidate that is most similar to a word; <see langword="null"/> if none is similar.</summary>
    /// <param name="word">The misspelled word.</param>
    /// <param name="candidates">The correct words. The first of equally similar ones is returned.</param>
    /// <param name="isOnly"><see langword="true"/> if no other candidate is equally similar.</param>
    public static string? Find(string word, IEnumerable<string> candidates, out bool isOnly)
    {
        isOnly = true;
        if (word.Length is 0 or > MaxLength)
        {
            return null;
        }

        string? best = null;
        var bestDistance = Math.Max(1, Math.Min(3, word.Length / 3)) + 1;
        foreach (var candidate in candidates)
        {
            if (candidate.Length <= MaxLength && Math.Abs(candidate.Length - word.Length) <= bestDistance)
            {
                var distance = Distance(word, candidate, bestDistance + 1);
                if (distance < bestDistance && distance < candidate.Length)
                {
                    best = candidate;
                    bestDistance = distance;
                    isOnly = true;
                }
                else if (best is not null && distance == bestDistance)
                {
                    isOnly = false;
                }
            }
        }

        return best;
    }

    /// <summary>Returns <c>did you mean 'word'?</c>, or another remedy if there is no similar word.</summary>
    /// <param name="nearest">The similar word; <see langword="null"/> if there is none.</param>
    /// <param name="otherwise">The other remedy.</param>
    public static string Hint(string? nearest, string otherwise) => nearest is null ? otherwise : $"did you mean '{nearest}'?";

    // The Damerau-Levenshtein distance without regard to case; a result of at least the limit is not exact.
    private static int Distance(string a, string b, int limit)
    {
        var before = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            var min = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = Same(a[i - 1], b[j - 1]);
                var edits = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    edits = Math.Min(edits, before[j - 2] + 1);
                }

                current[j] = edits;
                min = Math.Min(min, edits);
            }

            if (min >= limit)
            {
                return limit;
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[b.Length];
    }

    private static bool Same(char a, char b) => a == b || char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
