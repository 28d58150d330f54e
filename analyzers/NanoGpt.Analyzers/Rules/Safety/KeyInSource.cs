using Microsoft.CodeAnalysis.CSharp.Syntax;

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
            var key = creation.Arguments.FirstOrDefault(static argument =>
                argument.Parameter is { Ordinal: 0, Type.SpecialType: SpecialType.System_String });
            var options = creation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 1);
            if (key is not null && !ConfiguresLoopback(options?.Value.Resolve()))
            {
                Check(context, key.Value, type);
            }
        }
    }

    /// <summary>Checks <c>options.ApiKey = "…"</c>.</summary>
    public static void CheckAssignment(OperationAnalysisContext context)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation { Property: { Name: "ApiKey", ContainingType: { } type } }
            && (type.Name.StartsWith("NanoGpt", StringComparison.Ordinal) || IsVenice(type)) && IsRuntimeType(type)
            && !ConfiguresLoopback(assignment.Parent is IExpressionStatementOperation statement
                ? statement.Parent : assignment.Parent))
        {
            Check(context, assignment.Value, type);
        }
    }

    private static bool IsVenice(ITypeSymbol type) => type.Name.StartsWith("Venice", StringComparison.Ordinal);

    private static bool IsRuntimeType(INamedTypeSymbol type) =>
        $"{type.ContainingNamespace}.".StartsWith("NanoGpt.", StringComparison.Ordinal);

    // The emulator accepts any key. An address that is not a constant is on this machine if http is allowed for it.
    private static bool ConfiguresLoopback(IOperation? code)
    {
        var address = Find("BaseAddress");
        var parts = address?.Descendants().Select(static part => part.ConstantValue.Value) ?? [];
        return parts.OfType<string>().FirstOrDefault() is { } text
            ? Uri.TryCreate(text, UriKind.Absolute, out var link) && link.IsLoopback
            : address is IPropertyReferenceOperation { Property.ContainingType.Name: "NanoGptEmulator" }
                || (address is not null && Find("AllowInsecureLoopback")?.ConstantValue.Value is true);

        IOperation? Find(string property) => code?.Descendants().OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(assignment => (assignment.Target as IPropertyReferenceOperation)?.Property.Name == property)
            ?.Value.Resolve();
    }

    private static void Check(OperationAnalysisContext context, IOperation value, ITypeSymbol holder)
    {
        switch (value.WithoutConversions())
        {
            case ICoalesceOperation coalesce:
                Check(context, coalesce.Value, holder);
                Check(context, coalesce.WhenNull, holder);
                break;
            case IConditionalOperation { WhenFalse: { } whenFalse } choice:
                Check(context, choice.WhenTrue, holder);
                Check(context, whenFalse, holder);
                break;
            case var key when IsConstant(key):
                var variable = IsVenice(holder) ? "VENICE_API_KEY" : "NANOGPT_API_KEY";
                context.ReportDiagnostic(Diagnostic.Create(
                    Rule,
                    key.Syntax.GetLocation(),
                    ImmutableDictionary<string, string?>.Empty.Add(FixKeys.Variable, variable),
                    "The API key is in the source: "
                    + $"take it from the configuration, such as the environment variable {variable}."));
                break;
        }
    }

    private static bool IsConstant(IOperation key) =>
        key.Resolve().ConstantValue is { HasValue: true, Value: string { Length: > 0 } }
        || (key is IFieldReferenceOperation { Field: { IsReadOnly: true, DeclaringSyntaxReferences: var declarations } }
            && (declarations.FirstOrDefault()?.GetSyntax() as VariableDeclaratorSyntax)?.Initializer?.Value
                is LiteralExpressionSyntax { Token.Value: string { Length: > 0 } });
}
