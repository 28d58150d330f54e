namespace NanoGpt.Requests;

/// <summary>A medium whose bytes are in the request: on the wire a data URL.</summary>
internal abstract record DataSource(string? MediaType) : MediaSource
{
    private const string UnknownType = "application/octet-stream";

    /// <summary>What stands before the base64. The media type has token characters only, so JSON needs no escapes in it.</summary>
    public string Prefix { get; } = $"data:{MediaType ?? UnknownType};base64,";

    public sealed override MediaForms Form => MediaForms.Data;

    /// <summary>The bytes' number.</summary>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    public abstract long GetLength();

    /// <summary>The bytes themselves, if they are in memory.</summary>
    public virtual bool TryGetBytes(out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        return false;
    }

    public abstract ValueTask<Stream> OpenAsync(CancellationToken ct);
}

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

/// <summary>A file, opened when the request is sent.</summary>
internal sealed record FileSource(string Path, string? MediaType) : DataSource(MediaType)
{
    // Opened, not looked up: a file that is locked or may not be read is noticed before anything is sent.
    public override long GetLength()
    {
        using var file = System.IO.File.OpenHandle(Path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return RandomAccess.GetLength(file);
    }

    public override ValueTask<Stream> OpenAsync(CancellationToken ct) =>
        new(new FileStream(Path, new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.Read,
            Share = FileShare.Read,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            BufferSize = 0,   // we read in large blocks ourselves
        }));

    public override string Describe() => "file " + Path;
}

/// <summary>A stream that the caller opens; equal only if the delegate is the same.</summary>
internal sealed record StreamSource(Func<CancellationToken, ValueTask<Stream>> Open, long Length, string? MediaType) : DataSource(MediaType)
{
    public override long GetLength() => Length;

    public override ValueTask<Stream> OpenAsync(CancellationToken ct) => Open(ct);

    public override string Describe() => FormattableString.Invariant($"{MediaType} stream, {Length} bytes");
}
