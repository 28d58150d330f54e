namespace NanoGpt.Analyzers.Rules.Money;

/// <summary>Reports submissions that are retried after an error. The service may already have accepted the first one.</summary>
internal sealed class SubmitInRetryLoop() : CallRule(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        RuleIds.SubmitInRetryLoop, "A submission is retried", Categories.Money, DiagnosticSeverity.Warning,
        "'SubmitAsync', 'ExtendAsync' or 'GenerateAsync' is called again after an error, or in a Polly pipeline.");

    public override bool AppliesTo(IMethodSymbol method) => IsPaid(method) || IsPolly(method);

    public override void Check(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (!IsPaid(call.TargetMethod))
        {
            foreach (var (operation, method) in FindSubmissions(call))
            {
                Report(context, operation, method);
            }
        }
        else if (new Resubmission(call).Exists(context.ContainingSymbol))
        {
            Report(context, call, call.TargetMethod);
        }
    }

    private static void Report(OperationAnalysisContext context, IOperation at, IMethodSymbol method) =>
        context.ReportDiagnostic(Diagnostic.Create(
            Rule,
            at.Syntax.GetLocation(),
            $"{method.Name} in a retry may pay twice: the first attempt may have been accepted. Reconcile it instead."));

    private static bool IsPolly(IMethodSymbol method) =>
        method.Name.StartsWith("Execute", StringComparison.Ordinal)
        && method.ContainingNamespace is { Name: "Polly" } or { ContainingNamespace.Name: "Polly" };

    // Returns the submissions in the delegates of a pipeline, and the calls of methods in the same file that submit.
    private static IEnumerable<(IOperation Operation, IMethodSymbol Method)> FindSubmissions(IInvocationOperation pipeline) =>
        from operation in pipeline.Arguments.SelectMany(static argument => argument.Descendants())
        let method = operation switch
        {
            IInvocationOperation invocation => invocation.TargetMethod,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        }
        where method is not null && (IsPaid(method) || Submits(method, pipeline.SemanticModel!))
        select (operation, method);

    private static bool Submits(IMethodSymbol method, SemanticModel model) =>
        method.DeclaringSyntaxReferences.Where(reference => reference.SyntaxTree == model.SyntaxTree)
            .Select(reference => model.GetOperation(reference.GetSyntax())?.Descendants() ?? [])
            .Any(static body => body.OfType<IInvocationOperation>().Any(static call => IsPaid(call.TargetMethod)));
}
