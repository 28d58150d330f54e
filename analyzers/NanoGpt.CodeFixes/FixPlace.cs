using Microsoft.CodeAnalysis.CSharp;

namespace NanoGpt.CodeFixes;

/// <summary>Represents the code at a diagnostic.</summary>
internal sealed class FixPlace(SyntaxNode root, SemanticModel model, SourceText text, Diagnostic diagnostic)
{
    public SyntaxNode Root { get; } = root;

    public SemanticModel Model { get; } = model;

    public SourceText Text { get; } = text;

    public Diagnostic Diagnostic { get; } = diagnostic;

    public SyntaxNode Node { get; } = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

    /// <summary>Gets the <c>new</c> or <c>with</c> expression of the diagnostic.</summary>
    public ExpressionSyntax? Creation
    {
        get
        {
            var span = Diagnostic.AdditionalLocations.FirstOrDefault()?.SourceSpan;
            return span is null
                ? null
                : Root.FindNode(span.Value, getInnermostNodeForTie: true).AncestorsAndSelf().FirstOrDefault(node =>
                    node is BaseObjectCreationExpressionSyntax or WithExpressionSyntax && node.Span == span) as ExpressionSyntax;
        }
    }

    /// <summary>
    /// Gets the value of the reported <c>Property = value</c>, or null if the diagnostic is not at an assignment.
    /// </summary>
    public ExpressionSyntax? AssignedValue => (Node as AssignmentExpressionSyntax)?.Right;

    public string EndOfLine =>
        Text.Lines[0] is var first && first.EndIncludingLineBreak > first.End
            ? Text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak))
            : "\n";

    /// <summary>Returns a property of the diagnostic, or null if it has none.</summary>
    /// <param name="key">One of <see cref="FixKeys"/>.</param>
    public string? GetProperty(string key) => Diagnostic.Properties.TryGetValue(key, out var value) ? value : null;

    /// <summary>Returns the names and expressions in a property of the diagnostic.</summary>
    /// <param name="key">One of <see cref="FixKeys"/>.</param>
    public IEnumerable<(string Name, string Expression)> GetEntries(string key) =>
        from entry in GetProperty(key)?.Split(FixKeys.Separator) ?? []
        let index = entry.IndexOf('=')
        select index < 0 ? (entry, "") : (entry.Substring(0, index), Shorten(entry.Substring(index + 1)));

    /// <summary>Returns whether code can be removed: it calls no user code, assigns nothing and has no comments.</summary>
    public bool CanRemove(SyntaxNode code) =>
        !code.DescendantTrivia().Any(trivia => code.Span.Contains(trivia.Span) && InitializerEdit.MustStay(trivia))
        && code.DescendantNodesAndSelf().All(node => node switch
        {
            AwaitExpressionSyntax or PostfixUnaryExpressionSyntax => node.IsKind(SyntaxKind.SuppressNullableWarningExpression),
            PrefixUnaryExpressionSyntax { OperatorToken.Text: var text } => text is not ("++" or "--"),
            AssignmentExpressionSyntax assignment => assignment == code || assignment.Parent is InitializerExpressionSyntax,
            InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax =>
                Model.GetSymbolInfo(node).Symbol?.ContainingNamespace is { Name: "NanoGpt" or "Models" or "System" },
            _ => true,
        });

    /// <summary>Removes the unnecessary qualifiers of an expression: <c>Sora2Resolution.R720p</c>.</summary>
    public string Shorten(string expression)
    {
        const string Global = "global::";
        if (!expression.StartsWith(Global, StringComparison.Ordinal))
        {
            return expression;
        }

        // Removes one qualifier after the other while the meaning stays the same.
        var position = Diagnostic.Location.SourceSpan.Start;
        var symbol = Bind(expression, position);
        var end = expression.IndexOf('(');
        var best = expression;
        for (var start = Global.Length; start > 0 && (end < 0 || start < end); start = expression.IndexOf('.', start) + 1)
        {
            var shorter = expression.Substring(start);
            if (shorter.IndexOf('.') < 0)
            {
                break;
            }

            if (symbol is not null && SymbolEqualityComparer.Default.Equals(Bind(shorter, position), symbol))
            {
                best = shorter;
            }
        }

        return best;
    }

    private ISymbol? Bind(string expression, int position) => Model.GetSpeculativeSymbolInfo(
        position, SyntaxFactory.ParseExpression(expression), SpeculativeBindingOption.BindAsExpression).Symbol;
}
