using System.Text.RegularExpressions;

namespace NanoGpt.Cli.Validation;

/// <summary>The pages of the rules, one for each <c>NGPT0xx</c>, as they were when the tool was built.</summary>
internal static partial class RulePages
{
    /// <summary>A page as Markdown.</summary>
    public static string Markdown(string id)
    {
        using var stream = typeof(RulePages).Assembly.GetManifestResourceStream($"rules/{id}.md")
            ?? throw new InvalidOperationException($"{id} has no page.");
        using var reader = new StreamReader(stream);
        return Fence().Replace(reader.ReadToEnd().ReplaceLineEndings("\n"), "```$1");
    }

    /// <summary>A page as plain text: without the marks of code and headings.</summary>
    public static string Plain(string id) => Marks().Replace(Markdown(id), "").Trim();

    /// <summary>The first paragraph under the heading, in one line.</summary>
    public static string Summary(string id) => Plain(id).Split("\n\n")[1].ReplaceLineEndings(" ");

    // What follows a code block's language tells this repository's tests what the example must give.
    [GeneratedRegex("^```(\\w+)[^\n]*$", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("^(```\\w*|#+ )\n?|`", RegexOptions.Multiline)]
    private static partial Regex Marks();
}
