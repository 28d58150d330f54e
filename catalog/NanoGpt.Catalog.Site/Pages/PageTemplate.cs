using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace NanoGpt.Catalogs.Site.Pages;

/// <summary>Represents the host page of the app, from which all pages of the site are made.</summary>
/// <param name="html">The host page as the app was published.</param>
public sealed partial class PageTemplate(string html)
{
    private const string Loading = "<p class=\"loading\">AI video models</p>";

    /// <summary>Gets the hashes of the inline scripts for a content security policy: only the import map of the app.</summary>
    public IReadOnlyList<string> ScriptHashes { get; } =
        [.. InlineScript().Matches(html).Select(static match => $"'sha256-{Hash(match.Groups[1].Value)}'")];

    /// <summary>Returns a page that starts the app, and that shows a content without it.</summary>
    /// <param name="basePath">The path of the site, with slashes at both ends.</param>
    /// <param name="page">The content; null for the list.</param>
    /// <param name="token">The token of the server; null for a static site.</param>
    public string Write(string basePath, SitePage? page, string? token = null)
    {
        var meta = token is null ? "" : $"\n    <meta name=\"{Running.RunProtocol.TokenMeta}\" content=\"{token}\">";
        var text = html.Replace("<base href=\"/\">", $"<base href=\"{Encode(basePath)}\">{meta}", StringComparison.Ordinal);
        return page is null ? text : Fill(text, page);
    }

    /// <summary>Returns a page that does not start the app.</summary>
    /// <param name="basePath">The path of the site, with slashes at both ends.</param>
    /// <param name="page">The content.</param>
    public string WriteDocument(string basePath, SitePage page) => App().Replace(Write(basePath, page), "");

    private static string Fill(string text, SitePage page)
    {
        var title = $"<title>{Encode(page.Title)} - AI video models</title>";
        var content = $"<main class=\"document\"><p><a href=\"./\">AI video models</a></p>\n{page.Html}</main>";
        var description = $"<meta name=\"description\" content=\"{Encode(page.Description)}\">";
        text = text.Replace("<title>AI video models</title>", title, StringComparison.Ordinal);
        text = Description().Replace(text, _ => description, 1);
        return text.Replace(Loading, content, StringComparison.Ordinal);
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex("<script type=\"importmap\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex InlineScript();

    [GeneratedRegex(@"\s*<template.*?</template>|\s*<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex App();

    [GeneratedRegex("<meta name=\"description\"[^>]*>")]
    private static partial Regex Description();
}

/// <summary>Represents the content of a page.</summary>
/// <param name="Title">The title.</param>
/// <param name="Description">One sentence for search engines.</param>
/// <param name="Html">The content.</param>
public sealed record SitePage(string Title, string Description, string Html);
