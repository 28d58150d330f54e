using System.Text.RegularExpressions;
using NanoGpt.Cli.Rules;

namespace NanoGpt.Cli.Reports;

/// <summary>The pages of the rules as a report shows them.</summary>
internal static partial class RuleHelp
{
    public static string Markdown(string id)
    {
        var page = RulePages.Find(id) ?? throw new InvalidOperationException($"{id} has no page.");
        return Fence().Replace(page.ReplaceLineEndings("\n"), "```$1");
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
