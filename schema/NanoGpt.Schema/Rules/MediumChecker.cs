using NanoGpt.Schema.Model;

namespace NanoGpt.Schema.Rules;

/// <summary>Checks a medium: its form, and of data the media type and the size. What a link leads to is seen only when it is fetched.</summary>
internal static class MediumChecker
{
    /// <summary>Reports what is wrong with a medium, all of it.</summary>
    /// <param name="field">The field that it is for.</param>
    /// <param name="value">The medium.</param>
    /// <param name="name">How messages call the field.</param>
    /// <param name="report">Takes a code, a message, and what is allowed.</param>
    public static void Check(FieldSpec field, RequestValue value, string name, Action<string, string, string?> report)
    {
        var media = field.Media!;
        if (KeyOf(media, value.Form) is null)
        {
            var allowed = Forms(media);
            report(RequestCodes.FormNotAccepted, name + " takes " + allowed + ", not " + Word(value.Form) + ".", allowed);
        }
        else if (value.Problem is { } problem)
        {
            report(RequestCodes.WrongType, name + " is a malformed data URL: " + problem + ".", null);
        }
        else if (value.Data is { } data)
        {
            CheckType(field.Type, data, name, report);
            CheckLength(media, data, name, report);
        }
    }

    /// <summary>The key for the form that a medium has; null for other values, and where the field does not take the form.</summary>
    public static string? KeyOf(FieldSpec field, RequestValue? value) =>
        field.Media is { } media && value?.Kind == RequestValueKind.Media ? KeyOf(media, value.Form) : null;

    private static void CheckType(FieldType type, MediaData data, string name, Action<string, string, string?> report)
    {
        var kind = type switch
        {
            FieldType.Image => "image/",
            FieldType.Audio => "audio/",
            _ => "video/",
        };
        if (!data.MediaType.StartsWith(kind, StringComparison.OrdinalIgnoreCase))
        {
            report(RequestCodes.WrongType, name + " takes " + kind + "*, not " + data.MediaType + ".", kind + "*");
        }
    }

    private static void CheckLength(MediaSpec media, MediaData data, string name, Action<string, string, string?> report)
    {
        if (data.Length == 0)
        {
            report(RequestCodes.WrongType, name + " (" + data.MediaType + ", 0 bytes) is empty.", null);
        }
        else if (data.Length > media.MaxBytes)
        {
            // Three bytes become four characters.
            var encoded = (data.Length + 2) / 3 * 4;
            var remedy = media.Url is not null ? "Host it and send a link." : "Use a smaller one.";
            report(
                RequestCodes.MediumTooLarge,
                FormattableString.Invariant($"{name} has {data.Length} bytes, which are {encoded} as base64: allowed are up to {media.MaxBytes} bytes. {remedy}"),
                FormattableString.Invariant($"{media.MaxBytes}"));
        }
    }

    private static string? KeyOf(MediaSpec media, MediaForm form) => form switch
    {
        MediaForm.Url => media.Url,
        MediaForm.Data => media.Data,
        _ => media.Attachment,
    };

    private static string Forms(MediaSpec media)
    {
        var words = new List<string>(3);
        foreach (var form in new[] { MediaForm.Url, MediaForm.Data, MediaForm.Attachment })
        {
            if (KeyOf(media, form) is not null)
            {
                words.Add(Word(form));
            }
        }

        return words.Count < 3 ? string.Join(" or ", words) : words[0] + ", " + words[1] + " or " + words[2];
    }

    private static string Word(MediaForm form) => form switch
    {
        MediaForm.Url => "a link",
        MediaForm.Data => "a data URL",
        _ => "an attachment",
    };
}
