using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NanoGpt.Analyzers;

namespace NanoGpt.CodeFixes;

/// <summary>Switches a resilience handler's retries off for methods that change something.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DisableRetriesFix))]
public sealed class DisableRetriesFix : TextFix
{
    /// <summary>The key of this repair.</summary>
    public const string Key = "NanoGpt.DisableRetries";

    private const string Extensions = "Microsoft.Extensions.Http.Resilience";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.HandlerRetriesPosts);

    private protected override IEnumerable<Repair> Repairs(FixPlace place, CancellationToken cancellation)
    {
        if (place.Node.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault() is not { } call
            || place.Model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol { Name: "AddStandardResilienceHandler" })
        {
            yield break;
        }

        TextChange change;
        switch (call.ArgumentList.Arguments.Count)
        {
            case 0:
                change = new TextChange(new TextSpan(call.ArgumentList.OpenParenToken.Span.End, 0), $"options => {Call("options")}");
                break;
            case 1 when call.ArgumentList.Arguments[0].Expression is SimpleLambdaExpressionSyntax { Parameter.Identifier.ValueText: var name } lambda:
                change = lambda.Body is BlockSyntax block
                    ? new TextChange(new TextSpan(block.OpenBraceToken.Span.End, 0), $" {Call(name)};")
                    : new TextChange(lambda.Body.Span, $"{{ {Call(name)}; {lambda.Body}; }}");
                break;
            default:
                yield break;
        }

        var changes = new List<TextChange> { change };
        if (AddUsing(place) is { } directive)
        {
            changes.Add(directive);
        }

        yield return new Repair("Disable retries for unsafe HTTP methods", Key, changes);
    }

    private static string Call(string options) => $"{options}.Retry.DisableForUnsafeHttpMethods()";

    // The method is an extension: its namespace must be in scope.
    private static TextChange? AddUsing(FixPlace place)
    {
        var position = place.Diagnostic.Location.SourceSpan.Start;
        var isInScope = place.Model.LookupNamespacesAndTypes(position, name: "HttpStandardResilienceOptions").Length > 0
            || place.Root.DescendantNodes().OfType<UsingDirectiveSyntax>().Any(static directive => directive.Name?.ToString() == Extensions)
            || place.Model.Compilation.SyntaxTrees.Any(static tree => tree.GetRoot().ChildNodes().OfType<UsingDirectiveSyntax>()
                .Any(static directive => directive.GlobalKeyword.Span.Length > 0 && directive.Name?.ToString() == Extensions));
        if (isInScope || place.Root is not CompilationUnitSyntax unit)
        {
            return null;
        }

        var endOfLine = place.Text.Lines[0] is var first && first.EndIncludingLineBreak > first.End
            ? place.Text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak))
            : "\n";
        return unit.Usings.Count > 0
            ? new TextChange(new TextSpan(unit.Usings.Last().Span.End, 0), $"{endOfLine}using {Extensions};")
            : new TextChange(new TextSpan(unit.GetFirstToken().SpanStart, 0), $"using {Extensions};{endOfLine}");
    }
}
