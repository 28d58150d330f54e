using System.Net.Http.Headers;

namespace NanoGpt;

/// <summary>What the head of an answer means for a download. Pure: neither I/O nor clock.</summary>
internal abstract record DownloadDecision
{
    /// <summary>The whole file follows.</summary>
    public sealed record Fresh : DownloadDecision;

    /// <summary>What is missing follows.</summary>
    public sealed record Append : DownloadDecision;

    /// <summary>It is elsewhere.</summary>
    public sealed record Redirect(Uri Link) : DownloadDecision;

    /// <summary>What is there already does not fit: ask for the whole file.</summary>
    public sealed record Restart : DownloadDecision;

    /// <summary>The link does not work any more; another may.</summary>
    public sealed record Expired : DownloadDecision;

    /// <summary>There is no video.</summary>
    public sealed record Fail(string Why) : DownloadDecision;

    /// <summary>What an answer means.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="link">What was asked for.</param>
    /// <param name="location">Where it points to.</param>
    /// <param name="range">Which part it says it is.</param>
    /// <param name="part">What is there already; null if the whole was asked for.</param>
    public static DownloadDecision Of(int status, Uri link, Uri? location, ContentRangeHeaderValue? range, PartInfo? part) => status switch
    {
        200 => new Fresh(),
        206 when part is not null && range is { From: { } from, Unit: "bytes" } && from == part.Received && (part.Total is null || range.Length is null || range.Length == part.Total) => new Append(),
        206 or 416 when part is not null => new Restart(),
        301 or 302 or 303 or 307 or 308 when location is not null && Uri.TryCreate(link, location, out var next) => new Redirect(next),
        403 or 404 or 410 => new Expired(),
        _ => new Fail(FormattableString.Invariant($"answered {status}")),
    };
}
