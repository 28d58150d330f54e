using NanoGpt.Evaluation;

namespace NanoGpt.Schema.Naming;

/// <summary>Ends the messages about unknown words.</summary>
internal static class DidYouMean
{
    // The end of a message: the guess, or all candidates if they are few.
    public static string Hint(string? guess, IReadOnlyCollection<string> candidates) =>
        NearestWord.Hint(guess, candidates.Count switch
        {
            0 => "there are none",
            <= 16 => "known are " + string.Join(", ", candidates),
            _ => "correct it or remove it",
        });
}
