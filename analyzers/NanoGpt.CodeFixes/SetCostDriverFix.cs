namespace NanoGpt.CodeFixes;

/// <summary>
/// Sets a property that affects the price to its default, or else to its first allowed value. The user completes the value.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SetCostDriverFix))]
public sealed class SetCostDriverFix() : TextFix(RuleIds.CostDriverUnset)
{
    /// <summary>The prefix of the equivalence key. The name of the property follows.</summary>
    public const string Key = "NanoGpt.SetCostDriver.";

    // A property that the code assigns is null on some path only, which is an intention.
    private protected override IEnumerable<FixCandidate> GetCandidates(FixPlace place, CancellationToken cancellationToken) =>
        place.Creation is not { } creation
            ? []
            : place.GetEntries(FixKeys.Choose).Where(entry => InitializerEdit.Find(creation, entry.Name) is null)
                .Select(entry => new FixCandidate(
                    $"Set {entry.Name} to {entry.Expression}", Key + entry.Name, InitializerEdit.Set(creation, place, [entry])));
}
