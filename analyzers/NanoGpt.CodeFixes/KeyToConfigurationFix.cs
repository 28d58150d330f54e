using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NanoGpt.Analyzers;

namespace NanoGpt.CodeFixes;

/// <summary>Takes the API key from an environment variable, that of its provider. The key in the source is known by now: replace it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeyToConfigurationFix))]
public sealed class KeyToConfigurationFix : TextFix
{
    /// <summary>The key of this repair.</summary>
    public const string Key = "NanoGpt.KeyToConfiguration";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.KeyInSource);

    private protected override IEnumerable<Repair> Repairs(FixPlace place, CancellationToken cancellation)
    {
        if (!place.Diagnostic.Properties.TryGetValue(FixKeys.Variable, out var name) || name is null)
        {
            yield break;
        }

        var variable = place.Shorten($"global::System.Environment.GetEnvironmentVariable(\"{name}\")");
        var exception = place.Shorten("global::System.InvalidOperationException.Equals(null, null)") is var spelled
            && spelled.IndexOf(".Equals", StringComparison.Ordinal) is > 0 and var end ? spelled.Substring(0, end) : "System.InvalidOperationException";
        yield return new Repair(
            $"Take the key from {name}",
            Key,
            [new TextChange(place.Diagnostic.Location.SourceSpan, $"{variable} ?? throw new {exception}(\"Set {name}.\")")]);
    }
}
