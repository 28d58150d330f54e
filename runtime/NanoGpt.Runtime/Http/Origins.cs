namespace NanoGpt.Http;

/// <summary>Where the key and requests may go.</summary>
internal static class Origins
{
    /// <summary>Whether scheme, host and port are the same.</summary>
    public static bool AreSame(Uri left, Uri right) =>
        left.IsAbsoluteUri && right.IsAbsoluteUri
        && string.Equals(left.Scheme, right.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(left.IdnHost, right.IdnHost, StringComparison.OrdinalIgnoreCase)
        && left.Port == right.Port;

    /// <summary>Https anywhere; http only to loopback, if that is allowed.</summary>
    public static bool IsAllowed(Uri link, bool allowInsecureLoopback) =>
        link.IsAbsoluteUri
        && (link.Scheme == Uri.UriSchemeHttps || (allowInsecureLoopback && link.Scheme == Uri.UriSchemeHttp && link.IsLoopback));
}
