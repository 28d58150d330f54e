namespace NanoGpt;

/// <summary>A file, opened when the request is sent.</summary>
internal sealed record FileSource(string Path, string? MediaType) : DataSource(MediaType)
{
    public override long GetLength() => new FileInfo(Path).Length;

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
