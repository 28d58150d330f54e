namespace NanoGpt.Evaluation;

/// <summary>Finds the word that a misspelt one was meant to be.</summary>
public static class NearestWord
{
    // Nobody misspells a longer word, and the work grows with the square of the length.
    private const int LongestWord = 48;

    /// <summary>Returns the candidate that is nearest to a word; <see langword="null"/> if none is near.</summary>
    /// <param name="word">The misspelt word.</param>
    /// <param name="candidates">The words that it may have been.</param>
    /// <param name="isOnly">Whether no other candidate is as near.</param>
    public static string? Find(string word, IEnumerable<string> candidates, out bool isOnly)
    {
        isOnly = true;
        if (word.Length is 0 or > LongestWord)
        {
            return null;
        }

        string? best = null;
        var bestDistance = Math.Max(1, Math.Min(3, word.Length / 3)) + 1;
        foreach (var candidate in candidates)
        {
            if (candidate.Length <= LongestWord && Math.Abs(candidate.Length - word.Length) <= bestDistance)
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

    // Edits between two words: a letter more, less, other, or two letters swapped. Case counts as no edit.
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
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = Same(a[i - 1], b[j - 1]);
                var edits = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    edits = Math.Min(edits, before[j - 2] + 1);
                }

                current[j] = edits;
                least = Math.Min(least, edits);
            }

            if (least >= limit)
            {
                return limit;
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[b.Length];
    }

    private static bool Same(char a, char b) => a == b || char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
