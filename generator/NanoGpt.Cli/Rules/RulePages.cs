using System.Text.RegularExpressions;

namespace NanoGpt.Cli.Rules;

/// <summary>Provides the embedded pages of all rules.</summary>
internal static partial class RulePages
{
    private const string Folder = "rules/";

    public static IEnumerable<(string Id, string Title)> All() =>
        typeof(RulePages).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..^".md".Length])
            .Order(StringComparer.Ordinal)
            .Select(id => (id, Title(Find(id)!)));

    public static string? Find(string id)
    {
        using var page = typeof(RulePages).Assembly.GetManifestResourceStream($"{Folder}{id}.md");
        if (page is null)
        {
            return null;
        }

        using var reader = new StreamReader(page);
        return reader.ReadToEnd();
    }

    /// <summary>Returns the canonical id: <c>120</c>, <c>ngpt120</c> and <c>NGPT120</c> are equal.</summary>
    public static string Normal(string text)
    {
        var digits = Id().Match(text);
        return digits.Success
            ? $"NGPT{int.Parse(digits.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture):000}" : text;
    }

    private static string Title(string page)
    {
        var line = page.AsSpan()[..page.IndexOf('\n', StringComparison.Ordinal)].Trim();
        return line[(line.IndexOf(':') + 1)..].Trim().ToString();
    }

    [GeneratedRegex(@"^(?:NGPT)?0*(\d{1,3})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
