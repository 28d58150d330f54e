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
}
