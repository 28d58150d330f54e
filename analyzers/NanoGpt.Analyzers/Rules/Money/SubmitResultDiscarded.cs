namespace NanoGpt.Analyzers.Rules.Money;

/// <summary>Reports submissions whose job handle is discarded. Without it the video cannot be downloaded.</summary>
internal sealed class SubmitResultDiscarded() : CallRule(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        RuleIds.SubmitResultDiscarded, "The handle of a submitted job is discarded", Categories.Money, DiagnosticSeverity.Warning,
        "The return value of 'SubmitAsync' or 'ExtendAsync' is discarded.");

    public override bool AppliesTo(IMethodSymbol method) => IsPaid(method) && method.Name != "GenerateAsync";

    public override void Check(OperationAnalysisContext context, IInvocationOperation call)
    {
        var (value, isTask) = ((IOperation)call, false);
        while (PassOn(value) is { } next)
        {
            // A conversion to Task loses the result.
            isTask |= next is IConversionOperation { Type: INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: 0 } };
            value = next;
        }

        if (value.Parent is IExpressionStatementOperation
            || IsWait(value)
            || (isTask && value.Parent is IReturnOperation)
            || (value.Parent is ISimpleAssignmentOperation { Target: IDiscardOperation } assignment && assignment.Value == value))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rule, call.Syntax.GetLocation(),
                $"The job is paid for, but its handle is discarded: keep what {call.TargetMethod.Name} returns."));
        }
    }

    // Returns the operation that has the value as its own value or as a part of it.
    private static IOperation? PassOn(IOperation value) => value.Parent switch
    {
        IAwaitOperation or IConversionOperation or ICoalesceOperation or IArrayCreationOperation or IArrayInitializerOperation
            or ISwitchExpressionArmOperation => value.Parent,
        ISwitchExpressionOperation choice when choice.Value != value => choice,
        IConditionalOperation { Type: not null } choice when choice.Condition != value => choice,
        IConditionalAccessOperation access when access.WhenNotNull == value => access,
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingNamespace.Name: "Tasks" } } result => result,
        IInvocationOperation
        {
            TargetMethod: { Name: not "Wait" and not "ContinueWith", ContainingNamespace.Name: "Tasks" or "CompilerServices" },
        } outer => outer,
        // The items of a params collection
        { IsImplicit: true, Parent: IArgumentOperation } items => items,
        IArgumentOperation { Parent: IInvocationOperation outer } when KeepsItems(outer.TargetMethod) => outer,
        // The value that a lambda returns, which the outer call passes on: Select(request => client.SubmitAsync(request)).
        IReturnOperation { Parent.Parent: IAnonymousFunctionOperation { Parent: IDelegateCreationOperation function } }
            when function.Parent?.Parent is IInvocationOperation outer && KeepsItems(outer.TargetMethod) => outer,
        _ => null,
    };

    private static bool KeepsItems(IMethodSymbol method) => method is
    {
        Name: "WhenAll" or "WhenAny" or "Run" or "Select" or "ToArray" or "ToList",
        ContainingType: { Name: "Task" or "Enumerable", ContainingNamespace: { Name: "Tasks" or "Linq" } },
    };

    private static bool IsWait(IOperation value) =>
        (value.Parent is IArgumentOperation argument ? argument.Parent : value.Parent)
            is IInvocationOperation { TargetMethod: { Name: "Wait" or "WaitAll", ContainingType.Name: "Task" } };
}
