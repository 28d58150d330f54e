using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers;

/// <summary>Checks literal ids of models: <c>new RawVideoRequest("…")</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelIdAnalyzer : NanoGptAnalyzer
{
    // Where the request type of a deprecated model is used, the compiler reports the same id, because the type is marked
    // obsolete.
    private static readonly DiagnosticDescriptor Deprecated = new(
        RuleIds.ModelDeprecated, "A model is deprecated", "{0}", Categories.Models, DiagnosticSeverity.Warning,
            isEnabledByDefault: true,
        description: "The service will drop this model.", helpLinkUri: RuleIds.HelpLink(RuleIds.ModelDeprecated));

    private static readonly DiagnosticDescriptor Removed = new(
        RuleIds.ModelRemoved, "A model is removed", "{0}", Categories.Models, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "The service no longer has this model.", helpLinkUri: RuleIds.HelpLink(RuleIds.ModelRemoved));

    private static readonly DiagnosticDescriptor Unknown = new(
        RuleIds.ModelUnknown, "A model id is probably misspelled", "{0}", Categories.Models, DiagnosticSeverity.Warning,
            isEnabledByDefault: true,
        description: "The directory has no model with this id, but one with nearly the same.",
            helpLinkUri: RuleIds.HelpLink(RuleIds.ModelUnknown));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Deprecated,
        Removed, Unknown);

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.RawVideoRequest is not { } raw)
        {
            return;
        }

        // Looking for all models is worth it only where an id is written out.
        var index = new Lazy<ModelIndex>(() =>
            ModelIndex.Of(types.Compilation, types.VideoModel), LazyThreadSafetyMode.PublicationOnly);
        context.RegisterOperationAction(
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

        if (index.TypeOf(id) is { } type)
        {
            return ModelIndex.DeprecationOf(type) is { } message ? Diagnostic.Create(Deprecated, location, message) : null;
        }

        return NearestWord.Find(id, index.Ids.OrderBy(static candidate => candidate, StringComparer.Ordinal),
            out _) is { } nearest
            ? Diagnostic.Create(Unknown, location, Fix(nearest), $"The directory has no model {id}: did you mean {nearest}?")
            : null;
    }

    private static ImmutableDictionary<string, string?> Fix(string? id) =>
        id is null
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(FixKeys.Replacement, SymbolDisplay.FormatLiteral(id, quote: true));
}
