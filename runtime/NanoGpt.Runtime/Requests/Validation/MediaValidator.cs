namespace NanoGpt.Requests;

/// <summary>Validates a medium. Of a file, reads only the length and the first bytes.</summary>
internal static class MediaValidator
{
    public static void Check(in FieldPath path, MediaInput medium, long maxUploadBytes, List<Finding> findings)
    {
        if (ValueChecks.Form(path, medium.Form) is { } rejected)
        {
            findings.Add(rejected);
            return;
        }

        switch (medium.Source)
        {
            case LinkSource link:
                Add(ValueChecks.Link(path, link.Text, link.Describe()), findings);
                break;
            case MalformedDataSource malformed:
                findings.Add(ValueChecks.MalformedDataUrl(path, malformed.Problem));
                break;
            case DataSource data:
                CheckData(path, data, maxUploadBytes, findings);
                break;
        }
    }

    private static void CheckData(in FieldPath path, DataSource data, long maxUploadBytes, List<Finding> findings)
    {
        Add(ValueChecks.MediaType(path, data.MediaType, data.Describe()), findings);
        long length;
        try
        {
            length = data.GetLength();
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            findings.Add(ValueChecks.FileMissing(path, data.Describe()));
            return;
        }

        var tooLarge = ValueChecks.DataLength(path, length, maxUploadBytes, data.Describe());
        if (tooLarge is null && length >= MediaSignature.Length
            && data.MediaType is { } type && ValueChecks.IsOfType(path.Field, type) && ReadStart(data) is { } start)
        {
            Add(ValueChecks.Content(path, start, data.Describe()), findings);
        }

        Add(tooLarge, findings);
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

    private static void Add(Finding? finding, List<Finding> findings)
    {
        if (finding is not null)
        {
            findings.Add(finding);
        }
    }
}
