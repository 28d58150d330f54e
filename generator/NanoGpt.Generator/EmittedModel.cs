using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoGpt.Generator.Emission;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Generator;

/// <summary>
/// Represents the generated code of a model, which is null for a model without a request type and after a failure.
/// </summary>
internal sealed record EmittedModel(string HintName, string? Source, IndexEntry Entry, ProjectIssue? Failure)
{
    public IndexEntry? IndexEntry => Failure is null ? Entry : null;

    /// <summary>Emits a model. An internal error affects this model only and is reported as an issue.</summary>
    public static EmittedModel? Create(ModelDefinition? model, EmitOptions options, CancellationToken cancellationToken)
    {
        if (model is null)
        {
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var entry = Emission.IndexEntry.Create(model);
        try
        {
            return new(HintNames.ForModel(model), model.HasRequestType ? ModelEmitter.Emit(model, options) : null, entry, null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var failure = ProjectIssue.Create(GeneratorRules.InternalError, model.Provider + "/" + model.Id, e.GetType().Name,
                e.Message);
            return new(HintNames.ForModel(model), null, entry, failure);
        }
    }

    public void AddTo(SourceProductionContext output)
    {
        if (Source is not null)
        {
            output.AddSource(HintName, Source);
        }

        if (Failure is not null)
        {
            new ProjectIssues(new([Failure])).Report(output);
        }
    }
}

/// <summary>Represents the generated code of the index, or null if the project has no files.</summary>
internal sealed record EmittedIndex(string? Source)
{
    public void AddTo(SourceProductionContext output)
    {
        if (Source is not null)
        {
            output.AddSource(HintNames.Index, Source);
        }
    }
}

/// <summary>Represents the entries of the index in the order of the files.</summary>
internal sealed record IndexEntries(EquatableArray<IndexEntry> Items)
{
    public IndexEntries(ImmutableArray<IndexEntry?> entries)
        : this(entries.OfType<IndexEntry>().ToEquatableArray())
    {
    }
}
