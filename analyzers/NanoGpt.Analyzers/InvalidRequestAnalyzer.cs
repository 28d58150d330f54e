using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Rules;

namespace NanoGpt.Analyzers;

/// <summary>
/// Reports requests that the service would reject. Each <c>new</c> and <c>with</c> of a request is evaluated once for all rules.
/// The control-flow graph is created only for requests that depend on a path, and for those that are not valid.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidRequestAnalyzer : NanoGptAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RequestDescriptors.All;

    internal override void Register(KnownTypes types, OperationRegistration register) =>
        register(new CompilationAnalysis(types).Analyze, OperationKind.ObjectCreation, OperationKind.With);

    private sealed class CompilationAnalysis(KnownTypes types)
    {
        private readonly ConcurrentDictionary<SyntaxNode, Body> bodies = new();

        public void Analyze(OperationAnalysisContext context)
        {
            var creation = context.Operation;
            if (types.GetModel(creation.Type) is null || IsPartOfAnother(creation))
            {
                return;
            }

            // Most requests that do not depend on a path are valid.
            var body = GetBody(creation);
            var reading = new ReadContext(types, creation.SemanticModel);
            var direct = new DirectReader(reading, body).ReadClosed(creation) as Fact.Request;
            if (direct is not null && RequestRules.Check(new RequestView(direct.Object)).Count == 0)
            {
                return;
            }

            // The paths of other requests are followed, if there are not too many.
            var flow = body.GetFlow(types, context);
            var arrivals = flow.IsComplete ? flow.GetArrivals(creation.Syntax)
                : direct is null ? []
                : [new Arrival(direct.Object, new PathState())];
            if (arrivals.Count == 0 || BaseRequests.IsOnlyBase(creation, body))
            {
                return;
            }

            var findings = PathFindings.Combine(arrivals, flow.Terms, RequestRules.Check);
            foreach (var finding in findings)
            {
                if (!IsInherited(finding, creation))
                {
                    Report(context, finding);
                }
            }
        }

        // Field groups inside a request, including the items of its lists, are checked together with the request.
        private bool IsPartOfAnother(IOperation creation)
        {
            var value = BaseRequests.Outermost(creation);
            var lists = new List<IOperation>();
            while (FindList(value) is { } list)
            {
                lists.Add(list);
                value = BaseRequests.Outermost(list);
            }

            return ((value.Parent is IWithOperation with && with.Operand == value)
                || (value.Parent is ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation initializer }
                    && initializer.Parent is { } outer && types.GetModel(outer.Type) is not null))
                && lists.TrueForAll(static list => list.Syntax is not CollectionExpressionSyntax collection
                    || collection.Elements.All(static element => element is ExpressionElementSyntax));
        }

        private IOperation? FindList(IOperation value) => value.Parent switch
        {
            IArrayInitializerOperation { Parent: IArrayCreationOperation array } => array,
            { Syntax: CollectionExpressionSyntax } list => list,
            IConversionOperation { OperatorMethod.ContainingType.OriginalDefinition: var type } conversion
                when SymbolEqualityComparer.Default.Equals(type, types.ValueList) => conversion,
            _ => null,
        };

        // Values that a copy takes from its original are reported where the original is created.
        private bool IsInherited(RequestDiagnostic finding, IOperation creation) =>
            creation is IWithOperation with
            && !finding.PropertyNames.IsEmpty
            && !with.Initializer.Initializers.OfType<ISimpleAssignmentOperation>()
                .Any(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: var name }
                    && finding.PropertyNames.Contains(name))
            && !BaseRequests.CopiesBase(with, GetBody(with));

        private static void Report(OperationAnalysisContext context, RequestDiagnostic finding)
        {
            var creation = context.Operation.Syntax;
            var location = finding.At is { } at && at.SyntaxTree == creation.SyntaxTree && creation.Span.Contains(at.Span)
                ? at.GetLocation()
                : GetHead(creation);
            context.ReportDiagnostic(Diagnostic.Create(
                finding.Descriptor, location, finding.Severity ?? finding.Descriptor.DefaultSeverity,
                additionalLocations: [creation.GetLocation()], finding.Fix, finding.Message));
        }

        private static Location GetHead(SyntaxNode creation) => creation switch
        {
            ObjectCreationExpressionSyntax { Type: var type } => type.GetLocation(),
            BaseObjectCreationExpressionSyntax { NewKeyword: var keyword } => keyword.GetLocation(),
            WithExpressionSyntax { WithKeyword: var keyword } => keyword.GetLocation(),
            _ => creation.GetLocation(),
        };

        private Body GetBody(IOperation operation)
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
