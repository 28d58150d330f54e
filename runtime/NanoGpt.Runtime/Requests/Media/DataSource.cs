namespace NanoGpt.Requests;

/// <summary>Represents a medium whose bytes are sent in the request, as a data URL.</summary>
internal abstract record DataSource(string? MediaType) : MediaSource
{
    /// <summary>Gets the text before the base64. Media types contain no characters that JSON escapes.</summary>
    public string Prefix { get; } = $"data:{MediaType ?? "application/octet-stream"};base64,";

    public sealed override MediaForms Form => MediaForms.Data;

    /// <summary>Gets what is known of the bytes without opening the source.</summary>
    public abstract MediaData Description { get; }

    public sealed override string Describe() => Description.ToString();

    public abstract long GetLength();

    public virtual bool TryGetBytes(out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        return false;
    }

    public abstract ValueTask<Stream> OpenAsync(CancellationToken cancellationToken);
}

/// <summary>Represents bytes in memory. Compares by the bytes.</summary>
internal sealed record BytesSource(ReadOnlyMemory<byte> Data, string? MediaType) : DataSource(MediaType)
{
    public override MediaData Description => new(MediaType, Data.Length);

    public override long GetLength() => Data.Length;

    public override bool TryGetBytes(out ReadOnlyMemory<byte> bytes)
    {
        bytes = Data;
        return true;
    }

    public override ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) =>
        new(new MemoryStream(Data.ToArray(), writable: false));

    public bool Equals(BytesSource? other) => base.Equals(other) && Data.Span.SequenceEqual(other.Data.Span);

    public override int GetHashCode()
    {
        // A few bytes distinguish media well enough; hashing megabytes would be slow.
        var hash = default(HashCode);
        hash.Add(MediaType);
        hash.Add(Data.Length);
        hash.AddBytes(Data.Span[..Math.Min(Data.Length, 64)]);
        return hash.ToHashCode();
    }
}

/// <summary>Represents a file, which is opened when the request is sent.</summary>
internal sealed record FileSource(string Path, string? MediaType) : DataSource(MediaType)
{
    public override MediaData Description => new(MediaType, Length: null) { FileName = Path };

    // Opens the file, so that one that is locked or unreadable is detected before anything is sent.
    public override long GetLength()
    {
        using var file = System.IO.File.OpenHandle(Path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return RandomAccess.GetLength(file);
    }

    public override ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) => new(new FileStream(
        Path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous | FileOptions.SequentialScan));
}

/// <summary>Represents a stream that the caller opens. Two are equal only if they have the same delegate.</summary>
internal sealed record StreamSource(Func<CancellationToken, ValueTask<Stream>> Open, long Length, string? MediaType)
    : DataSource(MediaType)
{
    public override MediaData Description => new(MediaType, Length) { IsStream = true };

    public override long GetLength() => Length;

    public override ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) => Open(cancellationToken);
}
