namespace NanoGpt.Analyzers;

/// <summary>
/// Provides the base class of the analyzers. It skips generated code, runs rules concurrently and registers nothing in projects
/// that do not reference the runtime.
/// </summary>
public abstract class NanoGptAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCode);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownTypes.Find(start.Compilation) is { } types)
            {
                Register(start, types);
            }
        });
    }

    /// <summary>Gets the analysis of generated code. With all flags, the analyzer skips generated code itself.</summary>
    private protected virtual GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.None;

    private protected abstract void Register(CompilationStartAnalysisContext context, KnownTypes types);
}
