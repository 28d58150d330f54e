namespace NanoGpt.CodeFixes;

/// <summary>Replaces the id of a model with the id of its successor, or with the correctly spelled id.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ModelIdFix))]
public sealed class ModelIdFix() : TextFix(RuleIds.ModelRemoved, RuleIds.ModelUnknown)
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string Key = "NanoGpt.ModelId";

    private protected override IEnumerable<FixCandidate> GetCandidates(FixPlace place, CancellationToken cancellationToken)
    {
        if (place.GetProperty(FixKeys.Replacement) is { } id
            && place.Node.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().FirstOrDefault() is { } literal
            && literal.Span == place.Diagnostic.Location.SourceSpan)
        {
            yield return new FixCandidate($"Change to {id}", Key, [new TextChange(literal.Span, id)]);
        }
    }
}
