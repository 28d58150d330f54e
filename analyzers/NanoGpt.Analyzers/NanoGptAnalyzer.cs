using Microsoft.CodeAnalysis.Diagnostics;

namespace NanoGpt.Analyzers;

/// <summary>
/// What every analyzer here shares: generated code is skipped, rules run concurrently, and a project that cannot see the runtime
/// registers nothing, so that it pays for one lookup.
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

    /// <summary>Who tells generated code apart: the driver, or, for all flags, the analyzer itself.</summary>
    private protected virtual GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.None;

    /// <summary>Registers the analyzer's actions.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext context, KnownTypes types);
}
