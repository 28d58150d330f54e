using System.Globalization;
using System.Text;
using System.Text.Json;
using NanoGpt.Requests;

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
        json.WriteString(ModelKey, request.TypeInfo.EncodedId);
        if (SubmissionId is { } id && request.SubmissionIdKey is { } key)
        {
            json.WriteString(key, id);
        }

        fields.Write(request);
        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>Drops every member of the last request but some.</summary>
    /// <param name="keys">The keys of those that stay.</param>
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

    /// <summary>Adds a number to the object.</summary>
    internal void Add(string key, double value)
    {
        var end = buffer.Written.Length - 1;   // the brace
        buffer.Truncate(end);
        buffer.Append(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(end > 1 ? "," : "")}\"{key}\":{value:R}}}")));
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
