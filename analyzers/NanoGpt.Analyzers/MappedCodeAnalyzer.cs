namespace NanoGpt.Analyzers;

/// <summary>
/// Applies all rules to generated code that maps to a file of the user, as that of Razor pages does. Nothing is registered in
/// projects without such code.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MappedCodeAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<NanoGptAnalyzer> Analyzers = ImmutableArray.Create<NanoGptAnalyzer>(
        new InvalidRequestAnalyzer(), new InitializerErrorAnalyzer(), new ClientUseAnalyzer(), new ModelIdAnalyzer());

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).ToImmutableArray();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownTypes.Find(start.Compilation) is { } types && start.Compilation.SyntaxTrees.Any(HasMappedPath))
            {
                foreach (var analyzer in Analyzers)
                {
                    analyzer.Register(types, (action, kinds) => start.RegisterOperationAction(
                        operation =>
                        {
                            if (operation.IsGeneratedCode && IsMapped(operation.Operation.Syntax))
                            {
                                action(operation);
                            }
                        },
                        kinds));
                }
            }
        });
    }

    private static bool HasMappedPath(SyntaxTree tree) =>
        tree.GetLineMappings().Any(static mapping => mapping.MappedSpan.HasMappedPath);

    private static bool IsMapped(SyntaxNode node) => node.GetLocation().GetMappedLineSpan().HasMappedPath;
}
