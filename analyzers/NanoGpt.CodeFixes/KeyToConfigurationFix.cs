namespace NanoGpt.CodeFixes;

/// <summary>
/// Reads the API key from the environment variable of its provider. A key that was published has to be replaced.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeyToConfigurationFix))]
public sealed class KeyToConfigurationFix() : TextFix(RuleIds.KeyInSource)
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string Key = "NanoGpt.KeyToConfiguration";

    private protected override IEnumerable<FixCandidate> GetCandidates(FixPlace place, CancellationToken cancellationToken)
    {
        if (place.GetProperty(FixKeys.Variable) is not { } name)
        {
            yield break;
        }

        // Only expressions can be shortened, so that the type is shortened as part of a call.
        const string Call = ".Equals(null, null)";
        var variable = place.Shorten($"global::System.Environment.GetEnvironmentVariable(\"{name}\")");
        var exception = place.Shorten("global::System.InvalidOperationException" + Call).Replace(Call, "");
        yield return new FixCandidate(
            $"Read the key from {name}", Key,
            [new TextChange(place.Diagnostic.Location.SourceSpan, $"{variable} ?? throw new {exception}(\"Set {name}.\")")]);
    }
}
