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

    internal override void Register(KnownTypes types, OperationRegistration register)
    {
        register(CheckCall, OperationKind.Invocation);
        register(KeyInSource.CheckCreation, OperationKind.ObjectCreation);
        register(KeyInSource.CheckAssignment, OperationKind.SimpleAssignment);
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
