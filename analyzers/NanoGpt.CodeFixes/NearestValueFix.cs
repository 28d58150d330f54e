namespace NanoGpt.CodeFixes;

/// <summary>Replaces a value that is not allowed with the nearest allowed value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NearestValueFix))]
public sealed class NearestValueFix() : TextFix(
    FindingCodes.OutOfRange, FindingCodes.ValueNotAllowed, FindingCodes.Step, FindingCodes.ValueMisspelled)
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string Key = "NanoGpt.NearestValue";

    private protected override IEnumerable<FixCandidate> GetCandidates(FixPlace place, CancellationToken cancellationToken)
    {
        // Only constants are replaced, because a computation expresses an intention.
        if (place.AssignedValue is { } value && place.Model.GetConstantValue(value, cancellationToken).HasValue
            && place.GetProperty(FixKeys.Replacement) is { } replacement)
        {
            var expression = place.Shorten(replacement);
            yield return new FixCandidate($"Change to {expression}", Key, [new TextChange(value.Span, expression)]);
        }
    }
}
