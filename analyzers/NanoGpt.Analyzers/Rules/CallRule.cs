namespace NanoGpt.Analyzers.Rules;

/// <summary>Represents a rule about calls of the client.</summary>
internal abstract class CallRule(DiagnosticDescriptor descriptor)
{
    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    public abstract bool AppliesTo(IMethodSymbol method);

    public abstract void Check(OperationAnalysisContext context, IInvocationOperation call);

    /// <summary>Returns whether a method of the runtime submits a paid job.</summary>
    public static bool IsPaid(IMethodSymbol method) =>
        method.Name is "SubmitAsync" or "ExtendAsync" or "GenerateAsync" && IsRuntimeMethod(method);

    protected static bool IsRuntimeMethod(IMethodSymbol method) =>
        method.ContainingNamespace is { Name: "NanoGpt", ContainingNamespace.IsGlobalNamespace: true };
}
