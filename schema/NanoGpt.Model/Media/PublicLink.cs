using System.Net;

namespace NanoGpt.Evaluation;

/// <summary>Tells links that anybody on the internet can fetch from those that only look so.</summary>
public static class PublicLink
{
    /// <summary>Why the provider cannot fetch a link; null if it can, as far as its text tells.</summary>
    /// <param name="text">The link.</param>
    /// <param name="acceptsHttp">Whether the provider fetches http links too.</param>
    public static string? FindProblem(string text, bool acceptsHttp)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var link) || link.IsFile)
        {
            return "it is not an absolute link";
        }

        if (link.Scheme != Uri.UriSchemeHttps && !(acceptsHttp && link.Scheme == Uri.UriSchemeHttp))
        {
            return $"its scheme is {link.Scheme}";
        }

        if (link.UserInfo.Length > 0)
        {
            return "it carries a user name";
        }

        return IsPublicHost(link) ? null : "its host is private";
    }

    /// <summary>Returns a link without its query and user name, which may hold secrets.</summary>
    /// <param name="text">The link.</param>
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

    // The class Uri has normalised disguises of addresses such as 2130706433 or 0x7f.1 already.
    private static bool IsPublicHost(Uri link)
    {
        if (IPAddress.TryParse(link.DnsSafeHost, out var address))
        {
            return PublicAddress.IsPublic(address);
        }

        var host = link.IdnHost.TrimEnd('.');
        return host.AsSpan().IndexOf('.') >= 0
            && !host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            && !host.EndsWith(".local", StringComparison.OrdinalIgnoreCase)
            && !host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase);
    }
}
