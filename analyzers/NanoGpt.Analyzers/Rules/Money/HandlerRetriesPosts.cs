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
            || !ConfiguresVideoClient(call) || !Retries(call))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Rule, name.GetLocation(),
            $"{call.TargetMethod.Name} retries submissions, which may pay twice: call {Switch} on its retry options."));
    }

    // Returns whether the builder comes from AddNanoGpt…(), AddVenice() or AddHttpClient<TClient>(), or is for all clients.
    private static bool ConfiguresVideoClient(IInvocationOperation call)
    {
        var current = Receiver(call);
        for (; current is IInvocationOperation invocation; current = Receiver(invocation))
        {
            var method = invocation.TargetMethod;
            if (method.Name.StartsWith("AddNanoGpt", StringComparison.Ordinal) || method.Name == "AddVenice"
                || (method.Name == "AddHttpClient" && method.TypeArguments.Any(IsClient)))
            {
                return true;
            }
        }

        return current is IParameterReferenceOperation { Parameter: { Ordinal: 0, ContainingSymbol: IMethodSymbol lambda } }
            && call.SemanticModel!.Compilation.GetTypeByMetadataName("NanoGpt.Hosting.NanoGptOptions") is not null
            && call.Root().Descendants().OfType<IInvocationOperation>().Any(defaults =>
                defaults.TargetMethod.Name == "ConfigureHttpClientDefaults" && defaults.Descendants().Any(operation =>
                    SymbolEqualityComparer.Default.Equals((operation as IAnonymousFunctionOperation)?.Symbol, lambda)));
    }

    // Typed clients are often named after the service.
    private static bool IsClient(ITypeSymbol type) =>
        type.Name.Contains("NanoGpt") || type is
        {
            Name: "VeniceClient" or "IVeniceClient" or "IVideoClient",
            ContainingNamespace: { Name: "NanoGpt", ContainingNamespace.IsGlobalNamespace: true },
        };

    // A handler that code elsewhere configures may not retry, and neither may one that decides itself what it handles.
    private static bool Retries(IInvocationOperation call)
    {
        var names = call.Syntax.DescendantNodes().OfType<SimpleNameSyntax>()
            .Select(static name => name.Identifier.ValueText).ToList();
        return !names.Exists(static name => name is Switch or "DisableFor" or "ShouldHandle")
            && (call.TargetMethod.Name != "AddResilienceHandler"
                || names.Exists(static name => name is "AddRetry" or "AddHedging"))
            && call.Arguments.All(static argument => argument.Parameter?.Ordinal == 0
                || argument.ArgumentKind != ArgumentKind.Explicit
                || argument.Value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation } or ILiteralOperation);
    }

    private static IOperation? Receiver(IInvocationOperation invocation) =>
        (invocation.Instance
            ?? invocation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value)?.Resolve();
}
