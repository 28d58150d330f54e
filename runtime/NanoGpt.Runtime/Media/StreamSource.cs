namespace NanoGpt;

/// <summary>A stream that the caller opens; equal only if the delegate is the same.</summary>
internal sealed record StreamSource(Func<CancellationToken, ValueTask<Stream>> Open, long Length, string? MediaType) : DataSource(MediaType)
{
    public override long GetLength() => Length;

    public override ValueTask<Stream> OpenAsync(CancellationToken ct) => Open(ct);

    public override string Describe() => FormattableString.Invariant($"{MediaType} stream, {Length} bytes");
}
