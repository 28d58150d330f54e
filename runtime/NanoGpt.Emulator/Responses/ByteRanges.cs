using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace NanoGpt.Emulator.Responses;

/// <summary>Files in parts, for downloads that continue.</summary>
internal static class ByteRanges
{
    /// <summary>The part of a file that a <c>Range</c> header asks for; anything but one range of the same file gets the whole.</summary>
    public static EmulatorResponse Apply(HttpContext context, EmulatorResponse answer)
    {
        if (HttpMethods.IsPost(context.Request.Method) || answer.Status != StatusCodes.Status200OK || answer.ContentType.StartsWith("application/json", StringComparison.Ordinal))
        {
            return answer;
        }

        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(answer.Body.Span)[..8])}\"";
        var headers = new Dictionary<string, string>(answer.Headers) { [HeaderNames.AcceptRanges] = "bytes", [HeaderNames.ETag] = tag };
        var whole = answer with { Headers = headers };
        var length = answer.Body.Length;
        if (context.Request.GetTypedHeaders().Range is not { Ranges.Count: 1 } header || header.Unit != "bytes"
            || (context.Request.Headers.IfRange.ToString() is { Length: > 0 } known && known != tag))
        {
            return whole;
        }

        var range = header.Ranges.Single();
        var from = range.From ?? Math.Max(0, length - range.To.GetValueOrDefault());
        var to = range.From is null ? length - 1 : Math.Min(range.To ?? long.MaxValue, length - 1);
        if (from > to)
        {
            headers[HeaderNames.ContentRange] = FormattableString.Invariant($"bytes */{length}");
            return whole with { Status = StatusCodes.Status416RangeNotSatisfiable, Body = default };
        }

        headers[HeaderNames.ContentRange] = FormattableString.Invariant($"bytes {from}-{to}/{length}");
        return whole with { Status = StatusCodes.Status206PartialContent, Body = answer.Body.Slice((int)from, (int)(to - from + 1)) };
    }
}
