using Microsoft.CodeAnalysis.CodeActions;

namespace NanoGpt.CodeFixes;

/// <summary>
/// Provides the base class of the code fixes. A fix changes only the necessary text, so that comments, indentation and line
/// endings are preserved.
/// </summary>
public abstract class TextFix : CodeFixProvider
{
    private protected TextFix(params string[] ids) => FixableDiagnosticIds = ids.ToImmutableArray();

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

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
            foreach (var (title, key, changes) in GetCandidates(place, context.CancellationToken))
            {
                var changed = context.Document.WithText(text.WithChanges(changes.OrderBy(static change => change.Span.Start)));
                if (changes.Any(change => text.ToString(change.Span) != change.NewText)
                    && await CompilesAsync(changed, place, changes, context.CancellationToken).ConfigureAwait(false))
                {
                    context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(changed), key), diagnostic);
                }
            }
        }
    }

    // A fix that causes errors in the member that contains the diagnostic is not offered.
    private static async Task<bool> CompilesAsync(
        Document changed, FixPlace place, IReadOnlyList<TextChange> changes, CancellationToken cancellationToken)
    {
        var model = await changed.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var before = (place.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? place.Root).FullSpan;
        var start = before.Start + GetGrowth(changes.Where(change => change.Span.End <= before.Start));
        var after = new TextSpan(start, before.End + GetGrowth(changes.Where(change => change.Span.Start < before.End)) - start);
        return model is not null && CountErrors(model, after) <= CountErrors(place.Model, before);

        static int GetGrowth(IEnumerable<TextChange> changes) =>
            changes.Sum(static change => (change.NewText?.Length ?? 0) - change.Span.Length);

        int CountErrors(SemanticModel of, TextSpan span) => of.GetDiagnostics(span, cancellationToken)
            .Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    private protected abstract IEnumerable<FixCandidate> GetCandidates(FixPlace place, CancellationToken cancellationToken);
}

/// <summary>Represents a possible fix.</summary>
/// <param name="Title">The text in the menu of the editor.</param>
/// <param name="EquivalenceKey">The key that "Fix all" uses to find equivalent fixes.</param>
/// <param name="Changes">The changes, which do not overlap.</param>
internal sealed record FixCandidate(string Title, string EquivalenceKey, IReadOnlyList<TextChange> Changes);
