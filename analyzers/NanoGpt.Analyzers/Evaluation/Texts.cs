namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Computes the known parts of texts.</summary>
internal static class Texts
{
    // Longer texts are not needed, because no limit is higher.
    public const int MaxLength = 100_000;

    /// <summary>A letter, which neither begins nor completes a reference such as <c>@Image2</c>.</summary>
    public const string Gap = "x";

    /// <summary>Returns what is known about two texts in a row. The text of another value than a string is unknown.</summary>
    public static Fact Concat(Fact left, Fact right)
    {
        var (start, isWhole, length, outline) = PartsOf(left);
        var (next, isNextWhole, nextLength, nextOutline) = PartsOf(right);
        if (isWhole && start.Length + next.Length <= MaxLength)
        {
            start += next;
            isWhole = isNextWhole;
        }
        else
        {
            isWhole = false;
        }

        return isWhole ? new Fact.Constant(start) : new Fact.Text(
            start, Math.Min(length, int.MaxValue / 2) + nextLength,
            outline.Length + nextOutline.Length <= MaxLength ? outline + nextOutline : outline + Gap);
    }

    private static (string Start, bool IsWhole, int MinLength, string Outline) PartsOf(Fact fact) => fact switch
    {
        Fact.Constant { Value: string text } => (text, true, text.Length, text),
        Fact.Constant { Value: char letter } => (letter.ToString(), true, 1, letter.ToString()),
        Fact.Constant { Value: null } => ("", true, 0, ""),
        Fact.Text text => (text.Start, false, Math.Min(text.MinLength, int.MaxValue / 4), text.Outline),
        _ => ("", false, 0, Gap),
    };
}
