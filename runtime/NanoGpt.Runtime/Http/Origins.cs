namespace NanoGpt.Http;

/// <summary>Decides which addresses may receive the key and requests.</summary>
internal static class Origins
{
    /// <summary>Returns whether scheme, host and port are the same.</summary>
    public static bool AreSame(Uri left, Uri right) =>
        left.IsAbsoluteUri && right.IsAbsoluteUri
        && string.Equals(left.Scheme, right.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(left.IdnHost, right.IdnHost, StringComparison.OrdinalIgnoreCase)
        && left.Port == right.Port;

    /// <summary>Returns whether a link is https, or http to a loopback address if that is allowed.</summary>
    public static bool IsAllowed(Uri link, bool allowInsecureLoopback) =>
        link.IsAbsoluteUri
        && (link.Scheme == Uri.UriSchemeHttps || (allowInsecureLoopback && link.Scheme == Uri.UriSchemeHttp && link.IsLoopback));
}
