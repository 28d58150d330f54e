using Microsoft.CodeAnalysis.CSharp;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;
using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace NanoGpt.Analyzers;

/// <summary>Checks constant model ids: <c>new RawVideoRequest("…")</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelIdAnalyzer : NanoGptAnalyzer
{
    // The compiler reports the first two ids where the request type of such a model is used, because the type is marked obsolete.
    private static readonly DiagnosticDescriptor Deprecated = RuleDescriptor.Create(
        FindingCodes.ModelDeprecated, "A model is deprecated", Categories.Models, Warning,
        "The code uses a model that the service is going to remove.");

    private static readonly DiagnosticDescriptor Removed = RuleDescriptor.Create(
        RuleIds.ModelRemoved, "A model is removed", Categories.Models, Error,
        "The code uses a model that the service has removed.");

    private static readonly DiagnosticDescriptor Unknown = RuleDescriptor.Create(
        RuleIds.ModelUnknown, "A model id is probably misspelled", Categories.Models, Warning,
        "The id that is passed to 'RawVideoRequest' is not the id of a known model, but nearly equals one.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Deprecated, Removed, Unknown);

    internal override void Register(KnownTypes types, OperationRegistration register)
    {
        if (types.RawVideoRequest is not { } raw)
        {
            return;
        }

        // The index is created only if the compilation contains a constant id.
        var index = new Lazy<ModelIndex>(
            () => ModelIndex.Create(types.Compilation, types.VideoModel), LazyThreadSafetyMode.PublicationOnly);
        register(
            operation =>
            {
                var creation = (IObjectCreationOperation)operation.Operation;
                if (SymbolEqualityComparer.Default.Equals(creation.Type, raw)
                    && creation.Arguments.FirstOrDefault()?.Value
                        is { ConstantValue: { HasValue: true, Value: string id } } argument
                    && Check(argument.Syntax.GetLocation(), id, index.Value) is { } diagnostic)
                {
                    operation.ReportDiagnostic(diagnostic);
                }
            },
            OperationKind.ObjectCreation);
    }

    private static Diagnostic? Check(Location location, string id, ModelIndex index)
    {
        if (index.FindRemoved(id) is { } removed)
        {
            var message = Messages.Retired(id, ModelStatus.Removed, removed.Since, removed.Successor);
            return Diagnostic.Create(Removed, location, Fix(removed.Successor), message);
        }

        if (index.FindType(id) is { } type)
        {
            return ModelIndex.GetDeprecation(type) is { } message ? Diagnostic.Create(Deprecated, location, message) : null;
        }

        var ids = index.Ids.OrderBy(static candidate => candidate, StringComparer.Ordinal);
        return NearestWord.Find(id, ids) is { } nearest
            ? Diagnostic.Create(Unknown, location, Fix(nearest), $"The directory has no model {id}: did you mean {nearest}?")
            : null;
    }

    private static ImmutableDictionary<string, string?> Fix(string? id) =>
        id is null
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(FixKeys.Replacement, SymbolDisplay.FormatLiteral(id, quote: true));
}
