using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoGpt.Generator.Emission;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Generator;

/// <summary>The C# of one model, or why there is none.</summary>
/// <param name="HintName">The name of its file.</param>
/// <param name="Source">The C#; null for a removed model and for one that could not be emitted.</param>
/// <param name="Entry">What the index says about it, if it did not fail.</param>
/// <param name="Failure">A defect of the generator that this model brought to light.</param>
internal sealed record EmittedModel(string HintName, string? Source, IndexEntry Entry, ProjectIssue? Failure)
{
    /// <summary>Its row in the index; null if it failed.</summary>
    public IndexEntry? IndexEntry => Failure is null ? Entry : null;

    /// <summary>Emits a model. A defect takes down this model only, and says so.</summary>
    public static EmittedModel? Of(ModelDefinition? model, EmitOptions options, CancellationToken cancellation)
    {
        if (model is null)
        {
            return null;
        }

        cancellation.ThrowIfCancellationRequested();
        var entry = Emission.IndexEntry.Of(model);
        try
        {
            return new(HintNames.ForModel(model), entry.IsEmitted ? ModelEmitter.Emit(model, options) : null, entry, null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var failure = ProjectIssue.Of(GeneratorRules.InternalError, model.Provider + "/" + model.Id, e.GetType().Name,
                e.Message);
            return new(HintNames.ForModel(model), null, entry, failure);
        }
    }

    /// <summary>Hands the result to the compiler.</summary>
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

/// <summary>The C# of the index; null where there is nothing to list.</summary>
internal sealed record EmittedIndex(string? Source)
{
    /// <summary>Hands it to the compiler.</summary>
    public void AddTo(SourceProductionContext output)
    {
        if (Source is not null)
        {
            output.AddSource(HintNames.Index, Source);
        }
    }
}

/// <summary>The rows of the index, in the order of the files.</summary>
internal sealed record IndexEntries(EquatableArray<IndexEntry> Items)
{
    /// <summary>Drops the files that gave no row.</summary>
    public IndexEntries(ImmutableArray<IndexEntry?> entries)
        : this(entries.OfType<IndexEntry>().ToEquatableArray())
    {
    }
}
