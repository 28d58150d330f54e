using System.Text.Json;
using NanoGpt.Requests;

namespace NanoGpt.Clients;

/// <summary>The small bodies of Venice's calls about a job.</summary>
internal static class VeniceBodies
{
    /// <summary>What a price depends on; other fields are no business of a quote.</summary>
    public static readonly IReadOnlySet<string> QuoteKeys = new HashSet<string>(StringComparer.Ordinal)
    {
        "model", "duration", "aspect_ratio", "resolution", "upscale_factor", "audio", "video_url",
    };

    // Said although it is the default: a video that this call deleted could not be asked for again.
    public static byte[] Retrieve(VideoJob job) => Of(job, static json => json.WriteBoolean("delete_media_on_completion", false));

    public static byte[] Complete(VideoJob job) => Of(job, static _ => { });

    private static byte[] Of(VideoJob job, Action<Utf8JsonWriter> more)
    {
        using var buffer = new PooledBuffer(256);
        using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("model", job.Model);
            json.WriteString("queue_id", job.RunId);
            more(json);
            json.WriteEndObject();
        }

        return buffer.Written.ToArray();
    }
}
