namespace NanoGpt.Requests;

/// <summary>Describes media for their checks. Of a file, reads only the length and the first bytes.</summary>
internal static class MediaValidator
{
    public static void Check(in FieldPath path, MediaInput medium, List<Finding> findings) =>
        MediaChecks.Check(path, Describe(medium.Source), findings);

    private static Medium Describe(MediaSource source) => new(source.Form)
    {
        Link = (source as LinkSource)?.Text,
        Problem = (source as MalformedDataSource)?.Problem,
        Data = source is DataSource data ? Describe(data) : null,
    };

    private static MediaData Describe(DataSource data)
    {
        try
        {
            return data.Description with { Length = data.GetLength(), ReadStart = () => ReadStart(data) };
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return data.Description with { IsMissing = true };
        }
    }

    // The first bytes; null if reading them would consume the source.
    private static byte[]? ReadStart(DataSource data)
    {
        if (data.TryGetBytes(out var bytes))
        {
            return bytes.Span[..Math.Min(bytes.Length, MediaSignature.Length)].ToArray();
        }

        if (data is not FileSource file)
        {
            return null;
        }

        try
        {
            using var handle = File.OpenHandle(file.Path);
            var start = new byte[MediaSignature.Length];
            return start[..RandomAccess.Read(handle, start, 0)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
