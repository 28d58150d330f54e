namespace NanoGpt.Analyzers.Rules.Money;

/// <summary>Reports submissions whose job handle is discarded. Without it the video cannot be downloaded.</summary>
internal sealed class SubmitResultDiscarded() : CallRule(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        RuleIds.SubmitResultDiscarded, "The handle of a submitted job is discarded", Categories.Money, DiagnosticSeverity.Warning,
        "The return value of 'SubmitAsync' is discarded.");

    public override bool AppliesTo(IMethodSymbol method) => method.Name == "SubmitAsync" && IsRuntimeMethod(method);

    public override void Check(OperationAnalysisContext context, IInvocationOperation call)
    {
        var value = IncludeAwait(call);
        if (value.Parent is IExpressionStatementOperation
            || (value.Parent is ISimpleAssignmentOperation { Target: IDiscardOperation } assignment && assignment.Value == value))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rule, call.Syntax.GetLocation(),
                "The job is paid for, but its handle is discarded: keep what SubmitAsync returns."));
        }
    }
}
