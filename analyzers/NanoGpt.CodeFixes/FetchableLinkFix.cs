namespace NanoGpt.CodeFixes;

/// <summary>Replaces a link that the provider cannot download with the same link over https, or with a file.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FetchableLinkFix))]
public sealed class FetchableLinkFix() : TextFix(FindingCodes.LinkNotFetchable)
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string Key = "NanoGpt.FetchableLink";

    private protected override IEnumerable<FixCandidate> GetCandidates(FixPlace place, CancellationToken cancellationToken)
    {
        if (place.AssignedValue is InvocationExpressionSyntax value && place.CanRemove(value)
            && place.GetProperty(FixKeys.Replacement) is { } replacement)
        {
            var expression = place.Shorten(replacement);
            yield return new FixCandidate($"Change to {expression}", Key, [new TextChange(value.Span, expression)]);
        }
    }
}
