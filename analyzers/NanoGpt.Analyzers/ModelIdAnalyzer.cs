using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Analyzers.Rules.Models;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers;

/// <summary>Looks at the ids of models that are written out: <c>new RawVideoRequest("…")</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelIdAnalyzer : NanoGptAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(ModelDeprecated.Rule, ModelRemoved.Rule, ModelUnknown.Rule);

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.RawVideoRequest is not { } raw)
        {
            return;
        }

        // Looking for all models is worth it only where an id is written out.
        var index = new Lazy<ModelIndex>(() => ModelIndex.Of(types.Compilation, types.VideoModel), LazyThreadSafetyMode.PublicationOnly);
        context.RegisterOperationAction(
            operation =>
            {
                var creation = (IObjectCreationOperation)operation.Operation;
                if (SymbolEqualityComparer.Default.Equals(creation.Type, raw)
                    && creation.Arguments.FirstOrDefault()?.Value is { ConstantValue: { HasValue: true, Value: string id } } argument
                    && Judge(argument.Syntax.GetLocation(), id, index.Value) is { } diagnostic)
                {
                    operation.ReportDiagnostic(diagnostic);
                }
            },
            OperationKind.ObjectCreation);
    }

    private static Diagnostic? Judge(Location location, string id, ModelIndex index)
    {
        if (index.IsRemoved(id, out var successor, out var since))
        {
            return Diagnostic.Create(ModelRemoved.Rule, location, Fix(successor), ModelRemoved.Message(id, successor, since));
        }

        if (index.TypeOf(id) is { } type)
        {
            return ModelDeprecated.MessageOf(type) is { } message ? Diagnostic.Create(ModelDeprecated.Rule, location, message) : null;
        }

        return NearestWord.Find(id, index.Ids.OrderBy(static candidate => candidate, StringComparer.Ordinal), out _) is { } nearest
            ? Diagnostic.Create(ModelUnknown.Rule, location, Fix(nearest), ModelUnknown.Message(id, nearest))
            : null;
    }

    private static ImmutableDictionary<string, string?> Fix(string? id) =>
        id is null
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(FixKeys.Replacement, SymbolDisplay.FormatLiteral(id, quote: true));
}
