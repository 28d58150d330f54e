using Microsoft.CodeAnalysis.CSharp;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Checks what is known of media inputs.</summary>
internal static class MediumRules
{
    /// <summary>Returns the findings, each with an expression that may replace the media input.</summary>
    public static IEnumerable<(Finding Finding, string? Replacement)> Check(FieldPath path, Fact.Media medium)
    {
        if (medium.Form is not { } form)
        {
            return [];
        }

        var findings = new List<Finding>();
        MediaChecks.Check(path, Describe(path, medium, form), findings);
        if (findings.Count == 0 && CheckPart(path, medium) is { } finding)
        {
            findings.Add(finding);
        }

        return findings.Select(finding => AddReplacement(path, medium, finding));
    }

    private static Medium Describe(in FieldPath path, Fact.Media medium, MediaForms form) => medium switch
    {
        { Factory: "FromUrl", Content: { } text } when !string.IsNullOrWhiteSpace(text) => Medium.FromUrl(text),
        { Factory: "FromFile", Content: { } file, IsTypeUnknown: false } => new Medium(form)
        {
            // The compiler cannot know whether other files exist at run time.
            Data = new MediaData(
                medium.MediaType ?? MediaTypes.FromFileName(file, MediaTypes.PrefixOf(path.Field.Type)), Length: null)
            {
                FileName = file,
                IsMissing = IsLink(file),
            },
        },
        { Factory: "FromBytes" or "FromStream", MediaType: { } type } when MediaTypes.IsWellFormed(type.AsSpan()) => new(form)
        {
            Data = new MediaData(type, medium.ByteCount)
            {
                IsStream = medium.Factory == "FromStream",
                ReadStart = () => MediaFactories.ReadStart(medium.Data),
            },
        },
        _ => new Medium(form),
    };

    // Checks the start of a link, and the size of data whose type is unknown.
    private static Finding? CheckPart(in FieldPath path, Fact.Media medium) => medium switch
    {
        { Form: MediaForms.Url, Start: { } start } => CheckStart(path, start),
        { MediaType: null, ByteCount: > 0 and var count } => ValueChecks.DataLength(path, count, source: ""),
        _ => null,
    };

    // The start of a link determines its scheme, and its host if a path follows.
    private static Finding? CheckStart(in FieldPath path, string start)
    {
        var authority = start.IndexOf("://", StringComparison.Ordinal) + 3;
        if (authority < 3)
        {
            return null;
        }

        var link = start.IndexOf('/', authority) < 0 ? start + "example.com" : start;
        return ValueChecks.Link(path, link, start + "…") is { Code: FindingCodes.LinkNotFetchable } finding ? finding : null;
    }

    private static (Finding Finding, string? Replacement) AddReplacement(FieldPath path, Fact.Media medium, Finding finding) =>
        path.Field.Media!.UrlKey is null ? (finding, null) : finding.Code switch
        {
            FindingCodes.FormNotAccepted or FindingCodes.MediumTooLarge => (finding, CreateLink(medium, "https://example.com")),
            FindingCodes.FileMissing =>
                (finding with { Message = finding.Message + " Use FromUrl." }, CreateLink(medium, medium.Content!)),
            FindingCodes.LinkNotFetchable when medium.Content is { } link => (finding, FindAlternative(path, medium, link)),
            _ => (finding, null),
        };

    // The same public link with https, or the file that the text names.
    private static string? FindAlternative(in FieldPath path, Fact.Media medium, string link)
    {
        if (Remedies.FindSecureLink(link) is { } secure)
        {
            return CreateLink(medium, secure);
        }

        return path.Field.Media!.DataKey is not null && link.IndexOf("://", StringComparison.Ordinal) < 0
            && MediaTypes.FromFileName(link, MediaTypes.PrefixOf(path.Field.Type)) is not null
                ? CreateCall(medium, "FromFile", link)
                : null;
    }

    private static bool IsLink(string file) => file.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || file.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static string? CreateLink(Fact.Media medium, string link) => CreateCall(medium, "FromUrl", link);

    private static string? CreateCall(Fact.Media medium, string factory, string text) => medium.Type is { } type
        ? type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
            + $".{factory}({SymbolDisplay.FormatLiteral(text, quote: true)})"
        : null;
}
