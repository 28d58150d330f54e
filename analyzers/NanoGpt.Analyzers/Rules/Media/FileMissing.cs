using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Media;

/// <summary>A file cannot be there because its path is a link. Whether other files are there, the compiler cannot know.</summary>
internal sealed class FileMissing : MediumRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.FileMissing, "A file cannot be there", "{0}", Categories.Media, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "A link is no path: use FromUrl.", helpLinkUri: RuleIds.HelpLink(RuleIds.FileMissing));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<(string Message, string? Replacement)> Check(FieldModel field, string name, Fact.Media medium)
    {
        if (IsLinkAsFile(medium) && medium.Type is { } type)
        {
            var link = Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(medium.Text!, quote: true);
            var takesLink = (field.Accepts ?? MediaForms.Url).HasFlag(MediaForms.Url);
            yield return (
                $"{name} (file {medium.Text}) cannot be read: there is no such file.{(takesLink ? " Use FromUrl." : "")}",
                takesLink ? $"{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.FromUrl({link})" : null);
        }
    }
}
