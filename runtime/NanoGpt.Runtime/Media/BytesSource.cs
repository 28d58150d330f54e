namespace NanoGpt;

/// <summary>Bytes in memory; equal if the bytes are.</summary>
internal sealed record BytesSource(ReadOnlyMemory<byte> Data, string? MediaType) : DataSource(MediaType)
{
    public override long GetLength() => Data.Length;

    public override bool TryGetBytes(out ReadOnlyMemory<byte> bytes)
    {
        bytes = Data;
        return true;
    }

    public override ValueTask<Stream> OpenAsync(CancellationToken ct) => new(new MemoryStream(Data.ToArray(), writable: false));

    public bool Equals(BytesSource? other) => base.Equals(other) && Data.Span.SequenceEqual(other.Data.Span);

    public override int GetHashCode()
    {
        // A few bytes tell media apart well enough; hashing megabytes for a dictionary look-up would not pay.
        var hash = default(HashCode);
        hash.Add(MediaType);
        hash.Add(Data.Length);
        hash.AddBytes(Data.Span[..Math.Min(Data.Length, 64)]);
        return hash.ToHashCode();
    }

    public override string Describe() => FormattableString.Invariant($"{MediaType}, {Data.Length} bytes");
}
