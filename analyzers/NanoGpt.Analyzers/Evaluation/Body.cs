using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>The body of a member or an initializer. What is known of it serves all requests that are made there.</summary>
internal sealed class Body(IOperation root)
{
    private readonly object gate = new();
    private Variables? variables;
    private BodyFlow? flow;
    private bool isWalked;

    /// <summary>What one pass over the body tells of its variables. Requests of one body may be looked at at the same time.</summary>
    public Variables Variables
    {
        get
        {
            lock (gate)
            {
                return variables ??= Variables.Of(root);
            }
        }
    }

    /// <summary>What the paths through the body tell; null where it has no control-flow graph, as half-typed code has.</summary>
    public BodyFlow? FlowOf(KnownTypes types, OperationAnalysisContext context)
    {
        lock (gate)
        {
            if (!isWalked && root is IMethodBodyBaseOperation or IBlockOperation or IFieldInitializerOperation or IPropertyInitializerOperation
                or IParameterInitializerOperation)
            {
                flow = BodyFlow.Walk(types, Variables, context.GetControlFlowGraph(), context.ContainingSymbol, context.CancellationToken);
            }

            isWalked = true;
            return flow;
        }
    }
}
