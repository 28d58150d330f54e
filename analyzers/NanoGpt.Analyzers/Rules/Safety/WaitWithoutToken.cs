using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NanoGpt.Analyzers.Rules.Safety;

/// <summary>A wait of minutes cannot be cancelled although a token is at hand.</summary>
internal sealed class WaitWithoutToken : CallRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.WaitWithoutToken, "A cancellation token is not passed", "{0}", Categories.Safety, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, description: "Videos take minutes: whoever waits for one must be able to stop.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.WaitWithoutToken));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override bool Concerns(IMethodSymbol method) =>
        method.Name is "WaitAsync" or "WatchAsync" or "GenerateAsync" or "DownloadAsync" or "SubmitAsync" && IsOurs(method);

    public override void Check(OperationAnalysisContext context, IInvocationOperation call)
    {
        var missing = call.Arguments.FirstOrDefault(static argument =>
            argument.ArgumentKind == ArgumentKind.DefaultValue && IsToken(argument.Parameter?.Type));
        if (missing?.Parameter is not { } parameter || IsTokenGivenLater(call) || TokenAtHand(call, context.ContainingSymbol) is not { } token)
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Rule,
            call.Syntax.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(FixKeys.Property, parameter.Name).Add(FixKeys.Replacement, token),
            $"{call.TargetMethod.Name} cannot be cancelled: pass {token}."));
    }

    // await foreach (… in job.WatchAsync().WithCancellation(cancellationToken))
    private static bool IsTokenGivenLater(IInvocationOperation call)
    {
        for (var current = call.Parent; current is IArgumentOperation or IConversionOperation or IInvocationOperation; current = current.Parent)
        {
            if (current is IInvocationOperation { TargetMethod: { Name: "WithCancellation" or "WaitAsync" } outer } && outer.Parameters.Any(static parameter => IsToken(parameter.Type)))
            {
                return true;
            }
        }

        return false;
    }

    private static string? TokenAtHand(IInvocationOperation call, ISymbol owner)
    {
        for (var current = call.Parent; current is not null; current = current.Parent)
        {
            var function = (current as IAnonymousFunctionOperation)?.Symbol ?? (current as ILocalFunctionOperation)?.Symbol;
            if (function is null)
            {
                continue;
            }

            if (TokenOf(function) is { } own)
            {
                return own;
            }

            if (function.IsStatic)
            {
                return null;
            }
        }

        return owner is IMethodSymbol method ? TokenOf(method) : null;
    }

    private static string? TokenOf(IMethodSymbol function) =>
        function.Parameters.FirstOrDefault(static parameter => IsToken(parameter.Type) && parameter.RefKind is RefKind.None or RefKind.In)?.Name;

    private static bool IsToken(ITypeSymbol? type) =>
        type is { Name: "CancellationToken", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };
}
