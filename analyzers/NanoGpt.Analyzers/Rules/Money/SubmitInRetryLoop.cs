using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NanoGpt.Analyzers.Rules.Money;

/// <summary>A job is submitted again after an error, although the first one may run and cost money.</summary>
internal sealed class SubmitInRetryLoop : CallRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.SubmitInRetryLoop, "A submission is retried", "{0}", Categories.Money, DiagnosticSeverity.Warning,
            isEnabledByDefault: true,
        description: "After a timeout or a lost connection nobody knows whether the job runs; submitting again may pay twice.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.SubmitInRetryLoop));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override bool Concerns(IMethodSymbol method) => Submits(method);

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

    // A loop that is left as soon as a submission succeeds, and goes on when it throws.
    private static bool IsInRetryLoop(IInvocationOperation call)
    {
        ITryOperation? attempt = null;
        IOperation previous = call;
        for (var current = call.Parent; current is not null and not (IAnonymousFunctionOperation
            or ILocalFunctionOperation); current = current.Parent)
        {
            switch (current)
            {
                case ITryOperation @try when @try.Body == previous && @try.Catches.Any(GoesOn):
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

    private static bool GoesOn(ICatchClauseOperation clause) =>
        clause.Handler.Operations.LastOrDefault() is not (IThrowOperation or IReturnOperation
            or IExpressionStatementOperation { Operation: IThrowOperation }
            or IBranchOperation { BranchKind: BranchKind.Break });

    private static bool Leaves(IOperation body, ILoopOperation loop) =>
        body.Descendants().Any(operation =>
            operation is IReturnOperation { Kind: OperationKind.Return }
            || (operation is IBranchOperation branch && SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel)));

    private static bool IsInPollyPipeline(IInvocationOperation call) =>
        Function(call) is IAnonymousFunctionOperation lambda
        && (lambda.Parent is IDelegateCreationOperation creation ? creation.Parent
            : lambda.Parent) is IArgumentOperation { Parent: IInvocationOperation outer }
        && outer.TargetMethod.Name.StartsWith("Execute", StringComparison.Ordinal)
        && outer.TargetMethod.ContainingNamespace is { Name: "Polly" } or { ContainingNamespace.Name: "Polly" };
}
