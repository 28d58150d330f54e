namespace NanoGpt.Jobs;

/// <summary>Represents the meaning of a response for a download. Does not use I/O or the clock.</summary>
internal abstract record DownloadDecision
{
    /// <summary>The whole file follows.</summary>
    public sealed record Full : DownloadDecision;

    /// <summary>Bytes that continue the part follow, up to an exclusive end.</summary>
    public sealed record Continue(long End) : DownloadDecision;

    /// <summary>The video is at another address.</summary>
    public sealed record Redirect(Uri Link) : DownloadDecision;

    /// <summary>The received part does not fit. The whole file must be requested.</summary>
    public sealed record StartOver : DownloadDecision;

    /// <summary>The link no longer works.</summary>
    public sealed record Expired : DownloadDecision;

    /// <summary>There is no video.</summary>
    public sealed record Fail(string Reason) : DownloadDecision;

    /// <summary>Interprets a response without reading its body. The part is null if the whole file was requested.</summary>
    public static DownloadDecision FromResponse(HttpResponseMessage response, Uri link, PartInfo? part, long length) =>
        (int)response.StatusCode switch
        {
            200 => new Full(),
            206 when part is not null => GetEnd(response, part, length) is { } end ? new Continue(end) : new StartOver(),
            416 when part is not null => new StartOver(),
            301 or 302 or 303 or 307 or 308 when Uri.TryCreate(link, response.Headers.Location, out var next)
                => new Redirect(next),
            403 or 404 or 410 => new Expired(),
            var status => new Fail(FormattableString.Invariant($"returned {status}")),
        };

    // The exclusive end of a range that continues the part with the same version of the file; null for another range.
    private static long? GetEnd(HttpResponseMessage response, PartInfo part, long length) =>
        response.Content.Headers.ContentRange is { Unit: "bytes", From: { } from, To: { } to } range
        && from == length && to < part.Total
        && (range.Length is null || range.Length == part.Total)
        && part.IsSameVersion(response)
            ? to + 1
            : null;
}
