using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Media;

/// <summary>Bytes that are known here are more than the service takes.</summary>
internal sealed class MediumTooLarge : MediumRule
{
    // What the provider takes where the model says nothing.
    public const long DefaultMaxBytes = 4_000_000;

    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.MediumTooLarge, "A medium is too large", "{0}", Categories.Media, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "The service refuses uploads of this size.", helpLinkUri: RuleIds.HelpLink(RuleIds.MediumTooLarge));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<(string Message, string? Replacement)> Check(FieldModel field, string name, Fact.Media medium)
    {
        var length = IsDataUrl(medium) && DataUrl.Parse(medium.Text!) is { Problem: null } url ? url.Length : medium.ByteCount;
        var most = field.MaxBytes > 0 ? field.MaxBytes : DefaultMaxBytes;
        if (length > most)
        {
            var isLinkTaken = ((field.Accepts ?? MediaForms.Url) & MediaForms.Url) != 0;
            var remedy = isLinkTaken ? "Host it and use FromUrl." : "Use a smaller one.";
            yield return (
                FormattableString.Invariant(
                    $"{name} has {length} bytes, which are {(length + 2) / 3 * 4} as base64: allowed are up to {most} bytes. {remedy}"),
                isLinkTaken ? MediaLinks.Placeholder(medium) : null);
        }
    }
}
