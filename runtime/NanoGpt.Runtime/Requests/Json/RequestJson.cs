using System.Text;

namespace NanoGpt.Requests;

/// <summary>A request as one JSON text.</summary>
internal static class RequestJson
{
    public static string ToJson(VideoRequest request)
    {
        var writer = RequestWriter.Rent();
        try
        {
            writer.Write(request);
            var json = writer.Written.Span;
            if (!writer.HasMedia)
            {
                return Encoding.UTF8.GetString(json);
            }

            var text = new StringBuilder(json.Length);
            var position = 0;
            foreach (var splice in writer.Splices)
            {
                text.Append(Encoding.UTF8.GetString(json[position..splice.Position])).Append(Convert.ToBase64String(Bytes(splice.Source)));
                position = splice.Position;
            }

            return text.Append(Encoding.UTF8.GetString(json[position..])).ToString();
        }
        finally
        {
            RequestWriter.Return(writer);
        }
    }

    private static ReadOnlySpan<byte> Bytes(DataSource source) => source switch
    {
        FileSource file => File.ReadAllBytes(file.Path),
        _ when source.TryGetBytes(out var bytes) => bytes.Span,
        _ => throw new NotSupportedException("A stream is read only when the request is sent. Use FromBytes or FromFile to have it in the JSON."),
    };
}
