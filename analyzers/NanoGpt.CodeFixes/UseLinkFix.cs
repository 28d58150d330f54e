namespace NanoGpt.CodeFixes;

/// <summary>Replaces a media input with a link. The user completes the link if it is unknown.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseLinkFix))]
public sealed class UseLinkFix() : TextFix(FindingCodes.FormNotAccepted, FindingCodes.MediumTooLarge, FindingCodes.FileMissing)
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string Key = "NanoGpt.UseLink";

    private protected override IEnumerable<FixCandidate> GetCandidates(FixPlace place, CancellationToken cancellationToken)
    {
        if (place.AssignedValue is InvocationExpressionSyntax value && place.CanRemove(value)
            && place.GetProperty(FixKeys.Replacement) is { } replacement)
        {
            yield return new FixCandidate("Use a link", Key, [new TextChange(value.Span, place.Shorten(replacement))]);
        }
    }
}
