using Microsoft.CodeAnalysis.CSharp;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Checks media inputs whose link, path or bytes are constant.</summary>
internal static class MediumRules
{
    /// <summary>Returns the findings, each with an expression that may replace the media input.</summary>
    public static IEnumerable<(Finding? Finding, string? Replacement)> Check(FieldPath path, Fact.Media medium)
    {
        if (medium.Form is not { } form)
        {
            yield break;
        }

        var link = path.Field.Media!.UrlKey is null ? null : CreateLink(medium, "https://example.com");
        if (ValueChecks.Form(path, form) is { } rejected)
        {
            yield return (rejected, link);
        }
        else if (medium is { Factory: "FromFile", Content: { } file })
        {
            yield return CheckFile(path, medium, file);
        }
        else if (medium is { Factory: "FromUrl", Content: { } text } && form == MediaForms.Url)
        {
            yield return (string.IsNullOrWhiteSpace(text) ? null : ValueChecks.Link(path, text, PublicLink.Describe(text)), null);
        }
        else if (medium is { Factory: "FromUrl", Start: { } start } && form == MediaForms.Url)
        {
            yield return (CheckStart(path, start), null);
        }
        else if (medium is { Factory: "FromUrl", Content: { } url })
        {
            var head = DataUrlHeader.Read(url);
            var length = head.Problem is null ? DataUrlHeader.DataLength(url, head.Length) : null;
            if (length is null)
            {
                yield return (ValueChecks.MalformedDataUrl(path, head.Problem ?? DataUrlHeader.MalformedBase64), null);
                yield break;
            }

            foreach (var finding in CheckData(path, head.MediaType, length, ReadStart(url, head.Length)))
            {
                yield return (finding, finding?.Code == FindingCodes.MediumTooLarge ? link : null);
            }
        }
        else if (medium is { Factory: "FromBytes" or "FromStream", MediaType: { } type }
            && MediaTypes.IsWellFormed(type.AsSpan()))
        {
            foreach (var finding in CheckData(path, type, medium.ByteCount, MediaFactories.ReadStart(medium.Data)))
            {
                yield return (finding, finding?.Code == FindingCodes.MediumTooLarge ? link : null);
            }
        }
        else if (medium is { MediaType: null, ByteCount: { } count })
        {
            yield return (count == 0 ? null : ValueChecks.DataLength(path, count, ValueChecks.DefaultMaxUploadBytes, ""), link);
        }
    }

    // The start of a link determines its scheme, and its host if a path follows.
    private static Finding? CheckStart(FieldPath path, string start)
    {
        var authority = start.IndexOf("://", StringComparison.Ordinal) + 3;
        if (authority < 3)
        {
            return null;
        }

        var link = start.IndexOf('/', authority) < 0 ? start + "example.com" : start;
        return ValueChecks.Link(path, link, start + "…") is { Code: FindingCodes.LinkNotFetchable } finding ? finding : null;
    }

    private static (Finding? Finding, string? Replacement) CheckFile(FieldPath path, Fact.Media medium, string file)
    {
        var source = "file " + file;
        if (file.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || file.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            // The compiler cannot know whether other files exist at run time.
            var missing = ValueChecks.FileMissing(path, source);
            return (missing, path.Field.Media!.UrlKey is null ? null : CreateLink(medium, file));
        }

        if (medium.IsTypeUnknown)
        {
            return default;
        }

        // Some containers hold audio or video. Their extension is read as the kind of the field.
        var named = MediaTypes.FromFileName(file, MediaTypes.PrefixOf(path.Field.Type));
        var finding = ValueChecks.MediaType(path, medium.MediaType ?? named, source);
        return (finding is null && medium.MediaType is { } given && named is not null && !ValueChecks.IsOfType(path.Field, named)
            ? ValueChecks.NameMismatch(path, source, given, named)
            : finding, null);
    }

    private static IEnumerable<Finding?> CheckData(FieldPath path, string type, long? length, byte[]? start)
    {
        var source = FormattableString.Invariant($"{type}, {length} bytes");
        var tooLarge = length is { } count
            ? ValueChecks.DataLength(path, count, ValueChecks.DefaultMaxUploadBytes, source)
            : null;
        yield return ValueChecks.MediaType(path, type, source);
        yield return tooLarge;
        if (tooLarge is null && start is not null && ValueChecks.IsOfType(path.Field, type))
        {
            yield return ValueChecks.Content(path, start, source);
        }
    }

    // Decodes the first bytes of base64 data, in which four characters encode three bytes.
    private static byte[]? ReadStart(string url, int start)
    {
        const int Characters = MediaSignature.Length / 3 * 4;
        return url.Length - start >= Characters
            && Convert.FromBase64String(url.Substring(start, Characters)) is { Length: MediaSignature.Length } bytes
            ? bytes
            : null;
    }

    private static string? CreateLink(Fact.Media medium, string link) => medium.Type is { } type
        ? type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
            + $".FromUrl({SymbolDisplay.FormatLiteral(link, quote: true)})"
        : null;
}
