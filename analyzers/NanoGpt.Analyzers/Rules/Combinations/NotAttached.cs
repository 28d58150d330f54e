using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules.Combinations;

/// <summary>A text names an item that another property does not have.</summary>
internal sealed class NotAttached : RequestRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.NotAttached, "A text names what is not attached", "{0}", Categories.Combinations, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "The model finds nothing under this name in the request.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.NotAttached));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(RequestView request, List<RequestDiagnostic> findings)
    {
        foreach (var field in request.Model.Referencing)
        {
            var text = request.Get(field);
            if (text.Value is not string value)
            {
                continue;
            }

            foreach (var reference in field.References)
            {
                // Where the text names nothing, what is attached is not asked for.
                if (NumberedReference.FirstWrong(value, reference.Marker, 0) is null || request.Model.Field(reference.Property) is not { } target)
                {
                    continue;
                }

                var attached = request.Get(target);
                if (CountOf(target, attached) is { } count && NumberedReference.FirstWrong(value, reference.Marker, count) is { } wrong)
                {
                    var concerns = ImmutableArray.Create(field.Name, target.Name);
                    findings.Add(new RequestDiagnostic(
                        Descriptor, $"{text.Name} {reference.Marker}", Words.NotAttached(text.Name, wrong, target, attached.Name, count), Place(request, text, attached))
                    {
                        Concerns = concerns,
                    });
                }
            }
        }
    }

    // At the text; where only the other property is set here, null included, at that.
    private static SyntaxNode? Place(RequestView request, FieldState text, FieldState attached)
    {
        var here = request.Request.Creation.Span;
        return text.Syntax is { } named && here.Contains(named.Span) ? named
            : attached.Syntax is { } given && here.Contains(given.Span) ? given
            : null;
    }

    private static int? CountOf(FieldModel target, FieldState state) => (state.Presence, state.Fact) switch
    {
        (Presence.Unset, _) => 0,
        (Presence.Set, Fact.Items items) when target.IsList => items.Count,
        (Presence.Set, _) when !target.IsList => 1,
        _ => null,
    };
}
