using Microsoft.CodeAnalysis.CSharp;

namespace NanoGpt.Analyzers.Rules.Safety;

/// <summary>Reports long-running calls that do not pass an available cancellation token.</summary>
internal sealed class WaitWithoutToken() : CallRule(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        RuleIds.WaitWithoutToken, "A cancellation token is not passed", Categories.Safety, DiagnosticSeverity.Warning,
        "A 'CancellationToken' is available, but it is not passed to 'SubmitAsync', 'ExtendAsync', 'WaitAsync', 'WatchAsync', "
        + "'GenerateAsync' or 'DownloadAsync'.");

    public override bool AppliesTo(IMethodSymbol method) =>
        IsPaid(method) || (method.Name is "WaitAsync" or "WatchAsync" or "DownloadAsync" && IsRuntimeMethod(method));

    public override void Check(OperationAnalysisContext context, IInvocationOperation call)
    {
        var missing = call.Arguments.FirstOrDefault(static argument =>
            argument.ArgumentKind == ArgumentKind.DefaultValue && IsToken(argument.Parameter?.Type));
        if (missing?.Parameter is not { } parameter || PassesTokenLater(call)
            || FindToken(call, context.ContainingSymbol) is not { } token)
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Rule,
            call.Syntax.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(FixKeys.Parameter, parameter.Name).Add(FixKeys.Replacement, token),
            $"{call.TargetMethod.Name} cannot be cancelled: pass {token}."));
    }

    // await foreach (… in job.WatchAsync().WithCancellation(cancellationToken))
    private static bool PassesTokenLater(IInvocationOperation call)
    {
        for (var current = call.Parent;
            current is IArgumentOperation or IConversionOperation or IInvocationOperation;
            current = current.Parent)
        {
            if (current is IInvocationOperation { TargetMethod: { Name: "WithCancellation" or "WaitAsync" } outer }
                && outer.Parameters.Any(static parameter => IsToken(parameter.Type)))
            {
                return true;
            }
        }

        return false;
    }

    private static string? FindToken(IInvocationOperation call, ISymbol owner)
    {
        // A token that another variable hides, a discard and the parameters of delegate { } have no name here.
        var visible = call.SemanticModel!.LookupSymbols(call.Syntax.SpanStart);
        var isNested = false;
        for (var current = call.Parent; current is not null; current = current.Parent)
        {
            var function = (current as IAnonymousFunctionOperation)?.Symbol ?? (current as ILocalFunctionOperation)?.Symbol;
            if (function is null)
            {
                continue;
            }

            if (TokenOf(function, isNested, visible) is { } token)
            {
                return token;
            }

            if (function.IsStatic)
            {
                return null;
            }

            isNested = true;
        }

        return owner is IMethodSymbol method ? TokenOf(method, isNested, visible) : null;
    }

    // A nested function cannot use a reference parameter.
    private static string? TokenOf(IMethodSymbol function, bool isNested, ImmutableArray<ISymbol> visible) =>
        function.Parameters.FirstOrDefault(parameter => IsToken(parameter.Type) && visible.Contains(parameter)
            && (parameter.RefKind == RefKind.None || (parameter.RefKind == RefKind.In && !isNested)))?.Name is { } name
                ? SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name
                : null;

    private static bool IsToken(ITypeSymbol? type) =>
        type is { Name: "CancellationToken", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };
}
