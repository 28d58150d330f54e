using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;

namespace NanoGpt.Analyzers.Rules.Media;

/// <summary>What messages and fixes say of links.</summary>
internal static class MediaLinks
{
    /// <summary>An expression that takes a link, for the author to finish.</summary>
    public static string? Placeholder(Fact.Media medium) =>
        medium.Type is { } type ? $"{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.FromUrl(\"https://example.com\")" : null;

    /// <summary>A link without its query and user name, which may hold a secret.</summary>
    public static string Describe(string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var link))
        {
            var shown = link.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
            return link.Query.Length > 0 ? shown + "?…" : shown;
        }

        var end = text.IndexOfAny(['?', '#']);
        return end < 0 ? text : text.Substring(0, end) + "?…";
    }
}
