namespace NanoGpt.Analyzers.Rules;

/// <summary>Represents a rule about calls of the client.</summary>
internal abstract class CallRule(DiagnosticDescriptor descriptor)
{
    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    public abstract bool AppliesTo(IMethodSymbol method);

    public abstract void Check(OperationAnalysisContext context, IInvocationOperation call);

    protected static bool IsRuntimeMethod(IMethodSymbol method) =>
        method.ContainingNamespace is { Name: "NanoGpt", ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>Returns the call together with the operations that await it.</summary>
    protected static IOperation IncludeAwait(IOperation call)
    {
        var value = call;
        while (value.Parent is IAwaitOperation or IConversionOperation or IParenthesizedOperation
            || (value.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured
                && configured.Instance == value))
        {
            value = value.Parent;
        }

        return value;
    }
}
