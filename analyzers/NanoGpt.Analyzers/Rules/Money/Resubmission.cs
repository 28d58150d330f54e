using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NanoGpt.Analyzers.Rules.Money;

/// <summary>Finds code that submits the same request again after an exception that does not prove a rejection.</summary>
internal sealed class Resubmission(IInvocationOperation call, Func<IMethodSymbol, bool> isPaid)
{
    private readonly ImmutableArray<IOperation> request = call.Arguments
        .Where(static argument => argument.ArgumentKind == ArgumentKind.Explicit && argument.Parameter?.Type.Name != "CancellationToken")
        .Select(static argument => argument.Value.WithoutConversions()).ToImmutableArray();

    /// <summary>Returns whether the code around the call submits again.</summary>
    /// <param name="owner">The member that contains the call.</param>
    public bool Exists(ISymbol owner)
    {
        var unsafeClauses = new List<ICatchClauseOperation>();
        var (current, previous) = (call.Parent, (IOperation)call);
        for (; current is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); (previous, current) = (current, current.Parent))
        {
            if ((current is ITryOperation attempt && attempt.Body == previous && AddUnsafe(attempt, unsafeClauses) && StartsAgain(unsafeClauses))
                || (current is ILoopOperation loop && unsafeClauses.Count > 0 && Repeats(loop, unsafeClauses))
                || (current is ICatchClauseOperation clause && !IsSafe(clause) && clause.Parent is ITryOperation first && Submits(first.Body)))
            {
                return true;
            }
        }

        var function = (current as ILocalFunctionOperation)?.Symbol ?? owner;
        return unsafeClauses.Count > 0 && FollowingCode(unsafeClauses).OfType<IInvocationOperation>().Any(next =>
            SymbolEqualityComparer.Default.Equals(next.TargetMethod.OriginalDefinition, function) && PassesRequest(next, current ?? previous));
    }

    private static bool AddUnsafe(ITryOperation attempt, List<ICatchClauseOperation> clauses)
    {
        clauses.AddRange(attempt.Catches.Where(static clause => !IsSafe(clause)));
        return clauses.Count > 0;
    }

    // The exceptions of a rejection prove that the service accepted no job. IsRetrySafe says so.
    private static bool IsSafe(ICatchClauseOperation clause) =>
        clause.ExceptionType is
        {
            Name: "RateLimitException" or "AuthenticationFailedException" or "InsufficientBalanceException" or "ModelNotFoundException"
                or "RequestRejectedException" or "ContentPolicyException" or "ConsentRequiredException",
            ContainingNamespace: { Name: "NanoGpt", ContainingNamespace.IsGlobalNamespace: true },
        }
        || clause.Descendants().Any(static operation => operation is IPropertyReferenceOperation { Property.Name: "IsRetrySafe" });

    private static bool Continues(IOperation code) =>
        code.SemanticModel!.AnalyzeControlFlow((StatementSyntax)code.Syntax) is { } flow
        && (flow.EndPointIsReachable || flow.ExitPoints.Any(static exit => exit.IsKind(SyntaxKind.ContinueStatement)));

    // The code in the clauses, and the code after the statement if a clause leads there.
    private static IEnumerable<IOperation> FollowingCode(List<ICatchClauseOperation> clauses)
    {
        var after = clauses.Where(static clause => Continues(clause.Handler)).Select(static clause => clause.Parent!.Syntax.Span.End).DefaultIfEmpty(int.MaxValue).Min();
        return clauses[0].Root().Descendants().Where(operation => operation.Syntax.SpanStart >= after
            || clauses.Any(clause => clause.Syntax.Span.Contains(operation.Syntax.Span)));
    }

    // goto a label before the call
    private bool StartsAgain(List<ICatchClauseOperation> clauses) =>
        FollowingCode(clauses).OfType<IBranchOperation>().Any(branch => branch.BranchKind == BranchKind.GoTo
            && branch.Target.Locations[0].SourceSpan.Start < call.Syntax.SpanStart)
        && request.All(value => IsSame(value, call.Root()));

    private bool Repeats(ILoopOperation loop, List<ICatchClauseOperation> clauses) =>
        Requeues(loop, clauses)
        || (clauses.Any(static clause => Continues(clause.Handler)) && Continues(loop.Body) && EndsAfterSuccess(loop, clauses)
            && request.All(value => IsSame(value, loop)));

    private bool EndsAfterSuccess(ILoopOperation loop, List<ICatchClauseOperation> clauses)
    {
        var condition = (loop as IWhileLoopOperation)?.Condition ?? (loop as IForLoopOperation)?.Condition;
        return loop.Descendants().Any(operation =>
                (operation is IReturnOperation { Kind: OperationKind.Return }
                    || (operation is IBranchOperation branch && SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel)))
                && operation.Syntax.Span.End > call.Syntax.Span.End
                && !clauses.Any(clause => clause.Syntax.Span.Contains(operation.Syntax.Span)))
            || (condition is not null && condition.DescendantsAndSelf().Select(LocalValue.GetVariable).OfType<ISymbol>()
                .Any(variable => clauses.Any(clause => ((ITryOperation)clause.Parent!).Body.Assigns(variable))));
    }

    // catch { queue.Enqueue(request); } in a loop that takes its requests from the queue
    private bool Requeues(ILoopOperation loop, List<ICatchClauseOperation> clauses)
    {
        var queues = loop.Descendants().OfType<IInvocationOperation>().Where(static take => take.TargetMethod.Name is "Dequeue" or "TryDequeue"
            or "Pop" or "TryPop" or "Take" or "TryTake" or "TryRead" or "ReadAsync" or "ReadAllAsync" or "GetConsumingEnumerable").Select(Receiver);
        return clauses.SelectMany(static clause => clause.Descendants()).OfType<IInvocationOperation>().Any(put =>
            put.Arguments.Any(argument => request.Any(value => value.GetVariable() is { } variable && argument.Value.RefersTo(variable)))
            && queues.Contains(Receiver(put), SymbolEqualityComparer.Default));
    }

    // The queue in queue.Writer.TryWrite(request)
    private static ISymbol? Receiver(IInvocationOperation call) =>
        call.Instance?.DescendantsAndSelf().Select(LocalValue.GetVariable).LastOrDefault(static symbol => symbol is not null);

    private bool Submits(IOperation body) => body.Descendants().OfType<IInvocationOperation>().Any(earlier =>
        isPaid(earlier.TargetMethod) && earlier.Arguments.Zip(call.Arguments, static (left, right) =>
            left.Parameter?.Type.Name == "CancellationToken" || left.Syntax.IsEquivalentTo(right.Syntax)).All(static isEqual => isEqual));

    private bool PassesRequest(IInvocationOperation next, IOperation function) => request.All(value => IsSame(value, function)
        && value.DescendantsAndSelf().OfType<IParameterReferenceOperation>().All(reference => next.Arguments.Any(argument =>
            argument.Parameter?.Ordinal == reference.Parameter.Ordinal && argument.Value.RefersTo(reference.Parameter))));

    // Returns whether an expression has the same value whenever the code is executed.
    private static bool IsSame(IOperation value, IOperation code) => value.DescendantsAndSelf().All(operation => operation switch
    {
        ILocalReferenceOperation reference => IsSameLocal(reference, code),
        IParameterReferenceOperation { Parameter: var parameter } => !code.Assigns(parameter),
        // A method without arguments, such as Dequeue, is called for another value each time.
        IInvocationOperation { TargetMethod.IsStatic: var isStatic, Instance: var instance, Arguments.IsEmpty: var isEmpty } =>
            !isEmpty && (isStatic || instance is IInstanceReferenceOperation),
        IAwaitOperation => false,
        _ => true,
    });

    private static bool IsSameLocal(ILocalReferenceOperation reference, IOperation code)
    {
        if (code.Assigns(reference.Local))
        {
            return false;
        }

        if (!code.Syntax.Span.Contains(reference.Local.Locations[0].SourceSpan))
        {
            return true;
        }

        // The variable of a foreach statement in the code has the same values if the collection has.
        var initializer = code.FindInitializer(reference.Local) ?? code.Descendants().OfType<IForEachLoopOperation>()
            .FirstOrDefault(loop => loop.Locals.Contains(reference.Local, SymbolEqualityComparer.Default))?.Collection;
        return initializer?.Syntax.Span.End <= reference.Syntax.SpanStart && IsSame(initializer, code);
    }
}
