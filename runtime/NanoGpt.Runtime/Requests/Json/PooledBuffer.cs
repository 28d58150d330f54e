using System.Buffers;

namespace NanoGpt.Requests;

/// <summary>Represents a growing byte buffer on arrays of the shared pool.</summary>
internal sealed class PooledBuffer(int capacity = 1024) : IBufferWriter<byte>, IDisposable
{
    private byte[] array = ArrayPool<byte>.Shared.Rent(capacity);
    private int count;

    public ReadOnlySpan<byte> Written => array.AsSpan(0, count);

    public ReadOnlyMemory<byte> WrittenMemory => array.AsMemory(0, count);

    public int Capacity => array.Length;

    public void Clear() => count = 0;

    public void Truncate(int length) => count = length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        count += bytes.Length;
    }

    public void Advance(int count) => this.count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return array.AsMemory(count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return array.AsSpan(count);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(array);
        array = [];
        count = 0;
    }

    private void Grow(int sizeHint)
    {
        var needed = count + Math.Max(sizeHint, 1);
        if (needed <= array.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, array.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(array);
        array = larger;
    }
}
