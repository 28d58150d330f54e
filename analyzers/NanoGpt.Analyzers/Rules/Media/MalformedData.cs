using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules.Media;

/// <summary>A data URL is malformed, or bytes are of the wrong type or none.</summary>
internal sealed class MalformedData : MediumRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.MalformedData, "Data is malformed or of the wrong type", "{0}", Categories.Media, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "The service cannot read these bytes as the medium that is asked for.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.MalformedData));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<(string Message, string? Replacement)> Check(FieldModel field, string name, Fact.Media medium)
    {
        var prefix = Prefix(medium);
        if (IsDataUrl(medium))
        {
            var url = DataUrl.Parse(medium.Text!);
            if (url.Problem is { } problem)
            {
                yield return ($"{name} is a malformed data URL: {problem}.", null);
                yield break;
            }

            foreach (var message in CheckBytes(name, prefix, url.MediaType, url.Length))
            {
                yield return (message, null);
            }
        }
        else if (medium is { Factory: "FromFile", Text: { } path, IsTypeUnknown: false } && !IsLinkAsFile(medium))
        {
            var type = medium.MediaType ?? MediaTypes.OfFile(path, prefix);
            if (type is null)
            {
                yield return ($"{name} (file {path}) has no known extension: give its media type.", null);
            }
            else if (!type.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                yield return (WrongType(name, prefix, type), null);
            }
        }
        else if (medium is { Factory: "FromBytes" or "FromStream", MediaType: { } given } && MediaTypes.IsWellFormed(given.AsSpan()))
        {
            foreach (var message in CheckBytes(name, prefix, given, medium.ByteCount))
            {
                yield return (message, null);
            }
        }
    }

    private static IEnumerable<string> CheckBytes(string name, string prefix, string type, long? length)
    {
        if (!type.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            yield return WrongType(name, prefix, type);
        }

        if (length == 0)
        {
            yield return $"{name} ({type}, 0 bytes) is empty.";
        }
    }

    private static string WrongType(string name, string prefix, string type) => $"{name} takes {prefix}*, not {type}.";
}
