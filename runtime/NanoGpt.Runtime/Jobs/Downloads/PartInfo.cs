using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using NanoGpt.Http;
using NanoGpt.Requests;

namespace NanoGpt.Jobs;

/// <summary>Describes the file that a part is the beginning of. It is kept beside the part; no link, no job, no key.</summary>
/// <param name="Identity">The identity of the video, from <see cref="DownloadIdentity"/>.</param>
/// <param name="Tag">The file's strong entity tag; null for none.</param>
/// <param name="LastModified">When the file was last modified; null if that does not tell two versions of it apart.</param>
/// <param name="Total">The length of the whole file in bytes; null if the host did not say.</param>
internal sealed record PartInfo(string Identity, EntityTagHeaderValue? Tag, DateTimeOffset? LastModified, long? Total)
{
    /// <summary>The length in bytes that no sidecar reaches.</summary>
    public const int MaxJsonBytes = 4096;

    private const int Version = 2;

    // Of two versions that are written within one second, both have the same date (RFC 9110, section 8.8.2.2).
    private static readonly TimeSpan DateResolution = TimeSpan.FromSeconds(1);

    /// <summary>Whether the rest of the file can be asked for, and be told from the rest of another version.</summary>
    public bool CanContinue => Total is not null && (Tag is not null || LastModified is not null);

    /// <summary>The condition under which the host sends the rest instead of the whole.</summary>
    public RangeConditionHeaderValue Condition => Tag is not null ? new(Tag) : new(LastModified!.Value);

    /// <summary>Describes the file of an answer.</summary>
    public static PartInfo Of(HttpResponseMessage response, string identity)
    {
        var modified = response.Content.Headers.LastModified;
        return new PartInfo(
            identity,
            response.Headers.ETag is { IsWeak: false } tag ? tag : null,
            response.Headers.Date - modified >= DateResolution ? modified : null,
            response.Content.Headers.ContentLength);
    }

    /// <summary>Whether a range of an answer is of this version of the file.</summary>
    public bool IsSameVersion(HttpResponseMessage response) =>
        Tag is not null
            ? Tag.Equals(response.Headers.ETag)
            : LastModified is not null && LastModified == response.Content.Headers.LastModified;

    /// <summary>Returns the content of the sidecar.</summary>
    public byte[] ToJson()
    {
        using var buffer = new PooledBuffer();
        using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("v", Version);
            json.WriteString("id", Identity);
            json.WriteString("etag", Tag?.Tag);
            json.WriteString("lastModified", LastModified?.ToString("R"));
            if (Total is { } total)
            {
                json.WriteNumber("total", total);
            }

            json.WriteEndObject();
        }

        return buffer.Written.ToArray();
    }

    /// <summary>Reads a sidecar; null if it is not one of this version.</summary>
    public static PartInfo? Read(byte[] json)
    {
        using var document = LooseJson.Parse(json);
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
