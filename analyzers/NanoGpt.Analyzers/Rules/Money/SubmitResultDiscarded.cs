using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NanoGpt.Analyzers.Rules.Money;

/// <summary>A paid job is submitted, and its handle is thrown away.</summary>
internal sealed class SubmitResultDiscarded : CallRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.SubmitResultDiscarded, "The handle of a submitted job is discarded", "{0}", Categories.Money,
            DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
            description: "Without the handle nobody can wait for the job or fetch the video that it pays for.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.SubmitResultDiscarded));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override bool Concerns(IMethodSymbol method) => method.Name == "SubmitAsync" && IsOurs(method);

    public override void Check(OperationAnalysisContext context, IInvocationOperation call)
    {
        var value = WithAwait(call);
        var isDiscarded = value.Parent is IExpressionStatementOperation
            || (value.Parent is ISimpleAssignmentOperation { Target: IDiscardOperation } assignment && assignment.Value == value);
        if (isDiscarded)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rule, call.Syntax.GetLocation(),
                    "The job is paid for, but its handle is discarded: keep what SubmitAsync returns."));
        }
    }
}
