using System.Buffers;
using System.Buffers.Text;

namespace NanoGpt.Requests;

/// <summary>Turns media into base64 block by block, in constant memory.</summary>
internal static class Base64Streaming
{
    // A multiple of 3, so that only the last block can have padding; 48 KiB become 64 KiB, and neither is on the large object heap.
    private const int BlockLength = 48 * 1024;

    /// <summary>Bytes of base64 that a number of bytes becomes.</summary>
    public static long EncodedLength(long length) => (length + 2) / 3 * 4;

    /// <summary>Writes a medium as base64.</summary>
    /// <param name="source">The medium.</param>
    /// <param name="length">The bytes that it had when the length of the whole body was promised.</param>
    /// <param name="target">Where the base64 goes.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="IOException">The medium has another length now.</exception>
    public static async ValueTask WriteAsync(DataSource source, long length, Stream target, CancellationToken ct)
    {
        var encoded = ArrayPool<byte>.Shared.Rent(BlockLength / 3 * 4);
        try
        {
            if (source.TryGetBytes(out var bytes))
            {
                await WriteBytesAsync(bytes, encoded, target, ct).ConfigureAwait(false);
                return;
            }

            var stream = await source.OpenAsync(ct).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                await WriteStreamAsync(source, stream, length, encoded, target, ct).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(encoded);
        }
    }

    private static async ValueTask WriteBytesAsync(ReadOnlyMemory<byte> bytes, byte[] encoded, Stream target, CancellationToken ct)
    {
        for (var start = 0; start < bytes.Length; start += BlockLength)
        {
            var block = bytes.Slice(start, Math.Min(BlockLength, bytes.Length - start));
            Base64.EncodeToUtf8(block.Span, encoded, out _, out var written);
            await target.WriteAsync(encoded.AsMemory(0, written), ct).ConfigureAwait(false);
        }
    }

    private static async ValueTask WriteStreamAsync(
        DataSource source, Stream stream, long length, byte[] encoded, Stream target, CancellationToken ct)
    {
        // One byte more than a block, so that a source that has grown is noticed at its end.
        var raw = ArrayPool<byte>.Shared.Rent(BlockLength + 1);
        try
        {
            for (var left = length; ;)
            {
                var wanted = (int)Math.Min(BlockLength, left);
                var probe = left <= BlockLength ? 1 : 0;
                var read = await stream.ReadAtLeastAsync(raw.AsMemory(0, wanted + probe), wanted + probe, false, ct).ConfigureAwait(false);
                if (read != wanted)
                {
                    throw new IOException(FormattableString.Invariant(
                        $"The medium ({source.Describe()}) was to have {length} bytes and has {(read < wanted ? "fewer" : "more")}: it changed while it was sent."));
                }

                Base64.EncodeToUtf8(raw.AsSpan(0, wanted), encoded, out _, out var written);
                await target.WriteAsync(encoded.AsMemory(0, written), ct).ConfigureAwait(false);
                left -= wanted;
                if (left == 0)
                {
                    return;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(raw);
        }
    }
}

/// <summary>Base64 that belongs into written JSON and is not there yet.</summary>
/// <param name="Position">Before which byte of the JSON it belongs.</param>
/// <param name="Source">Where its bytes come from.</param>
internal readonly record struct MediaSplice(int Position, DataSource Source);
