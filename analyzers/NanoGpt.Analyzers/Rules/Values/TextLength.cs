using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Values;

/// <summary>A text is too long or too short.</summary>
internal sealed class TextLength : FieldRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.TextLength, "A text is too long or too short", "{0}", Categories.Values, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "The model does not take a text of this length.", helpLinkUri: RuleIds.HelpLink(RuleIds.TextLength));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override bool Concerns(FieldModel field) => field.Kind == FieldKind.Text && (field.MinLength ?? field.MaxLength) is not null;

    protected override IEnumerable<Finding> Check(FieldModel field, FieldState state)
    {
        foreach (var (name, value) in Constants(field, state))
        {
            // An empty text counts as none where one is required.
            if (value is string { Length: var length } && (length < field.MinLength || length > field.MaxLength) && (length > 0 || !field.IsRequired))
            {
                yield return Found(field, state, name, Words.TextLength(field, name, length));
            }
        }
    }
}
