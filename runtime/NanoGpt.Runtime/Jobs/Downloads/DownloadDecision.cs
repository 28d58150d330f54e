namespace NanoGpt.Jobs;

/// <summary>What the head of an answer means for a download. Pure: neither I/O nor clock.</summary>
internal abstract record DownloadDecision
{
    /// <summary>The whole file follows.</summary>
    public sealed record Fresh : DownloadDecision;

    /// <summary>Bytes follow that continue the part, up to an exclusive end.</summary>
    public sealed record Continue(long End) : DownloadDecision;

    /// <summary>It is elsewhere.</summary>
    public sealed record Redirect(Uri Link) : DownloadDecision;

    /// <summary>What is there already does not fit: ask for the whole file.</summary>
    public sealed record StartOver : DownloadDecision;

    /// <summary>The link does not work any more; another may.</summary>
    public sealed record Expired : DownloadDecision;

    /// <summary>There is no video.</summary>
    public sealed record Fail(string Why) : DownloadDecision;

    /// <summary>Returns what an answer means.</summary>
    /// <param name="response">The answer; its body is not read.</param>
    /// <param name="link">What was asked for.</param>
    /// <param name="part">The file of the part that is there; null if the whole was asked for.</param>
    /// <param name="length">The length of that part in bytes.</param>
    public static DownloadDecision Of(HttpResponseMessage response, Uri link, PartInfo? part, long length) =>
        (int)response.StatusCode switch
        {
            200 => new Fresh(),
            206 when part is not null => EndOf(response, part, length) is { } end ? new Continue(end) : new StartOver(),
            416 when part is not null => new StartOver(),
            301 or 302 or 303 or 307 or 308 when Uri.TryCreate(link, response.Headers.Location, out var next)
                => new Redirect(next),
            403 or 404 or 410 => new Expired(),
            var status => new Fail(FormattableString.Invariant($"answered {status}")),
        };

    // The exclusive end of a range that begins at what was asked for and lies within the same version; null for any other range.
    private static long? EndOf(HttpResponseMessage response, PartInfo part, long length) =>
        response.Content.Headers.ContentRange is { Unit: "bytes", From: { } from, To: { } to } range
        && from == length && to < part.Total
        && (range.Length is null || range.Length == part.Total)
        && part.IsSameVersion(response)
            ? to + 1
            : null;
}
