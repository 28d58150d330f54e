using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Analyzers.Rules.Members;

namespace NanoGpt.Analyzers;

/// <summary>
/// Lists the properties and values that a request has, where the compiler reports an error in an initializer. The errors of the
/// compiler do not name them.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InitializerErrorAnalyzer : NanoGptAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        RuleIds.MemberUnknown, "A request does not have a property or value", Categories.Values, DiagnosticSeverity.Warning,
        "The initializer of a request names a property that does not exist, or sets a property to a value of another type.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    internal override void Register(KnownTypes types, OperationRegistration register) =>
        register(
            operation =>
            {
                if (GetInitializer(operation.Operation) is { } initializer
                    && types.GetModel(operation.Operation.Type) is { } model)
                {
                    foreach (var item in initializer.Initializers)
                    {
                        Check(operation, model, item);
                    }
                }
            },
            OperationKind.ObjectCreation, OperationKind.With);

    private static IObjectOrCollectionInitializerOperation? GetInitializer(IOperation creation) => creation switch
    {
        IObjectCreationOperation @new => @new.Initializer,
        IWithOperation with => with.Initializer,
        _ => null,
    };

    private static void Check(OperationAnalysisContext context, RequestModel model, IOperation item)
    {
        if (item.Syntax is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax name })
        {
            return;
        }

        var assignment = item as ISimpleAssignmentOperation;
        switch (assignment?.Target)
        {
            case IPropertyReferenceOperation property when model.FindField(property.Property.Name) is { } field:
                foreach (var mistake in ValueMistakes.Find(field, assignment.Value))
                {
                    Report(context, mistake);
                }

                break;
            case null or IInvalidOperation
                when item.SemanticModel.GetSymbolInfo(name) is { Symbol: null, CandidateSymbols.IsEmpty: true }:
                Report(context, PropertyMistake.Describe(model, context.Operation.Type!, name));
                break;
        }
    }

    private static void Report(OperationAnalysisContext context, MemberMistake mistake)
    {
        var fix = ImmutableDictionary<string, string?>.Empty;
        if (mistake.Replacement is { } replacement)
        {
            fix = fix.Add(FixKeys.Replacement, replacement);
        }

        context.ReportDiagnostic(Diagnostic.Create(Rule, mistake.At.GetLocation(), fix, mistake.Message));
    }
}
