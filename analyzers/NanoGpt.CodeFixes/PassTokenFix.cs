namespace NanoGpt.CodeFixes;

/// <summary>Passes the available cancellation token.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PassTokenFix))]
public sealed class PassTokenFix() : TextFix(RuleIds.WaitWithoutToken)
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string Key = "NanoGpt.PassToken";

    private protected override IEnumerable<FixCandidate> GetCandidates(FixPlace place, CancellationToken cancellationToken)
    {
        if (place.Node.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault() is not { ArgumentList: var list }
            || place.GetProperty(FixKeys.Replacement) is not { } token
            || place.Model.GetSymbolInfo(list.Parent!, cancellationToken).Symbol is not IMethodSymbol method)
        {
            yield break;
        }

        // The argument is positional if it is the next one, and named if others are omitted.
        var count = list.Arguments.Count;
        var parameter = place.GetProperty(FixKeys.Parameter);
        var isNext = method.Parameters.Length > count && method.Parameters[count].Name == parameter
            && list.Arguments.All(static argument => argument.NameColon is null);
        var argument = (count == 0 ? "" : ", ") + (isNext ? token : $"{parameter}: {token}");
        var end = new TextSpan(list.CloseParenToken.SpanStart, 0);
        yield return new FixCandidate($"Pass {token}", Key, [new TextChange(end, argument)]);
    }
}
