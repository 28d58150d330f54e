using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NanoGpt.CodeFixes;

/// <summary>Where a diagnostic stands.</summary>
internal sealed class FixPlace(SyntaxNode root, SemanticModel model, SourceText text, Diagnostic diagnostic)
{
    public SyntaxNode Root { get; } = root;

    public SemanticModel Model { get; } = model;

    public SourceText Text { get; } = text;

    public Diagnostic Diagnostic { get; } = diagnostic;

    public SyntaxNode Node { get; } = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

    /// <summary>The <c>new</c> or <c>with</c> expression that the diagnostic is about.</summary>
    public ExpressionSyntax? Creation =>
        Diagnostic.AdditionalLocations.Count == 0
            ? null
            : Root.FindNode(Diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true).AncestorsAndSelf()
                .FirstOrDefault(node => node is BaseObjectCreationExpressionSyntax or WithExpressionSyntax && node.Span == Diagnostic.AdditionalLocations[0].SourceSpan)
                as ExpressionSyntax;

    /// <summary>An expression without the names that a reader can do without: <c>Sora2Resolution.R720p</c>.</summary>
    public string Shorten(string expression)
    {
        const string Global = "global::";
        if (!expression.StartsWith(Global, StringComparison.Ordinal))
        {
            return expression;
        }

        // Cut one namespace after the other, as long as the rest still means the same.
        var position = Diagnostic.Location.SourceSpan.Start;
        var wanted = Meaning(expression, position);
        var end = expression.IndexOf('(');
        var best = expression;
        for (var start = Global.Length; start > 0 && (end < 0 || start < end); start = expression.IndexOf('.', start) + 1)
        {
            var shorter = expression.Substring(start);
            if (shorter.IndexOf('.') < 0)
            {
                break;
            }

            if (wanted is not null && SymbolEqualityComparer.Default.Equals(Meaning(shorter, position), wanted))
            {
                best = shorter;
            }
        }

        return best;
    }

    private ISymbol? Meaning(string expression, int position) =>
        Model.GetSpeculativeSymbolInfo(position, SyntaxFactory.ParseExpression(expression), SpeculativeBindingOption.BindAsExpression).Symbol;
}
