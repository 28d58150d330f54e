using System.Globalization;

namespace NanoGpt;

/// <summary>Checks media: form, type, size, and whether the provider can fetch a link. Reads nothing but a file's length and its first bytes.</summary>
internal sealed class MediaValidator(long maxUploadBytes, Action<string, string, string, string?> report, Action<string, string, string> warn)
{
    private const int LongestLink = 2048;

    public void Check(FieldInfo row, string name, MediaInput medium)
    {
        if ((row.Accepts & medium.Form) == 0)
        {
            var allowed = Forms(row.Accepts);
            report(FindingCodes.FormNotAccepted, name, $"{name} takes {allowed}, not {Forms(medium.Form)}.", allowed);
            return;
        }

        switch (medium.Source)
        {
            case LinkSource link when PublicLink.ProblemOf(link.Text, row.AcceptsHttp) is { } problem:
                report(
                    FindingCodes.LinkNotFetchable,
                    name,
                    $"{name} = {link.Describe()} cannot be fetched by the provider: {problem}. Use a public https link.",
                    null);
                break;
            case LinkSource { Text.Length: > LongestLink } link:
                warn(
                    FindingCodes.LinkLong,
                    name,
                    FormattableString.Invariant($"{name} is a link of {link.Text.Length} characters: many services cut or refuse those of more than {LongestLink}."));
                break;
            case MalformedDataSource malformed:
                report(FindingCodes.DataMalformed, name, $"{name} is a malformed data URL: {malformed.Problem}.", null);
                break;
            case DataSource data:
                CheckData(row, name, medium.Kind, data);
                break;
        }
    }

    private void CheckData(FieldInfo row, string name, MediaKind kind, DataSource data)
    {
        if (data.MediaType is null)
        {
            report(FindingCodes.DataMalformed, name, $"{name} ({data.Describe()}) has no known extension: give its media type.", null);
        }
        else if (!kind.Fits(data.MediaType))
        {
            var allowed = kind.Prefix() + "*";
            report(FindingCodes.DataMalformed, name, $"{name} takes {allowed}, not {data.MediaType}.", allowed);
        }

        var isOfKind = data.MediaType is not null && kind.Fits(data.MediaType);
        long length;
        try
        {
            length = data.GetLength();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            report(FindingCodes.FileMissing, name, $"{name} ({data.Describe()}) cannot be read: there is no such file.", null);
            return;
        }

        if (length == 0)
        {
            report(FindingCodes.DataMalformed, name, $"{name} ({data.Describe()}) is empty.", null);
        }

        var most = row.MaxBytes ?? maxUploadBytes;
        if (isOfKind && length >= MediaSignature.Length && length <= most && Start(data) is { } start && !MediaSignature.Fits(start, kind.Prefix()))
        {
            warn(FindingCodes.ContentMismatch, name, $"{name} ({data.Describe()}) does not begin as {Article(kind)} does: the service may take the money and fail.");
        }

        if (length > most)
        {
            var remedy = (row.Accepts & MediaForms.Url) != 0 ? "Host it and use FromUrl." : "Use a smaller one.";
            report(
                FindingCodes.MediumTooLarge,
                name,
                FormattableString.Invariant(
                    $"{name} has {length} bytes, which are {Base64Streaming.EncodedLength(length)} as base64: allowed are up to {most} bytes. {remedy}"),
                most.ToString(CultureInfo.InvariantCulture));
        }
    }

    // The first bytes; null where reading them would use the source up.
    private static byte[]? Start(DataSource data)
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

    private static string Article(MediaKind kind) => kind switch
    {
        MediaKind.Image => "a picture",
        MediaKind.Audio => "a sound",
        _ => "a video",
    };

    private static string Forms(MediaForms forms)
    {
        var words = new List<string>();
        if ((forms & MediaForms.Url) != 0)
        {
            words.Add("a link");
        }

        if ((forms & MediaForms.Data) != 0)
        {
            words.Add("a data URL");
        }

        if ((forms & MediaForms.Attachment) != 0)
        {
            words.Add("an attachment");
        }

        return words.Count < 3 ? string.Join(" or ", words) : $"{words[0]}, {words[1]} or {words[2]}";
    }
}
