using System.Net;
using System.Net.Sockets;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;

namespace NanoGpt.Analyzers.Rules.Media;

/// <summary>Tells links that anybody can fetch from those that only look so.</summary>
internal static class MediaLinks
{
    // Blocks of IPv4 that are not the public internet: first byte, second byte, third byte, length of the prefix.
    private static readonly (byte A, byte B, byte C, int Bits)[] SpecialBlocks =
    [
        (0, 0, 0, 8), (10, 0, 0, 8), (100, 64, 0, 10), (127, 0, 0, 8), (169, 254, 0, 16), (172, 16, 0, 12), (192, 0, 0, 24),
        (192, 0, 2, 24), (192, 168, 0, 16), (198, 18, 0, 15), (198, 51, 100, 24), (203, 0, 113, 24), (224, 0, 0, 3),
    ];

    /// <summary>An expression that takes a link, for the author to finish.</summary>
    public static string? Placeholder(Fact.Media medium) =>
        medium.Type is { } type ? $"{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.FromUrl(\"https://example.com\")" : null;

    /// <summary>Why the provider cannot fetch a link; null if it can, as far as its text tells.</summary>
    public static string? ProblemOf(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var link) || link.IsFile)
        {
            return "it is not an absolute link";
        }

        if (link.Scheme != "https")
        {
            return $"its scheme is {link.Scheme}";
        }

        if (link.UserInfo.Length > 0)
        {
            return "it carries a user name";
        }

        return IsPublicHost(link) ? null : "its host is private";
    }

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

    private static bool IsPublicHost(Uri link)
    {
        if (IPAddress.TryParse(link.DnsSafeHost, out var address))
        {
            return IsPublic(address);
        }

        var host = link.IdnHost.TrimEnd('.');
        return host.IndexOf('.') >= 0
            && !host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            && !host.EndsWith(".local", StringComparison.OrdinalIgnoreCase)
            && !host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsPublic(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return IsPublic4(bytes, 0);
        }

        // Addresses that carry an IPv4 address are as public as that.
        if (address.IsIPv4MappedToIPv6 || StartsWith(bytes, 0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0))
        {
            return IsPublic4(bytes, 12);
        }

        if (StartsWith(bytes, 0x20, 0x02))
        {
            return IsPublic4(bytes, 2);
        }

        // Only 2000::/3 is handed out; of it, 2001::/23 and 2001:db8::/32 are special.
        return bytes[0] >> 5 == 1 && !(StartsWith(bytes, 0x20, 0x01) && (bytes[2] < 2 || (bytes[2] == 0x0D && bytes[3] == 0xB8)));
    }

    private static bool IsPublic4(byte[] bytes, int start)
    {
        var number = Number(bytes[start], bytes[start + 1], bytes[start + 2], bytes[start + 3]);
        foreach (var (a, b, c, bits) in SpecialBlocks)
        {
            if ((number ^ Number(a, b, c, 0)) >> (32 - bits) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static uint Number(byte a, byte b, byte c, byte d) => ((uint)a << 24) | ((uint)b << 16) | ((uint)c << 8) | d;

    private static bool StartsWith(byte[] bytes, params byte[] start) => start.Select((value, i) => bytes[i] == value).All(static same => same);
}
