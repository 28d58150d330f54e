using System.Security.Cryptography;
using System.Text;

namespace NanoGpt.Requests;

/// <summary>Converts a request to JSON with the contents of media, and to a hash.</summary>
internal static class RequestJson
{
    public static string ToJson(VideoRequest request) => Use(request, static writer =>
    {
        var json = writer.Written.Span;
        var text = new StringBuilder(json.Length);
        var position = 0;
        foreach (var splice in writer.Splices)
        {
            text.Append(Encoding.UTF8.GetString(json[position..splice.Position]));
            text.Append(Convert.ToBase64String(Bytes(splice.Source)));
            position = splice.Position;
        }

        var rest = Encoding.UTF8.GetString(json[position..]);
        return position == 0 ? rest : text.Append(rest).ToString();
    });

    /// <summary>Returns a hash of the JSON and of the origins of media, which does not reveal the request.</summary>
    public static string Fingerprint(VideoRequest request) => Use(request, static writer =>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(writer.Written.Span);
        foreach (var (position, source) in writer.Splices)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"\n{position} {source.GetLength()} {source.Describe()}")));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    });

    private static string Use(VideoRequest request, Func<RequestWriter, string> toText)
    {
        var writer = RequestWriter.Rent();
        try
        {
            writer.Write(request);
            return toText(writer);
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
        _ => throw new NotSupportedException(
            "A stream is read only when the request is sent. Use FromBytes or FromFile to include it in the JSON."),
    };
}
