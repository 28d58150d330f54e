using System.Net;

namespace NanoGpt.Evaluation;

/// <summary>Checks whether links are accessible from the public internet.</summary>
public static class PublicLink
{
    /// <summary>Returns why the provider cannot fetch a link; <see langword="null"/> if its text shows no problem.</summary>
    /// <param name="text">The link.</param>
    /// <param name="acceptsHttp"><see langword="true"/> if the provider also fetches http links.</param>
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
            return "it contains a user name";
        }

        return IsPublicHost(link) ? null : "its host is private";
    }

    /// <summary>Returns a link without its query and user name, which may contain secrets.</summary>
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

    // The class Uri has already normalized other notations of addresses, such as 2130706433 or 0x7f.1.
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
