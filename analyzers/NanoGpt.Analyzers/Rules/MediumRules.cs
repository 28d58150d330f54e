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
        else if (medium is { Factory: "FromFile", Text: { } file } && IsWebLink(file))
        {
            // The compiler cannot know whether other files exist at run time.
            var missing = ValueChecks.FileMissing(path, "file " + file);
            yield return path.Field.Media.UrlKey is null
                ? (missing, null)
                : (missing with { Message = missing.Message + " Use FromUrl." }, CreateLink(medium, file));
        }
        else if (Describe(path, medium, form) is { } known)
        {
            var findings = new List<Finding>();
            MediaChecks.Check(path, known, findings);
            foreach (var finding in findings)
            {
                yield return (finding, finding.Code == FindingCodes.MediumTooLarge ? link : null);
            }
        }
        else if (medium is { MediaType: null, ByteCount: > 0 and { } count })
        {
            yield return (ValueChecks.DataLength(path, count, ""), link);
        }
    }

    // Returns what the constants say of the medium; null if they do not suffice for a check.
    private static Medium? Describe(FieldPath path, Fact.Media medium, MediaForms form) => medium switch
    {
        { Factory: "FromUrl", Text: { } text } => string.IsNullOrWhiteSpace(text) ? null : Medium.FromUrl(text),
        { Factory: "FromFile", Text: { } file, IsTypeUnknown: false } => new Medium(form)
        {
            // Some containers hold audio or video. Their extension is read as the kind of the field.
            Data = new MediaData(
                medium.MediaType ?? MediaTypes.FromFileName(file, MediaTypes.PrefixOf(path.Field.Type)), Length: null)
            { FileName = file },
        },
        { Factory: "FromBytes" or "FromStream", MediaType: { } type } when MediaTypes.IsWellFormed(type.AsSpan()) =>
            new Medium(form)
            {
                Data = new MediaData(type, medium.ByteCount)
                { IsStream = medium.Factory == "FromStream", ReadStart = () => medium.Start },
            },
        _ => null,
    };

    private static bool IsWebLink(string file) => file.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || file.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static string? CreateLink(Fact.Media medium, string link) => medium.Type is { } type
        ? type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
            + $".FromUrl({SymbolDisplay.FormatLiteral(link, quote: true)})"
        : null;
}
