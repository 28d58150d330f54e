using System.Text.Json;

namespace NanoGpt;

/// <summary>
/// Writes requests as UTF-8 JSON into a pooled buffer. Used for one request after another it allocates nothing. Contents of media
/// are not written here: <see cref="VideoRequestContent"/> streams them into their places.
/// </summary>
/// <remarks>Not for several threads at once.</remarks>
public sealed class RequestWriter : IDisposable
{
    private const int LargestKept = 1 << 20;

    private static readonly JsonEncodedText ModelKey = JsonText.Encode("model");
    private static RequestWriter? spare;

    private readonly PooledBuffer buffer = new();
    private readonly List<MediaSplice> splices = [];
    private readonly Utf8JsonWriter json;
    private readonly FieldWriter fields;

    /// <summary>A writer without content.</summary>
    public RequestWriter()
    {
        json = new Utf8JsonWriter(buffer, JsonText.WriterOptions);
        fields = new FieldWriter(json, splices);
    }

    /// <summary>The id that requests written from now on carry, where their provider has a key for one; null for none.</summary>
    public Guid? SubmissionId { get; set; }

    /// <summary>
    /// The JSON of the last request. Valid until the next one is written. Where <see cref="HasMedia"/> is true, the base64 of
    /// media is missing in it.
    /// </summary>
    public ReadOnlyMemory<byte> Written => buffer.WrittenMemory;

    /// <summary>Whether contents of media belong into the JSON.</summary>
    public bool HasMedia => splices.Count > 0;

    internal List<MediaSplice> Splices => splices;

    /// <summary>Gives the buffer back to the pool.</summary>
    public void Dispose()
    {
        json.Dispose();
        buffer.Dispose();
    }

    internal void Write(VideoRequest request)
    {
        buffer.Clear();
        splices.Clear();
        json.Reset();

        json.WriteStartObject();
        json.WriteString(ModelKey, request.Model.EncodedId);
        if (SubmissionId is { } id && request.SubmissionIdKey is { } key)
        {
            json.WriteString(key, id);
        }

        fields.Write(request);
        json.WriteEndObject();
        json.Flush();
    }

    // One spare writer is enough for the usual caller, and never more than one megabyte stays with it.
    internal static RequestWriter Rent() => Interlocked.Exchange(ref spare, null) ?? new RequestWriter();

    internal static void Return(RequestWriter writer)
    {
        writer.SubmissionId = null;
        writer.splices.Clear();   // lets go of the media
        if (writer.buffer.Capacity > LargestKept || Interlocked.CompareExchange(ref spare, writer, null) is not null)
        {
            writer.Dispose();
        }
    }
}
