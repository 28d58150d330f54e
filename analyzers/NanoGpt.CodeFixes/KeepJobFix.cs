namespace NanoGpt.CodeFixes;

/// <summary>Assigns the handle of a submitted job to a variable.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepJobFix))]
public sealed class KeepJobFix() : TextFix(RuleIds.SubmitResultDiscarded)
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string Key = "NanoGpt.KeepJob";

    private const string Variable = "job";

    private protected override IEnumerable<FixCandidate> GetCandidates(FixPlace place, CancellationToken cancellationToken)
    {
        if (place.Node.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax { Expression: var code } statement)
        {
            yield break;
        }

        var value = GetDiscarded(code);
        if (value is null || !value.Span.Contains(place.Diagnostic.Location.SourceSpan)
            || place.Model.GetTypeInfo(value, cancellationToken).Type is not { Name: "VideoJob" } type)
        {
            yield break;
        }

        var name = ChooseName(statement, type, place.Model, cancellationToken);
        var change = code is AssignmentExpressionSyntax { Left: var discard }
            ? new TextChange(discard.Span, $"var {name}")
            : new TextChange(new TextSpan(code.SpanStart, 0), $"var {name} = ");
        yield return new FixCandidate($"Assign to {name}", Key, [change]);
    }

    // Returns the awaited value of "await …" and "_ = await …".
    private static AwaitExpressionSyntax? GetDiscarded(ExpressionSyntax code) =>
        (code is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Right: var value }
            ? value : code) as AwaitExpressionSyntax;

    // Several statements of a member have different names, because "Fix all" changes them at once.
    private static string ChooseName(
        ExpressionStatementSyntax statement, ITypeSymbol type, SemanticModel model, CancellationToken cancellationToken)
    {
        var scope = statement.Ancestors().First(static node =>
            node is CompilationUnitSyntax or (MemberDeclarationSyntax and not GlobalStatementSyntax));
        var index = scope.DescendantNodes().OfType<ExpressionStatementSyntax>().Count(other =>
            other.SpanStart < statement.SpanStart && GetDiscarded(other.Expression) is { } value
            && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(value, cancellationToken).Type, type));
        var names = new HashSet<string>(
            scope.DescendantTokens().Select(static token => token.ValueText), StringComparer.Ordinal);
        return Enumerable.Range(1, int.MaxValue).Select(static number => number == 1 ? Variable : Variable + number)
            .Where(name => !names.Contains(name)).ElementAt(index);
    }
}
