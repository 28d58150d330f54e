using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NanoGpt.Analyzers;

namespace NanoGpt.CodeFixes;

/// <summary>Passes the token that is at hand.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PassTokenFix))]
public sealed class PassTokenFix : TextFix
{
    /// <summary>The key of this repair.</summary>
    public const string Key = "NanoGpt.PassToken";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.WaitWithoutToken);

    private protected override IEnumerable<Repair> Repairs(FixPlace place, CancellationToken cancellation)
    {
        if (place.Node.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault() is not { ArgumentList: var list }
            || !place.Diagnostic.Properties.TryGetValue(FixKeys.Replacement, out var token) || token is null
            || !place.Diagnostic.Properties.TryGetValue(FixKeys.Property, out var parameter)
            || place.Model.GetSymbolInfo(list.Parent!, cancellation).Symbol is not IMethodSymbol method)
        {
            yield break;
        }

        // By position where it is the next one, by name where others are left out.
        var isNext = method.Parameters.Length > list.Arguments.Count && method.Parameters[list.Arguments.Count].Name == parameter
            && list.Arguments.All(static argument => argument.NameColon is null);
        var argument = (list.Arguments.Count == 0 ? "" : ", ") + (isNext ? token : $"{parameter}: {token}");
        yield return new Repair($"Pass {token}", Key, [new TextChange(new TextSpan(list.CloseParenToken.SpanStart, 0), argument)]);
    }
}
