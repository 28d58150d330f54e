using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NanoGpt.Analyzers.Rules;

/// <summary>A rule about how the client is used. It is asked about each call that <see cref="Concerns"/>.</summary>
internal abstract class CallRule
{
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>Whether a method is one that the rule speaks of; asked before anything dear.</summary>
    public abstract bool Concerns(IMethodSymbol method);

    public abstract void Check(OperationAnalysisContext context, IInvocationOperation call);

    /// <summary>Whether a method is the runtime's own.</summary>
    protected static bool IsOurs(IMethodSymbol method) =>
        method.ContainingNamespace is { Name: "NanoGpt", ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>Whether calling a method submits a paid job.</summary>
    protected static bool Submits(IMethodSymbol method) => method.Name is "SubmitAsync" or "GenerateAsync" && IsOurs(method);

    /// <summary>The call with what awaits it and configures awaiting it.</summary>
    protected static IOperation WithAwait(IOperation call)
    {
        var value = call;
        while (true)
        {
            switch (value.Parent)
            {
                case IAwaitOperation or IConversionOperation or IParenthesizedOperation:
                    value = value.Parent;
                    break;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured when configured.Instance == value:
                    value = configured;
                    break;
                default:
                    return value;
            }
        }
    }

    /// <summary>The lambda, local function or body that contains an operation.</summary>
    protected static IOperation Function(IOperation operation)
    {
        var current = operation;
        while (current.Parent is not null && current is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            current = current.Parent;
        }

        return current;
    }
}
