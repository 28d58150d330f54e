using System.Text.Json;

namespace NanoGpt.Clients;

/// <summary>Creates the bodies of requests to Venice about a job.</summary>
internal static class VeniceBodies
{
    /// <summary>Gets the keys that a price depends on.</summary>
    public static readonly IReadOnlySet<string> QuoteKeys = new HashSet<string>(StringComparer.Ordinal)
    {
        "model", "duration", "aspect_ratio", "resolution", "upscale_factor", "audio", "video_url",
    };

    // Explicit, although it is the default: a deleted video is lost.
    public static byte[] Retrieve(VideoJob job) => Of(job, static json => json.WriteBoolean("delete_media_on_completion", false));

    public static byte[] Complete(VideoJob job) => Of(job, static _ => { });

    private static byte[] Of(VideoJob job, Action<Utf8JsonWriter> more) => JsonText.Object(json =>
    {
        json.WriteString("model", job.Model);
        json.WriteString("queue_id", job.RunId);
        more(json);
    });
}
