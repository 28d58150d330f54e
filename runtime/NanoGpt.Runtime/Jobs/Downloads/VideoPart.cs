namespace NanoGpt.Jobs;

/// <summary>Represents the part of a video that was received: in a file or passed on.</summary>
internal abstract class VideoPart(string identity)
{
    private PartInfo? first;

    public string Identity => identity;

    public abstract long Length { get; }

    public long? Total => Info?.Total;

    public int StartCount { get; private set; }

    public bool IsComplete => Info is not null && (Total is null || Length == Total);

    public PartInfo? Continuable => Info is { CanContinue: true } && Length > 0 ? Info : null;

    protected PartInfo? Info { get; private set; }

    public void Start(PartInfo newInfo)
    {
        // A version of a file has one length: the first that the host announced.
        var expected = first is { Total: { } total, Tag: { } tag } && tag.Equals(newInfo.Tag)
            ? newInfo with { Total = total }
            : newInfo;
        first ??= expected;
        Forget();
        StartCount++;
        Describe(expected);
    }

    public void Forget()
    {
        Clear();
        Info = null;
    }

    public abstract ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Discards all bytes.</summary>
    protected abstract void Clear();

    protected virtual void Describe(PartInfo description) => Info = description;
}
