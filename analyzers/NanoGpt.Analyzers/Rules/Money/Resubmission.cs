using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NanoGpt.Analyzers.Rules.Money;

/// <summary>Finds code that submits the same request again after an exception that does not prove a rejection.</summary>
internal sealed class Resubmission(IInvocationOperation call)
{
    private readonly ImmutableArray<IOperation> request = GetRequest(call);
    private readonly List<ICatchClauseOperation> clauses = new();

    /// <summary>Returns whether the code around the call submits again.</summary>
    /// <param name="owner">The member that contains the call.</param>
    public bool Exists(ISymbol owner)
    {
        var (current, part) = (call.Parent, (IOperation)call);
        while (current is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            if (Repeats(current, part))
            {
                return true;
            }

            (part, current) = (current, current.Parent);
        }

        var function = (current as ILocalFunctionOperation)?.Symbol ?? owner;
        return FollowingCode().OfType<IInvocationOperation>().Any(next =>
            SymbolEqualityComparer.Default.Equals(next.TargetMethod.OriginalDefinition, function) && PassesRequest(next, part));
    }

    private bool Repeats(IOperation code, IOperation part)
    {
        switch (code)
        {
            case ITryOperation attempt when attempt.Body == part:
                clauses.AddRange(attempt.Catches.Where(static clause => !IsSafe(clause)));
                return FollowingCode().OfType<IBranchOperation>().Any(IsBackward) && IsSame(code.Root());
            case ILoopOperation loop when clauses.Count > 0:
                return Requeues(loop)
                    || (clauses.Exists(CanContinue) && Continues(loop.Body) && EndsAfterSuccess(loop) && IsSame(loop));
            case ICatchClauseOperation { Parent: ITryOperation first } clause when !IsSafe(clause):
                return first.Body.Descendants().OfType<IInvocationOperation>().Any(earlier =>
                    CallRule.IsPaid(earlier.TargetMethod)
                    && GetRequest(earlier).Select(Text).SequenceEqual(request.Select(Text)));
            default:
                return false;
        }
    }

    private static ImmutableArray<IOperation> GetRequest(IInvocationOperation call) => call.Arguments
        .Where(static argument => argument.ArgumentKind == ArgumentKind.Explicit
            && argument.Parameter?.Type.Name != nameof(CancellationToken))
        .Select(static argument => argument.Value.WithoutConversions()).ToImmutableArray();

    private static string Text(IOperation operation) => operation.Syntax.ToString();

    // The exceptions of a rejection prove that the service accepted no job. IsRetrySafe says so.
    private static bool IsSafe(ICatchClauseOperation clause) =>
        clause.ExceptionType is
        {
            Name: "RateLimitException" or "AuthenticationFailedException" or "InsufficientBalanceException"
                or "ModelNotFoundException" or "RequestRejectedException"
                or "ContentPolicyException" or "ConsentRequiredException",
            ContainingNamespace: { Name: "NanoGpt", ContainingNamespace.IsGlobalNamespace: true },
        }
        || clause.Descendants().Any(static part => part is IPropertyReferenceOperation { Property.Name: "IsRetrySafe" });

    private static bool CanContinue(ICatchClauseOperation clause) => Continues(clause.Handler);

    private static bool Continues(IOperation code) =>
        code.Syntax is StatementSyntax statement && code.SemanticModel?.AnalyzeControlFlow(statement) is { } flow
        && (flow.EndPointIsReachable || flow.ExitPoints.Any(static exit => exit.IsKind(SyntaxKind.ContinueStatement)));

    private bool IsInClause(IOperation code) => clauses.Exists(clause => clause.Syntax.Span.Contains(code.Syntax.Span));

    // The code in the clauses, and the code after the statement if a clause leads there.
    private IEnumerable<IOperation> FollowingCode()
    {
        var end = clauses.Where(CanContinue).Select(static clause => clause.Parent!.Syntax.Span.End)
            .DefaultIfEmpty(int.MaxValue).Min();
        return clauses.Count == 0 ? []
            : call.Root().Descendants().Where(code => code.Syntax.SpanStart >= end || IsInClause(code));
    }

    private bool IsBackward(IBranchOperation branch) =>
        branch.BranchKind == BranchKind.GoTo
        && branch.Target?.Locations.FirstOrDefault()?.SourceSpan.Start < call.Syntax.SpanStart;

    private bool EndsAfterSuccess(ILoopOperation loop)
    {
        var condition = (loop as IWhileLoopOperation)?.Condition ?? (loop as IForLoopOperation)?.Condition;
        return loop.Descendants().Any(exit => (exit is IReturnOperation { Kind: OperationKind.Return }
                || SymbolEqualityComparer.Default.Equals((exit as IBranchOperation)?.Target, loop.ExitLabel))
                && exit.Syntax.Span.End > call.Syntax.Span.End && !IsInClause(exit))
            || (condition is not null && condition.DescendantsAndSelf().Select(LocalValue.GetVariable).OfType<ISymbol>()
                .Any(variable => clauses.Exists(clause => ((ITryOperation)clause.Parent!).Body.Assigns(variable))));
    }

    // catch { queue.Enqueue(request); } in a loop that takes its requests from the queue
    private bool Requeues(ILoopOperation loop)
    {
        var calls = loop.Descendants().OfType<IInvocationOperation>().ToList();
        var queues = calls.Where(static take => take.TargetMethod.Name is "Dequeue" or "TryDequeue" or "Pop" or "TryPop" or "Take"
            or "TryTake" or "TryRead" or "ReadAsync" or "ReadAllAsync" or "GetConsumingEnumerable").Select(Receiver);
        return calls.Exists(put => IsInClause(put)
            && put.Arguments.Any(argument => argument.Value.WithoutConversions().GetVariable() is { } variable
                && request.Any(value => value.RefersTo(variable)))
            && queues.Contains(Receiver(put), SymbolEqualityComparer.Default));
    }

    // The queue in queue.Writer.TryWrite(request)
    private static ISymbol? Receiver(IInvocationOperation call) =>
        call.Instance?.DescendantsAndSelf().Select(LocalValue.GetVariable).LastOrDefault(static symbol => symbol is not null);

    private bool PassesRequest(IInvocationOperation next, IOperation function) => IsSame(function)
        && request.SelectMany(static value => value.DescendantsAndSelf()).OfType<IParameterReferenceOperation>()
            .All(reference => next.Arguments.Any(argument => argument.Parameter?.Ordinal == reference.Parameter.Ordinal
                && argument.Value.RefersTo(reference.Parameter)));

    // Returns whether the request is the same whenever the code is executed.
    private bool IsSame(IOperation code) => request.All(value => IsSame(value, code));

    private static bool IsSame(IOperation value, IOperation code) => value.DescendantsAndSelf().All(part => part switch
    {
        ILocalReferenceOperation reference => IsSameLocal(reference, code),
        IParameterReferenceOperation { Parameter: var parameter } => !code.Assigns(parameter),
        // A method without arguments, such as Dequeue, is called for another value each time.
        IInvocationOperation creation => !creation.Arguments.IsEmpty && creation.Instance is null or IInstanceReferenceOperation,
        IAwaitOperation => false,
        _ => true,
    });

    private static bool IsSameLocal(ILocalReferenceOperation reference, IOperation code)
    {
        var local = reference.Local;
        if (code.Assigns(local) || !code.Syntax.Span.Contains(local.Locations[0].SourceSpan))
        {
            return !code.Assigns(local);
        }

        // The variable of a foreach statement in the code has the same values if the collection has.
        var value = code.FindInitializer(local) ?? code.Descendants().OfType<IForEachLoopOperation>()
            .FirstOrDefault(loop => loop.Locals.Contains(local, SymbolEqualityComparer.Default))?.Collection;
        return value?.Syntax.Span.End <= reference.Syntax.SpanStart && IsSame(value, code);
    }
}
