using NanoGpt.Analyzers.Rules;
using NanoGpt.Analyzers.Rules.Money;
using NanoGpt.Analyzers.Rules.Safety;

namespace NanoGpt.Analyzers;

/// <summary>Reports uses of the client that may pay twice, cannot be cancelled or disclose an API key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClientUseAnalyzer : NanoGptAnalyzer
{
    private static readonly ImmutableArray<CallRule> CallRules = ImmutableArray.Create<CallRule>(
        new SubmitResultDiscarded(), new SubmitInRetryLoop(), new HandlerRetriesPosts(), new WaitWithoutToken());

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        CallRules.Select(static rule => rule.Descriptor).Append(KeyInSource.Rule).ToImmutableArray();

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types)
    {
        RegisterOperationAction(context, CheckCall, OperationKind.Invocation);
        RegisterOperationAction(context, KeyInSource.CheckCreation, OperationKind.ObjectCreation);
        RegisterOperationAction(context, KeyInSource.CheckAssignment, OperationKind.SimpleAssignment);
    }

    private static void CheckCall(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        foreach (var rule in CallRules)
        {
            if (rule.AppliesTo(call.TargetMethod))
            {
                rule.Check(context, call);
            }
        }
    }
}
