namespace NanoGpt;

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
