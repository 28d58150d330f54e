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

        // "_ = await …" or "await …"
        var discard = code as AssignmentExpressionSyntax;
        if ((discard?.Right ?? code) is not AwaitExpressionSyntax value || !value.Span.Contains(place.Diagnostic.Location.SourceSpan)
            || discard is { Left: not IdentifierNameSyntax { Identifier.ValueText: "_" } }
            || place.Model.GetTypeInfo(value, cancellationToken).Type is not { Name: "VideoJob" } type)
        {
            yield break;
        }

        var name = ChooseName(statement, type, place.Model, cancellationToken);
        var change = discard is null
            ? new TextChange(new TextSpan(code.SpanStart, 0), $"var {name} = ")
            : new TextChange(discard.Left.Span, $"var {name}");
        yield return new FixCandidate($"Assign to {name}", Key, [change]);
    }

    // Several statements of a member have different names, because "Fix all" changes them at once.
    private static string ChooseName(
        ExpressionStatementSyntax statement, ITypeSymbol type, SemanticModel model, CancellationToken cancellationToken)
    {
        var scope = statement.Ancestors().First(static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax
            or CompilationUnitSyntax);
        var index = scope.DescendantNodes().OfType<ExpressionStatementSyntax>()
            .Where(other => other.SpanStart < statement.SpanStart && Discards(other)).Count();
        var names = new HashSet<string>(
            scope.DescendantTokens().Where(static token => token.Parent is not null && token.ValueText.StartsWith(Variable, StringComparison.Ordinal))
                .Select(static token => token.ValueText),
            StringComparer.Ordinal);
        var free = Enumerable.Range(1, int.MaxValue).Select(static number => number == 1 ? Variable : Variable + number)
            .Where(name => !names.Contains(name));
        return free.ElementAt(index);

        bool Discards(ExpressionStatementSyntax other) =>
            (other.Expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Right: var right }
                ? right : other.Expression) is AwaitExpressionSyntax value
            && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(value, cancellationToken).Type, type);
    }
}
