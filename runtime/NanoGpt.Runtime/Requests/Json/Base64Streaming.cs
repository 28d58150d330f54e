using System.Buffers;
using System.Buffers.Text;

namespace NanoGpt.Requests;

/// <summary>Represents base64 that is inserted into the JSON before a byte position when it is sent.</summary>
internal readonly record struct MediaSplice(int Position, DataSource Source);

/// <summary>Encodes media as base64 block by block, in constant memory.</summary>
internal static class Base64Streaming
{
    // A multiple of 3, so that only the last block can have padding. Neither 48 KiB nor the 64 KiB it becomes is a large object.
    private const int BlockLength = 48 * 1024;

    /// <summary>Writes a medium as base64. The Content-Length was computed from the length in bytes.</summary>
    public static async ValueTask WriteAsync(DataSource source, long length, Stream target, CancellationToken cancellationToken)
    {
        var encoded = ArrayPool<byte>.Shared.Rent(BlockLength / 3 * 4);
        try
        {
            if (source.TryGetBytes(out var bytes))
            {
                for (var start = 0; start < bytes.Length; start += BlockLength)
                {
                    var block = bytes.Slice(start, Math.Min(BlockLength, bytes.Length - start));
                    await WriteBlockAsync(block, encoded, target, cancellationToken).ConfigureAwait(false);
                }

                return;
            }

            var stream = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                await WriteStreamAsync(source, stream, length, encoded, target, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(encoded);
        }
    }

    private static ValueTask WriteBlockAsync(
        ReadOnlyMemory<byte> block, byte[] encoded, Stream target, CancellationToken cancellationToken)
    {
        Base64.EncodeToUtf8(block.Span, encoded, out _, out var written);
        return target.WriteAsync(encoded.AsMemory(0, written), cancellationToken);
    }

    private static async ValueTask WriteStreamAsync(
        DataSource source, Stream stream, long length, byte[] encoded, Stream target, CancellationToken cancellationToken)
    {
        // One byte more than a block, so that a source that has grown is noticed at its end.
        var raw = ArrayPool<byte>.Shared.Rent(BlockLength + 1);
        try
        {
            for (var left = length; ;)
            {
                var wanted = (int)Math.Min(BlockLength, left);
                var probe = wanted + (left <= BlockLength ? 1 : 0);
                var read = await stream.ReadAtLeastAsync(raw.AsMemory(0, probe), probe, false, cancellationToken)
                    .ConfigureAwait(false);
                if (read != wanted)
                {
                    var (name, now) = (source.Describe(), read < wanted ? "fewer" : "more");
                    throw new IOException(FormattableString.Invariant(
                        $"The medium ({name}) has {now} than the expected {length} bytes: it changed while it was sent."));
                }

                await WriteBlockAsync(raw.AsMemory(0, wanted), encoded, target, cancellationToken).ConfigureAwait(false);
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
