using System.Globalization;

namespace NanoGpt.Evaluation;

/// <summary>Checks media: form, link, media type, size and signature.</summary>
public static class MediaChecks
{
    /// <summary>Adds the findings for a medium.</summary>
    /// <param name="path">The location of the medium.</param>
    /// <param name="medium">What is known of the medium.</param>
    /// <param name="findings">The list to add to.</param>
    public static void Check(in FieldPath path, Medium medium, List<Finding> findings)
    {
        if (ValueChecks.Form(path, medium.Form) is { } rejected)
        {
            findings.Add(rejected);
        }
        else if (medium.Link is { } link)
        {
            Add(ValueChecks.Link(path, link, PublicLink.Describe(link)), findings);
        }
        else if (medium.Problem is { } problem)
        {
            findings.Add(ValueChecks.MalformedDataUrl(path, problem));
        }
        else if (medium.Data is { } data)
        {
            CheckData(path, data, findings);
        }
    }

    private static void CheckData(in FieldPath path, MediaData data, List<Finding> findings)
    {
        var source = data.ToString();
        Add(ValueChecks.MediaType(path, data.MediaType, source), findings);
        var isOfType = data.MediaType is { } type && ValueChecks.IsOfType(path.Field, type);
        if (isOfType && data.FileName is { } file
            && MediaTypes.FromFileName(file, MediaTypes.PrefixOf(path.Field.Type)) is { } named
            && !ValueChecks.IsOfType(path.Field, named))
        {
            findings.Add(ValueChecks.NameMismatch(path, source, data.MediaType!, named));
        }

        if (data.IsMissing)
        {
            findings.Add(ValueChecks.FileMissing(path, source));
        }
        else if (data.Length is { } length)
        {
            if (ValueChecks.DataLength(path, length, source) is { } invalid)
            {
                findings.Add(invalid);
            }
            else if (isOfType && length >= MediaSignature.Length && data.ReadStart?.Invoke() is { } start)
            {
                Add(ValueChecks.Content(path, start, source), findings);
            }
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

/// <summary>Represents what is known of a medium of a request.</summary>
/// <param name="Form">The form.</param>
public sealed record Medium(MediaForms Form)
{
    /// <summary>Gets the link; <see langword="null"/> if it is unknown, or for other forms.</summary>
    public string? Link { get; init; }

    /// <summary>
    /// Gets the problem of a malformed data URL, such as <c>it has no comma</c>; otherwise <see langword="null"/>.
    /// </summary>
    public string? Problem { get; init; }

    /// <summary>Gets the content; <see langword="null"/> if it is unknown or malformed, or for other forms.</summary>
    public MediaData? Data { get; init; }

    /// <summary>Returns the form of a medium that a text has: a data URL, a link, or otherwise the id of an attachment.</summary>
    /// <param name="text">The text.</param>
    public static MediaForms FormOf(string text) => DataUrlHeader.Begins(text) ? MediaForms.Data
        : text.AsSpan().IndexOf("://".AsSpan()) >= 0 ? MediaForms.Url
        : MediaForms.Attachment;

    /// <summary>Reads a text as a link or, if it begins as one, a data URL.</summary>
    /// <param name="text">The text.</param>
    public static Medium FromUrl(string text)
    {
        if (!DataUrlHeader.Begins(text))
        {
            return new Medium(MediaForms.Url) { Link = text };
        }

        var head = DataUrlHeader.Read(text);
        return head.Problem is { } problem ? new Medium(MediaForms.Data) { Problem = problem }
            : DataUrlHeader.DataLength(text, head.Length) is not { } length
            ? new Medium(MediaForms.Data) { Problem = DataUrlHeader.MalformedBase64 }
            : new Medium(MediaForms.Data)
            {
                Data = new MediaData(head.MediaType, length) { ReadStart = () => DataUrlHeader.ReadStart(text, head.Length) },
            };
    }
}

/// <summary>Represents the bytes of a medium.</summary>
/// <param name="MediaType">The media type with its parameters: <c>image/png</c>; <see langword="null"/> if it is unknown.</param>
/// <param name="Length">The number of bytes; <see langword="null"/> if it is unknown.</param>
public sealed record MediaData(string? MediaType, long? Length)
{
    /// <summary>Gets the path of the file; <see langword="null"/> for other sources.</summary>
    public string? FileName { get; init; }

    /// <summary>Gets a value that indicates whether the bytes come from a stream.</summary>
    public bool IsStream { get; init; }

    /// <summary>Gets a value that indicates whether the file does not exist or cannot be read.</summary>
    public bool IsMissing { get; init; }

    /// <summary>
    /// Gets a function that returns the first bytes, at most <see cref="MediaSignature.Length"/>, or <see langword="null"/> if
    /// they are unknown.
    /// </summary>
    public Func<byte[]?>? ReadStart { get; init; }

    /// <summary>Returns the source as messages show it: <c>file a.png</c>, <c>image/png, 5 bytes</c>.</summary>
    public override string ToString()
    {
        if (FileName is not null)
        {
            return "file " + FileName;
        }

        var type = MediaType + (IsStream ? " stream" : "");
        return Length is { } length ? $"{type}, {length.ToString(CultureInfo.InvariantCulture)} bytes" : type;
    }
}
