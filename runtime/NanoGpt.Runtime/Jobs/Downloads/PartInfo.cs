using System.Net.Http.Headers;

namespace NanoGpt.Jobs;

/// <summary>Describes the whole file of a part. It is stored beside the part, without link, job or key.</summary>
/// <param name="Identity">The identity of the video, from <see cref="DownloadIdentity"/>.</param>
/// <param name="Tag">The strong entity tag of the file; null for none.</param>
/// <param name="LastModified">The time of the last modification; null if it does not identify a version.</param>
/// <param name="Total">The length of the whole file in bytes; null if it is unknown.</param>
internal sealed record PartInfo(string Identity, EntityTagHeaderValue? Tag, DateTimeOffset? LastModified, long? Total)
{
    // Exclusive.
    public const int MaxJsonBytes = 4096;

    private const int Version = 2;

    // Two versions that are written within one second have the same date (RFC 9110, section 8.8.2.2).
    private static readonly TimeSpan DateResolution = TimeSpan.FromSeconds(1);

    public bool CanContinue => Total is not null && (Tag is not null || LastModified is not null);

    public RangeConditionHeaderValue Condition => Tag is not null ? new(Tag) : new(LastModified!.Value);

    public static PartInfo FromResponse(HttpResponseMessage response, string identity)
    {
        var modified = response.Content.Headers.LastModified;
        return new PartInfo(
            identity,
            response.Headers.ETag is { IsWeak: false } tag ? tag : null,
            response.Headers.Date - modified >= DateResolution ? modified : null,
            response.Content.Headers.ContentLength);
    }

    public bool IsSameVersion(HttpResponseMessage response) =>
        Tag is not null
            ? Tag.Equals(response.Headers.ETag)
            : LastModified is not null && LastModified == response.Content.Headers.LastModified;

    public byte[] ToJson() => JsonText.Object(json =>
    {
        json.WriteNumber("v", Version);
        json.WriteString("id", Identity);
        json.WriteString("etag", Tag?.Tag);
        json.WriteString("lastModified", LastModified?.ToString("R"));
        if (Total is { } total)
        {
            json.WriteNumber("total", total);
        }
    });

    /// <summary>Reads a sidecar; null if it is not one of this version.</summary>
    public static PartInfo? Read(byte[] json)
    {
        using var document = LenientJson.Parse(json);
        var root = document?.RootElement ?? default;
        if (root.Find("v").AsAmount() != Version || root.Find("id").AsText() is not { } identity)
        {
            return null;
        }

        var culture = CultureInfo.InvariantCulture;
        var date = root.Find("lastModified").AsText();
        return new PartInfo(
            identity,
            EntityTagHeaderValue.TryParse(root.Find("etag").AsText(), out var tag) && !tag.IsWeak ? tag : null,
            DateTimeOffset.TryParseExact(date, "R", culture, DateTimeStyles.AssumeUniversal, out var modified) ? modified : null,
            long.TryParse(root.Find("total").AsText(), NumberStyles.None, culture, out var total) ? total : null);
    }
}
