using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NanoGpt.Analyzers.Rules.Money;

/// <summary>The client's HTTP pipeline gets a handler that sends submissions again.</summary>
internal sealed class HandlerRetriesPosts : CallRule
{
    private const string Switch = "DisableForUnsafeHttpMethods";

    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.HandlerRetriesPosts, "A resilience handler retries submissions", "{0}", Categories.Money, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, description: "A submission that is sent twice may be paid for twice.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.HandlerRetriesPosts));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override bool Concerns(IMethodSymbol method) =>
        method.Name is "AddStandardResilienceHandler" or "AddStandardHedgingHandler" or "AddResilienceHandler";

    public override void Check(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (call.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } || !IsForOurClient(call)
            || IsSwitchedOff(call))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Rule, name.GetLocation(), $"{call.TargetMethod.Name} sends submissions again, which may pay twice: call {Switch} on its retry options."));
    }

    // The builder comes from AddNanoGpt…() or AddVenice(), or from AddHttpClient for a client's type.
    private static bool IsForOurClient(IInvocationOperation call)
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

    // The client itself, or a class that is made for it and named after it.
    private static bool IsClient(ITypeSymbol type) =>
        type.Name.Contains("NanoGpt")
        || type is { Name: "VeniceClient" or "IVeniceClient" or "IVideoClient", ContainingNamespace: { Name: "NanoGpt", ContainingNamespace.IsGlobalNamespace: true } };

    private static bool IsSwitchedOff(IInvocationOperation call) =>
        call.Syntax.DescendantNodes().OfType<IdentifierNameSyntax>().Any(static name => name.Identifier.ValueText is Switch or "DisableFor")
        // Options that are configured elsewhere may switch it off there.
        || call.Arguments.Any(static argument => argument.Parameter?.Ordinal > 0 && argument.ArgumentKind == ArgumentKind.Explicit
            && argument.Value is not (IDelegateCreationOperation { Target: IAnonymousFunctionOperation } or ILiteralOperation));

    private static IOperation? Receiver(IInvocationOperation invocation)
    {
        var receiver = invocation.Instance ?? invocation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value;
        while (receiver is IConversionOperation conversion)
        {
            receiver = conversion.Operand;
        }

        return receiver;
    }
}
