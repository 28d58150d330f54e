using NanoGpt.Schema.Issues;

namespace NanoGpt.Schema.Loading;

/// <summary>A file of a directory that may be unread yet.</summary>
/// <remarks>
/// What was read by the caller is kept, since an editor goes on with it. What is read here is not: the tree of a file is many times
/// its text, a model's is needed once, and those of ten thousand together would be most of the memory and of the time.
/// </remarks>
internal sealed class SourceFile
{
    private readonly ParsedFile? parsed;

    /// <summary>A file that was read.</summary>
    public SourceFile(ParsedFile parsed)
        : this(parsed.File)
    {
        this.parsed = parsed;
    }

    /// <summary>A file that is read when it is needed.</summary>
    public SourceFile(DirectoryFile file)
    {
        File = file;
    }

    /// <summary>The file as text.</summary>
    public DirectoryFile File { get; }

    /// <summary>What is wrong with it as YAML; nothing before it is read.</summary>
    public IReadOnlyList<Issue> Issues { get; private set; } = [];

    /// <summary>Reads it, unless it was.</summary>
    public ParsedFile Read(CancellationToken cancellation)
    {
        var read = parsed ?? ModelDirectory.Parse(File, cancellation);
        Issues = read.Issues;
        return read;
    }
}
