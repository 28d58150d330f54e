namespace NanoGpt;

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
