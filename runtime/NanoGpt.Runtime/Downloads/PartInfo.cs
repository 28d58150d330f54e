using System.Text.Json;

namespace NanoGpt;

/// <summary>What tells whether the rest of a partial file is still the rest of the same file. Kept beside the part; no link, no key.</summary>
internal sealed record PartInfo(string? ETag, string? LastModified, long? Total)
{
    private const int Version = 1;

    /// <summary>How many bytes are there.</summary>
    public long Received { get; init; }

    /// <summary>For <c>If-Range</c>; weak tags do not promise the same bytes.</summary>
    public string? Validator => ETag ?? LastModified;

    public static PartInfo Of(HttpResponseMessage response) => new(
        response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null,
        response.Content.Headers.LastModified?.ToString("R"),
        response.Content.Headers.ContentLength);

    public byte[] ToJson()
    {
        using var buffer = new PooledBuffer();
        using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("v", Version);
            json.WriteString("etag", ETag);
            json.WriteString("lastModified", LastModified);
            if (Total is { } total)
            {
                json.WriteNumber("total", total);
            }

            json.WriteEndObject();
        }

        return buffer.Written.ToArray();
    }

    /// <summary>What a sidecar says; null if it is none that helps.</summary>
    public static PartInfo? Read(byte[] json, long received)
    {
        using var document = LooseJson.Parse(json);
        var root = document?.RootElement ?? default;
        var info = new PartInfo(root.Find("etag").AsText(), root.Find("lastModified").AsText(), root.Find("total").AsAmount() is { } total ? (long)total : null)
        { Received = received };
        return received > 0 && info.Validator is not null && !(info.Total <= received) ? info : null;
    }
}
