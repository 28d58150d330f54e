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
            var candidates = GetCandidates(new FixPlace(root, model, text, diagnostic), context.CancellationToken);
            foreach (var (title, key, changes) in candidates)
            {
                if (changes.Any(change => text.ToString(change.Span) != change.NewText))
                {
                    var ordered = changes.OrderBy(static change => change.Span.Start);
                    context.RegisterCodeFix(
                        CodeAction.Create(title, _ => Task.FromResult(context.Document.WithText(text.WithChanges(ordered))), key),
                        diagnostic);
                }
            }
        }
    }

    private protected abstract IEnumerable<FixCandidate> GetCandidates(FixPlace place, CancellationToken cancellationToken);
}

/// <summary>Represents a possible fix.</summary>
/// <param name="Title">The text in the menu of the editor.</param>
/// <param name="EquivalenceKey">The key that "Fix all" uses to find equivalent fixes.</param>
/// <param name="Changes">The changes, which do not overlap.</param>
internal sealed record FixCandidate(string Title, string EquivalenceKey, IReadOnlyList<TextChange> Changes);
