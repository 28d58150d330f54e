using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NanoGpt.Analyzers;

namespace NanoGpt.CodeFixes;

/// <summary>Takes the API key from the environment variable NANOGPT_API_KEY. The key in the source is known by now: replace it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeyToConfigurationFix))]
public sealed class KeyToConfigurationFix : TextFix
{
    /// <summary>The key of this repair.</summary>
    public const string Key = "NanoGpt.KeyToConfiguration";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.KeyInSource);

    private protected override IEnumerable<Repair> Repairs(FixPlace place, CancellationToken cancellation)
    {
        var variable = place.Shorten("global::System.Environment.GetEnvironmentVariable(\"NANOGPT_API_KEY\")");
        var exception = place.Shorten("global::System.InvalidOperationException.Equals(null, null)") is var spelled
            && spelled.IndexOf(".Equals", StringComparison.Ordinal) is > 0 and var end ? spelled.Substring(0, end) : "System.InvalidOperationException";
        yield return new Repair(
            "Take the key from NANOGPT_API_KEY",
            Key,
            [new TextChange(place.Diagnostic.Location.SourceSpan, $"{variable} ?? throw new {exception}(\"Set NANOGPT_API_KEY.\")")]);
    }
}
