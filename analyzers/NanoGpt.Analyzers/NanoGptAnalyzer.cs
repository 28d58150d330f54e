namespace NanoGpt.Analyzers;

/// <summary>Registers an action for all operations of some kinds.</summary>
internal delegate void OperationRegistration(Action<OperationAnalysisContext> action, params OperationKind[] kinds);

/// <summary>
/// Provides the base class of the analyzers. It runs rules concurrently and registers nothing in projects that do not reference
/// the runtime.
/// </summary>
public abstract class NanoGptAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        // The compiler would create the operations of all request types. MappedCodeAnalyzer checks the generated code of users.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownTypes.Find(start.Compilation) is { } types)
            {
                Register(types, (action, kinds) => start.RegisterOperationAction(action, kinds));
            }
        });
    }

    internal abstract void Register(KnownTypes types, OperationRegistration register);
}
