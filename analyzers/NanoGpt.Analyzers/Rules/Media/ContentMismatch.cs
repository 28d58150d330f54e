using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules.Media;

/// <summary>Bytes do not begin as their kind does, or a file's name speaks of another kind than its media type.</summary>
internal sealed class ContentMismatch : MediumRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.ContentMismatch, "Content is not of the declared kind", "{0}", Categories.Media, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, description: "The service may take the money and fail.", helpLinkUri: RuleIds.HelpLink(RuleIds.ContentMismatch));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<(string Message, string? Replacement)> Check(FieldModel field, string name, Fact.Media medium)
    {
        var prefix = Prefix(medium);
        if (medium is { Factory: "FromFile", Text: { } path, MediaType: { } given } && !IsLinkAsFile(medium))
        {
            // A container of either kind follows the type that is given.
            if (IsOfKind(given, prefix) && MediaTypes.OfFile(path, prefix) is { } named && !IsOfKind(named, prefix))
            {
                yield return ($"{name} (file {path}) is declared as {given}, but its name says {named}: the service may take the money and fail.", null);
            }

            yield break;
        }

        var (type, length, start) = BytesOf(medium);
        var most = field.MaxBytes > 0 ? field.MaxBytes : MediumTooLarge.DefaultMaxBytes;
        if (start is not null && IsOfKind(type, prefix) && length >= MediaSignature.Length && length <= most && !MediaSignature.Fits(start, prefix))
        {
            yield return (
                FormattableString.Invariant($"{name} ({type}, {length} bytes) does not begin as {Article(prefix)} does: the service may take the money and fail."), null);
        }
    }

    private static (string Type, long Length, byte[]? Start) BytesOf(Fact.Media medium)
    {
        if (IsDataUrl(medium))
        {
            var url = DataUrl.Parse(medium.Text!);
            return url.Problem is null ? (url.MediaType, url.Length, DataUrl.StartOf(medium.Text!)) : ("", 0, null);
        }

        return medium is { Factory: "FromBytes", MediaType: { } type, ByteCount: { } count } ? (type, count, medium.Start) : ("", 0, null);
    }

    private static bool IsOfKind(string type, string prefix) => type.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    private static string Article(string prefix) => prefix switch
    {
        "audio/" => "a sound",
        "video/" => "a video",
        _ => "a picture",
    };
}
