using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace NanoGpt.Emulator.Responses;

/// <summary>Applies the <c>Range</c> header, for downloads that are resumed.</summary>
internal static class ByteRanges
{
    /// <summary>Returns the requested part of a file, or the complete file unless one range is requested.</summary>
    public static EmulatorResponse Apply(HttpContext context, EmulatorResponse response)
    {
        if (HttpMethods.IsPost(context.Request.Method) || response.Status != StatusCodes.Status200OK
            || response.ContentType.StartsWith("application/json", StringComparison.Ordinal))
        {
            return response;
        }

        var tag = $"\"{Convert.ToHexString(SHA256.HashData(response.Body.Span)[..8])}\"";
        var headers = new Dictionary<string, string>(response.Headers)
        {
            [HeaderNames.AcceptRanges] = "bytes",
            [HeaderNames.ETag] = tag,
        };
        var complete = response with { Headers = headers };
        var length = response.Body.Length;
        if (context.Request.GetTypedHeaders().Range is not { Ranges.Count: 1 } header || header.Unit != "bytes"
            || (context.Request.Headers.IfRange.ToString() is { Length: > 0 } known && known != tag))
        {
            return complete;
        }

        var range = header.Ranges.Single();
        var from = range.From ?? Math.Max(0, length - range.To.GetValueOrDefault());
        var to = range.From is null ? length - 1 : Math.Min(range.To ?? long.MaxValue, length - 1);
        if (from > to)
        {
            headers[HeaderNames.ContentRange] = FormattableString.Invariant($"bytes */{length}");
            return complete with { Status = StatusCodes.Status416RangeNotSatisfiable, Body = default };
        }

        headers[HeaderNames.ContentRange] = FormattableString.Invariant($"bytes {from}-{to}/{length}");
        var part = response.Body.Slice((int)from, (int)(to - from + 1));
        return complete with { Status = StatusCodes.Status206PartialContent, Body = part };
    }
}
