namespace NanoGpt.Runtime.Tests.Kit;

/// <summary>Represents bytes of an answer that come in pieces: at each read somebody is told.</summary>
public sealed class PlacedStream(byte[] bytes, Action reached) : MemoryStream(bytes, writable: false)
{
    private const int Piece = 4096;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        reached();
        cancellationToken.ThrowIfCancellationRequested();
        return Read(buffer.Span[..Math.Min(buffer.Length, Piece)]);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
}
