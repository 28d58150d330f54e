namespace NanoGpt.Analyzers.Rules.Safety;

/// <summary>Reports constant API keys.</summary>
internal static class KeyInSource
{
    public static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        RuleIds.KeyInSource, "An API key is hard-coded", Categories.Safety, DiagnosticSeverity.Warning,
        "An API key is a constant in the source code.");

    /// <summary>Checks the constructors of the clients and of <c>NanoGptApiKey</c>.</summary>
    public static void CheckCreation(OperationAnalysisContext context)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation.Type is
            {
                Name: "NanoGptClient" or "VeniceClient" or "NanoGptApiKey",
                ContainingNamespace: { Name: "NanoGpt", ContainingNamespace.IsGlobalNamespace: true },
            } type)
        {
            foreach (var argument in creation.Arguments)
            {
                if (argument.Parameter is { Ordinal: 0, Type.SpecialType: SpecialType.System_String })
                {
                    Check(context, argument.Value, type);
                }
            }
        }
    }

    /// <summary>Checks <c>options.ApiKey = "…"</c>.</summary>
    public static void CheckAssignment(OperationAnalysisContext context)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation { Property: { Name: "ApiKey", ContainingType: { } type } }
            && (type.Name.StartsWith("NanoGpt", StringComparison.Ordinal) || IsVenice(type)) && IsRuntimeType(type))
        {
            Check(context, assignment.Value, type);
        }
    }

    private static bool IsVenice(ITypeSymbol type) => type.Name.StartsWith("Venice", StringComparison.Ordinal);

    private static bool IsRuntimeType(INamedTypeSymbol type) =>
        $"{type.ContainingNamespace}.".StartsWith("NanoGpt.", StringComparison.Ordinal);

    private static void Check(OperationAnalysisContext context, IOperation value, ITypeSymbol holder)
    {
        if (value.ConstantValue is { HasValue: true, Value: string { Length: > 0 } })
        {
            var variable = IsVenice(holder) ? "VENICE_API_KEY" : "NANOGPT_API_KEY";
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                value.Syntax.GetLocation(),
                ImmutableDictionary<string, string?>.Empty.Add(FixKeys.Variable, variable),
                $"The API key is in the source: take it from the configuration, such as the environment variable {variable}."));
        }
    }
}
