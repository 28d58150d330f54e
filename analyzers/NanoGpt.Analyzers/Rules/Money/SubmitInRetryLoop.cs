namespace NanoGpt.Analyzers.Rules.Money;

/// <summary>Reports submissions that are retried after an error. The service may already have accepted the first one.</summary>
internal sealed class SubmitInRetryLoop() : CallRule(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        RuleIds.SubmitInRetryLoop, "A submission is retried", Categories.Money, DiagnosticSeverity.Warning,
        "'SubmitAsync' is called in a retry loop or in a Polly pipeline.");

    public override bool AppliesTo(IMethodSymbol method) =>
        method.Name is "SubmitAsync" or "GenerateAsync" && IsRuntimeMethod(method);

    public override void Check(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (IsInRetryLoop(call) || IsInPollyPipeline(call))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                call.Syntax.GetLocation(),
                $"{call.TargetMethod.Name} in a retry may pay twice: the first attempt may have been accepted. "
                + "Reconcile it instead."));
        }
    }

    // A retry loop ends when a submission succeeds and continues when it throws.
    private static bool IsInRetryLoop(IInvocationOperation call)
    {
        ITryOperation? attempt = null;
        IOperation previous = call;
        for (var current = call.Parent;
            current is not null and not (IAnonymousFunctionOperation or ILocalFunctionOperation);
            current = current.Parent)
        {
            switch (current)
            {
                case ITryOperation @try when @try.Body == previous && @try.Catches.Any(Continues):
                    attempt ??= @try;
                    break;
                case IWhileLoopOperation or IForLoopOperation when attempt is not null
                    && Leaves(attempt.Body, (ILoopOperation)current):
                    return true;
            }

            previous = current;
        }

        return false;
    }

    private static bool Continues(ICatchClauseOperation clause) =>
        clause.Handler.Operations.LastOrDefault() is not (IThrowOperation or IReturnOperation
            or IExpressionStatementOperation { Operation: IThrowOperation }
            or IBranchOperation { BranchKind: BranchKind.Break });

    private static bool Leaves(IOperation body, ILoopOperation loop) =>
        body.Descendants().Any(operation =>
            operation is IReturnOperation { Kind: OperationKind.Return }
            || (operation is IBranchOperation branch && SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel)));

    private static bool IsInPollyPipeline(IInvocationOperation call)
    {
        IOperation? function = call;
        while (function is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            function = function.Parent;
        }

        return function is IAnonymousFunctionOperation lambda
            && (lambda.Parent is IDelegateCreationOperation creation ? creation.Parent : lambda.Parent)
                is IArgumentOperation { Parent: IInvocationOperation outer }
            && outer.TargetMethod.Name.StartsWith("Execute", StringComparison.Ordinal)
            && outer.TargetMethod.ContainingNamespace is { Name: "Polly" } or { ContainingNamespace.Name: "Polly" };
    }
}
