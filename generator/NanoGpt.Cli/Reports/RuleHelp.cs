using System.Text.RegularExpressions;
using NanoGpt.Cli.Rules;

namespace NanoGpt.Cli.Reports;

/// <summary>Converts the pages of the rules for reports.</summary>
internal static partial class RuleHelp
{
    /// <summary>Returns a page as Markdown.</summary>
    public static string Markdown(string id)
    {
        var page = RulePages.Find(id) ?? throw new InvalidOperationException($"{id} has no page.");
        return Fence().Replace(page.ReplaceLineEndings("\n"), "```$1");
    }

    /// <summary>Returns a page as plain text, without the Markdown syntax of code and headings.</summary>
    public static string Plain(string id) => Marks().Replace(Markdown(id), "").Trim();

    /// <summary>Returns the section "Cause" of a page in one line.</summary>
    public static string Summary(string id) =>
        Plain(id).Split("\n\n").SkipWhile(static paragraph => paragraph != "Cause").ElementAt(1).ReplaceLineEndings(" ");

    // The words after the language of a code block are for the tests of this repository.
    [GeneratedRegex("^```(\\w+)[^\n]*$", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("^(```\\w*|#+ )\n?|`", RegexOptions.Multiline)]
    private static partial Regex Marks();
}
