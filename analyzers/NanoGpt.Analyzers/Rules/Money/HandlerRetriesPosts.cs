using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NanoGpt.Analyzers.Rules.Money;

/// <summary>Reports resilience handlers that may send a submission twice.</summary>
internal sealed class HandlerRetriesPosts() : CallRule(Rule)
{
    private const string Switch = "DisableForUnsafeHttpMethods";

    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        RuleIds.HandlerRetriesPosts, "A resilience handler retries submissions", Categories.Money, DiagnosticSeverity.Warning,
        "A resilience handler is added to the HTTP client of 'NanoGptClient' or 'VeniceClient' without disabling retries of "
        + "unsafe HTTP methods.");

    public override bool AppliesTo(IMethodSymbol method) =>
        method.Name is "AddStandardResilienceHandler" or "AddStandardHedgingHandler" or "AddResilienceHandler";

    public override void Check(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (call.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } }
            || !ConfiguresVideoClient(call) || DisablesRetries(call))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Rule, name.GetLocation(),
            $"{call.TargetMethod.Name} retries submissions, which may pay twice: call {Switch} on its retry options."));
    }

    // Returns whether the builder comes from AddNanoGpt…(), AddVenice() or AddHttpClient<TClient>().
    private static bool ConfiguresVideoClient(IInvocationOperation call)
    {
        for (var current = Receiver(call); current is IInvocationOperation invocation; current = Receiver(invocation))
        {
            var method = invocation.TargetMethod;
            if (method.Name.StartsWith("AddNanoGpt", StringComparison.Ordinal) || method.Name == "AddVenice"
                || (method.Name == "AddHttpClient" && method.TypeArguments.Any(IsClient)))
            {
                return true;
            }
        }

        return false;
    }

    // Typed clients are often named after the service.
    private static bool IsClient(ITypeSymbol type) =>
        type.Name.Contains("NanoGpt") || type is
        {
            Name: "VeniceClient" or "IVeniceClient" or "IVideoClient",
            ContainingNamespace: { Name: "NanoGpt", ContainingNamespace.IsGlobalNamespace: true },
        };

    private static bool DisablesRetries(IInvocationOperation call) =>
        call.Syntax.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(static name => name.Identifier.ValueText is Switch or "DisableFor")
        // Options that are configured elsewhere may disable retries there.
        || call.Arguments.Any(static argument => argument.Parameter?.Ordinal > 0 && argument.ArgumentKind == ArgumentKind.Explicit
            && argument.Value is not (IDelegateCreationOperation { Target: IAnonymousFunctionOperation } or ILiteralOperation));

    private static IOperation? Receiver(IInvocationOperation invocation)
    {
        var receiver = invocation.Instance
            ?? invocation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value;
        while (receiver is IConversionOperation conversion)
        {
            receiver = conversion.Operand;
        }

        return receiver;
    }
}
