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
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RequestDescriptors.All;

    // For each diagnostic the driver searches its whole file for generated parts. The context knows already.
    private protected override GeneratedCodeAnalysisFlags GeneratedCode =>
        GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types)
    {
        var pass = new Pass(types);
        context.RegisterOperationAction(pass.Analyze, OperationKind.ObjectCreation, OperationKind.With);
    }

    /// <summary>The analysis of one compilation.</summary>
    private sealed class Pass(KnownTypes types)
    {
        private readonly ConcurrentDictionary<SyntaxNode, Body> bodies = new();

        public void Analyze(OperationAnalysisContext context)
        {
            var creation = context.Operation;
            if (context.IsGeneratedCode || types.ModelOf(creation.Type) is null || IsPartOfAnother(creation)
                || new ExpressionReader(types, new ReadBudget(), operation =>
                    BodyOf(operation).Variables).ReadRequest(creation) is not { } request)
            {
                return;
            }

            var view = new RequestView(request, ImmutableArray<Literal>.Empty);
            var findings = RequestRules.Check(view);
            if ((view.HasOpenQuestions || (view.HasAlternatives && !Alternatives.AllGive(findings, request)))
                && BodyOf(creation).FlowOf(types, context)?.At(creation.Syntax) is { IsDefaultOrEmpty: false } arrivals)
            {
                findings = Verdict.Of(arrivals, RequestRules.Check).ToList();
            }

            // Whether it is a base is asked last, because few requests have findings.
            if (findings.Count == 0 || Bases.IsOnlyABase(creation, BodyOf(creation)))
            {
                return;
            }

            foreach (var finding in findings)
            {
                if (!IsInherited(finding, creation))
                {
                    Report(context, request, finding);
                }
            }
        }

        // Groups inside a request are looked at with it, those of a list that is written out there too.
        private bool IsPartOfAnother(IOperation creation)
        {
            var value = Bases.Outermost(creation);
            while (ListOf(value) is { } list)
            {
                value = Bases.Outermost(list);
            }

            return (value.Parent is IWithOperation with && with.Operand == value)
                || (value.Parent is ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation initializer }
                    && initializer.Parent is { } outer && types.ModelOf(outer.Type) is not null);
        }

        private IOperation? ListOf(IOperation value) => value.Parent switch
        {
            IArrayInitializerOperation { Parent: IArrayCreationOperation array } => array,
            { Syntax: CollectionExpressionSyntax collection } list
                when collection.Elements.All(static element => element is ExpressionElementSyntax) => list,
            IConversionOperation { OperatorMethod.ContainingType.OriginalDefinition: var type } conversion
                when SymbolEqualityComparer.Default.Equals(type, types.ValueList) => conversion,
            _ => null,
        };

        // What a copy has from its original is said where the original is made.
        private bool IsInherited(RequestDiagnostic finding, IOperation creation) =>
            creation is IWithOperation with
            && !finding.Concerns.IsEmpty
            && !with.Initializer.Initializers.OfType<ISimpleAssignmentOperation>()
                .Any(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: var name }
                    && finding.Concerns.Contains(name))
            && !Bases.CopiesABase(with, BodyOf(with));

        private static void Report(OperationAnalysisContext context, RequestObject request, RequestDiagnostic finding)
        {
            var creation = context.Operation.Syntax;
            var location = finding.At is { } at && at.SyntaxTree == creation.SyntaxTree && creation.Span.Contains(at.Span)
                ? at.GetLocation()
                : Head(creation);
            context.ReportDiagnostic(Diagnostic.Create(
                finding.Descriptor, location, finding.Severity ?? finding.Descriptor.DefaultSeverity,
                    additionalLocations: [creation.GetLocation()],
                finding.Fix, finding.Message + finding.Supplement?.Invoke(request)));
        }

        private static Location Head(SyntaxNode creation) => creation switch
        {
            ObjectCreationExpressionSyntax { Type: var type } => type.GetLocation(),
            BaseObjectCreationExpressionSyntax { NewKeyword: var keyword } => keyword.GetLocation(),
            WithExpressionSyntax { WithKeyword: var keyword } => keyword.GetLocation(),
            _ => creation.GetLocation(),
        };

        private Body BodyOf(IOperation operation)
        {
            var root = operation;
            while (root.Parent is not null)
            {
                root = root.Parent;
            }

            return bodies.TryGetValue(root.Syntax, out var body) ? body : bodies.GetOrAdd(root.Syntax, new Body(root));
        }
    }
}
