namespace NanoGpt.Analyzers;

/// <summary>
/// Provides the base class of the analyzers. It runs rules concurrently and registers nothing in projects that do not reference
/// the runtime.
/// </summary>
public abstract class NanoGptAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        // Razor pages are generated code too. The actions skip what no user wrote.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownTypes.Find(start.Compilation) is { } types)
            {
                Register(start, types);
            }
        });
    }

    private protected abstract void Register(CompilationStartAnalysisContext context, KnownTypes types);

    /// <summary>Registers an action for code of users, which includes generated code that maps to their files.</summary>
    private protected static void RegisterOperationAction(
        CompilationStartAnalysisContext context, Action<OperationAnalysisContext> action, params OperationKind[] kinds) =>
        context.RegisterOperationAction(
            operation =>
            {
                if (!operation.IsGeneratedCode || operation.Operation.Syntax.GetLocation().GetMappedLineSpan().HasMappedPath)
                {
                    action(operation);
                }
            },
            kinds);
}
