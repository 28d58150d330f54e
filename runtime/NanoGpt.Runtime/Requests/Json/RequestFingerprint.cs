using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NanoGpt.Requests;

/// <summary>Tells whether two requests are the same, without keeping them: a hash over the JSON and over where media come from.</summary>
internal static class RequestFingerprint
{
    public static string Of(VideoRequest request)
    {
        var writer = RequestWriter.Rent();
        try
        {
            writer.SubmissionId = null;
            writer.Write(request);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(writer.Written.Span);
            foreach (var splice in writer.Splices)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
                    CultureInfo.InvariantCulture, $"\n{splice.Position} {splice.Source.GetLength()} {splice.Source.Describe()}")));
            }

            return Convert.ToHexString(hash.GetHashAndReset());
        }
        finally
        {
            RequestWriter.Return(writer);
        }
    }
}
