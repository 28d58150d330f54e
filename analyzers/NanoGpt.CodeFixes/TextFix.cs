using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoGpt.Analyzers;

namespace NanoGpt.CodeFixes;

/// <summary>
/// What the fixes share: they change the text where it must change and touch nothing else, so comments, indentation and line
/// endings stay. A fix is offered only once its change is known.
/// </summary>
public abstract class TextFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            var place = new FixPlace(root, model, text, diagnostic);
            foreach (var repair in Repairs(place, context.CancellationToken))
            {
                if (repair.Changes.Count > 0 && repair.Changes.Any(change => text.ToString(change.Span) != change.NewText))
                {
                    context.RegisterCodeFix(
                        CodeAction.Create(
                            repair.Title,
                            _ => Task.FromResult(context.Document.WithText(text.WithChanges(repair.Changes.OrderBy(static change => change.Span.Start)))),
                            repair.EquivalenceKey),
                        diagnostic);
                }
            }
        }
    }

    /// <summary>The ways to repair what a diagnostic is about.</summary>
    private protected abstract IEnumerable<Repair> Repairs(FixPlace place, CancellationToken cancellation);

    /// <summary>The entries of a property bag's value: names with expressions.</summary>
    private protected static IEnumerable<(string Name, string Expression)> Entries(Diagnostic diagnostic, string key)
    {
        if (!diagnostic.Properties.TryGetValue(key, out var value) || value is null)
        {
            yield break;
        }

        foreach (var entry in value.Split(FixKeys.Separator))
        {
            var equals = entry.IndexOf('=');
            yield return equals < 0 ? (entry, "") : (entry.Substring(0, equals), entry.Substring(equals + 1));
        }
    }

    /// <summary>The value of <c>Property = value</c> where a diagnostic flags the assignment; null elsewhere.</summary>
    private protected static ExpressionSyntax? FlaggedValue(FixPlace place) =>
        place.Node is AssignmentExpressionSyntax { Right: var value } ? value : null;
}
