namespace NanoGpt.CodeFixes;

/// <summary>Replaces the name of a property that does not exist, or a value of another type.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectMemberFix))]
public sealed class CorrectMemberFix() : TextFix(RuleIds.MemberUnknown)
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string Key = "NanoGpt.CorrectMember";

    private protected override IEnumerable<FixCandidate> GetCandidates(FixPlace place, CancellationToken cancellationToken)
    {
        if (place.GetProperty(FixKeys.Replacement) is { } replacement)
        {
            var code = place.Shorten(replacement);
            yield return new FixCandidate($"Change to {code}", Key, [new TextChange(place.Diagnostic.Location.SourceSpan, code)]);
        }
    }
}
