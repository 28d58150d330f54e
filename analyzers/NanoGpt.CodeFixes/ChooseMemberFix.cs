namespace NanoGpt.CodeFixes;

/// <summary>Sets one of several properties of which the model requires one. The user completes the value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ChooseMemberFix))]
public sealed class ChooseMemberFix() : TextFix(FindingCodes.NoneOfGroup)
{
    /// <summary>The prefix of the equivalence key. The name of the property follows.</summary>
    public const string Key = "NanoGpt.Choose.";

    private protected override IEnumerable<FixCandidate> GetCandidates(FixPlace place, CancellationToken cancellationToken) =>
        place.Creation is not { } creation
            ? []
            : place.GetEntries(FixKeys.Choose).Select(entry => new FixCandidate(
                $"Set {entry.Name}", Key + entry.Name, InitializerEdit.Set(creation, place, [entry])));
}
