using System.Text;

namespace NanoGpt;

/// <summary>
/// Writes requests as UTF-8 JSON into a pooled buffer. If it is used for one request after another, it does not allocate. The
/// contents of media are not written; the HTTP content of a request streams them. Not thread-safe.
/// </summary>
public sealed class RequestWriter : IDisposable
{
    private const int MaxPooledBytes = 1 << 20;

    private static readonly JsonEncodedText ModelKey = JsonText.Encode("model");
    private static RequestWriter? pooled;

    private readonly PooledBuffer buffer = new();
    private readonly List<MediaSplice> splices = [];
    private readonly Utf8JsonWriter json;
    private readonly FieldWriter fields;

    /// <summary>Initializes a new instance.</summary>
    public RequestWriter()
    {
        json = new Utf8JsonWriter(buffer, JsonText.WriterOptions);
        fields = new FieldWriter(json, splices);
    }

    /// <summary>Gets or sets the submission id to write, for providers that have a key for it; null for none.</summary>
    public Guid? SubmissionId { get; set; }

    /// <summary>
    /// Gets the JSON of the last request, valid until the next one is written. If <see cref="HasMedia"/> is true, it lacks the
    /// base64 of media.
    /// </summary>
    public ReadOnlyMemory<byte> Written => buffer.WrittenMemory;

    /// <summary>Gets a value that indicates whether the JSON lacks the contents of media.</summary>
    public bool HasMedia => splices.Count > 0;

    internal List<MediaSplice> Splices => splices;

    /// <summary>Returns the buffer to the pool.</summary>
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
        json.WriteString(ModelKey, request.TypeInfo.EncodedId);
        if (SubmissionId is { } id && request.SubmissionIdKey is { } key)
        {
            json.WriteString(key, id);
        }

        fields.Write(request);
        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>Removes all members of the last request except those with the given keys.</summary>
    internal void Keep(IReadOnlySet<string> keys)
    {
        var (whole, wholeSplices) = (Written.ToArray(), splices.ToArray());
        buffer.Clear();
        splices.Clear();
        buffer.Append("{"u8);
        var reader = new Utf8JsonReader(whole);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var from = (int)reader.TokenStartIndex;
            var isKept = keys.Contains(reader.GetString()!);
            reader.Read();
            reader.Skip();
            if (!isKept)
            {
                continue;
            }

            if (buffer.Written.Length > 1)
            {
                buffer.Append(","u8);
            }

            var to = (int)reader.BytesConsumed;
            var moved = buffer.Written.Length - from;
            buffer.Append(whole.AsSpan(from, to - from));
            foreach (var splice in wholeSplices)
            {
                if (splice.Position > from && splice.Position < to)
                {
                    splices.Add(splice with { Position = splice.Position + moved });
                }
            }
        }

        buffer.Append("}"u8);
    }

    /// <summary>Adds a member to the last request.</summary>
    internal void Add(string key, string valueAsJson)
    {
        var end = buffer.Written.Length - 1;   // the closing brace
        buffer.Truncate(end);
        buffer.Append(Encoding.UTF8.GetBytes($"{(end > 1 ? "," : "")}\"{key}\":{valueAsJson}}}"));
    }

    // One pooled writer is enough for most callers. It holds at most one megabyte.
    internal static RequestWriter Rent() => Interlocked.Exchange(ref pooled, null) ?? new RequestWriter();

    internal static void Return(RequestWriter writer)
    {
        writer.SubmissionId = null;
        writer.splices.Clear();   // releases the media
        if (writer.buffer.Capacity > MaxPooledBytes || Interlocked.CompareExchange(ref pooled, writer, null) is not null)
        {
            writer.Dispose();
        }
    }
}
