using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Values;

/// <summary>A text is too long or too short.</summary>
internal sealed class TextLength : ValueRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.TextLength, "A text is too long or too short", "{0}", Categories.Values, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "The model does not take a text of this length.", helpLinkUri: RuleIds.HelpLink(RuleIds.TextLength));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override bool Concerns(FieldModel field) => field.Kind == FieldKind.Text && (field.MinLength ?? field.MaxLength) is not null;

    protected override RequestDiagnostic? Check(FieldModel field, FieldState state, string name, object value) =>
        // An empty text counts as none where one is required.
        value is string { Length: var length } && (length < field.MinLength || length > field.MaxLength) && (length > 0 || !field.IsRequired)
            ? Found(field, state, name, Words.TextLength(field, name, length))
            : null;
}
