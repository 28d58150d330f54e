using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Rules;

namespace NanoGpt.Analyzers;

/// <summary>
/// Refuses requests that the service would refuse. Each <c>new</c> and <c>with</c> of a request is evaluated once, and all rules
/// look at the result; the control-flow graph is asked only where the outcome of a rule hangs on it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidRequestAnalyzer : NanoGptAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        RequestRules.All.Select(static rule => rule.Descriptor).ToImmutableArray();

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types)
    {
        var pass = new Pass(types);
        context.RegisterOperationAction(pass.Analyze, OperationKind.ObjectCreation, OperationKind.With);
    }

    /// <summary>The analysis of one compilation.</summary>
    private sealed class Pass(KnownTypes types)
    {
        private readonly ConcurrentDictionary<SyntaxNode, Lazy<BodyFlow?>> flows = new();

        public void Analyze(OperationAnalysisContext context)
        {
            var creation = context.Operation;
            if (types.ModelOf(creation.Type) is null || IsPartOfAnother(creation) || new ExpressionReader(types).ReadRequest(creation) is not { } request)
            {
                return;
            }

            var view = new RequestView(request, ImmutableArray<Literal>.Empty);
            var findings = Check(view).ToList();
            if (view.HasOpenQuestions && FlowOf(context)?.At(creation.Syntax) is { IsDefaultOrEmpty: false } arrivals)
            {
                findings = Verdict.Of(arrivals, Check).ToList();
            }

            // Whether it is a base is asked last, because few requests have findings.
            if (findings.Count == 0 || Bases.IsOnlyABase(creation))
            {
                return;
            }

            foreach (var finding in findings)
            {
                if (!IsInherited(finding, creation))
                {
                    Report(context, finding);
                }
            }
        }

        private static IEnumerable<Finding> Check(RequestView view)
        {
            foreach (var rule in RequestRules.All)
            {
                foreach (var finding in rule.Check(view))
                {
                    yield return finding;
                }
            }

            foreach (var (property, nested) in view.Nested())
            {
                foreach (var finding in Check(nested))
                {
                    // A group that is made elsewhere is looked at there.
                    if (finding.At is not { } at || view.Request.Creation.Contains(at))
                    {
                        yield return finding with { Concerns = ImmutableArray.Create(property) };
                    }
                }
            }
        }

        // Groups inside a request are looked at with it.
        private bool IsPartOfAnother(IOperation creation)
        {
            var value = Bases.Outermost(creation);
            return (value.Parent is IWithOperation with && with.Operand == value)
                || (value.Parent is ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation { Parent: { } outer } }
                    && types.ModelOf(outer.Type) is not null);
        }

        // What a copy has from its original is said where the original is made.
        private static bool IsInherited(Finding finding, IOperation creation) =>
            creation is IWithOperation with
            && !finding.Concerns.IsEmpty
            && !with.Initializer.Initializers.OfType<ISimpleAssignmentOperation>()
                .Any(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: var name } && finding.Concerns.Contains(name))
            && !Bases.CopiesABase(with);

        private static void Report(OperationAnalysisContext context, Finding finding)
        {
            var creation = context.Operation.Syntax;
            var location = finding.At is { } at && at.SyntaxTree == creation.SyntaxTree && creation.Span.Contains(at.Span)
                ? at.GetLocation()
                : Head(creation);
            context.ReportDiagnostic(Diagnostic.Create(
                finding.Descriptor, location, finding.Severity ?? finding.Descriptor.DefaultSeverity, additionalLocations: [creation.GetLocation()],
                finding.Fix, finding.Message));
        }

        private static Location Head(SyntaxNode creation) => creation switch
        {
            ObjectCreationExpressionSyntax { Type: var type } => type.GetLocation(),
            BaseObjectCreationExpressionSyntax { NewKeyword: var keyword } => keyword.GetLocation(),
            WithExpressionSyntax { WithKeyword: var keyword } => keyword.GetLocation(),
            _ => creation.GetLocation(),
        };

        private BodyFlow? FlowOf(OperationAnalysisContext context)
        {
            var root = context.Operation;
            while (root.Parent is not null)
            {
                root = root.Parent;
            }

            return flows.GetOrAdd(root.Syntax, _ => new Lazy<BodyFlow?>(() => Walk(context, root), LazyThreadSafetyMode.PublicationOnly)).Value;
        }

        private BodyFlow? Walk(OperationAnalysisContext context, IOperation root)
        {
            // Half-typed code has bodies of no kind that a graph can be made of.
            if (root is not (IMethodBodyBaseOperation or IBlockOperation or IFieldInitializerOperation or IPropertyInitializerOperation or IParameterInitializerOperation))
            {
                return null;
            }

            return BodyFlow.Walk(types, root, context.GetControlFlowGraph(), context.ContainingSymbol, context.CancellationToken);
        }
    }
}
