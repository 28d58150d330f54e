namespace NanoGpt.CodeFixes;

/// <summary>Disables the retries of a resilience handler for unsafe HTTP methods.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DisableRetriesFix))]
public sealed class DisableRetriesFix() : TextFix(RuleIds.HandlerRetriesPosts)
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string Key = "NanoGpt.DisableRetries";

    private const string Extensions = "Microsoft.Extensions.Http.Resilience";

    private protected override IEnumerable<FixCandidate> GetCandidates(FixPlace place, CancellationToken cancellationToken)
    {
        if (place.Node.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault()
                is not { ArgumentList: var list } call
            || place.Model.GetSymbolInfo(call, cancellationToken).Symbol
                is not IMethodSymbol { Name: "AddStandardResilienceHandler" })
        {
            yield break;
        }

        TextChange change;
        switch (list.Arguments.Count)
        {
            case 0:
                change = new TextChange(new TextSpan(list.OpenParenToken.Span.End, 0), $"options => {Disable("options")}");
                break;
            case 1 when list.Arguments[0].Expression
                is SimpleLambdaExpressionSyntax { Parameter.Identifier.ValueText: var name, Body: var body }:
                change = body is BlockSyntax block
                    ? new TextChange(new TextSpan(block.OpenBraceToken.Span.End, 0), $" {Disable(name)};")
                    : new TextChange(body.Span, $"{{ {Disable(name)}; {body}; }}");
                break;
            default:
                yield break;
        }

        TextChange[] changes = AddUsing(place) is { } directive ? [change, directive] : [change];
        yield return new FixCandidate("Disable retries for unsafe HTTP methods", Key, changes);
    }

    private static string Disable(string options) => $"{options}.Retry.DisableForUnsafeHttpMethods()";

    // The method is an extension method, so that its namespace is required.
    private static TextChange? AddUsing(FixPlace place)
    {
        var position = place.Diagnostic.Location.SourceSpan.Start;
        var isInScope = place.Model.LookupNamespacesAndTypes(position, name: "HttpStandardResilienceOptions").Length > 0
            || place.Root.DescendantNodes().OfType<UsingDirectiveSyntax>().Any(IsForExtensions)
            || place.Model.Compilation.SyntaxTrees.Any(static tree => tree.GetRoot().ChildNodes().OfType<UsingDirectiveSyntax>()
                .Any(static directive => directive.GlobalKeyword.Span.Length > 0 && IsForExtensions(directive)));
        if (isInScope || place.Root is not CompilationUnitSyntax unit)
        {
            return null;
        }

        return unit.Usings.Count > 0
            ? new TextChange(new TextSpan(unit.Usings.Last().Span.End, 0), $"{place.EndOfLine}using {Extensions};")
            : new TextChange(new TextSpan(unit.GetFirstToken().SpanStart, 0), $"using {Extensions};{place.EndOfLine}");
    }

    private static bool IsForExtensions(UsingDirectiveSyntax directive) => directive.Name?.ToString() == Extensions;
}
