using NanoGpt.Generator.Emission;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Model;

namespace NanoGpt.Generator;

/// <summary>The models that there are, and what the project wants of them.</summary>
internal sealed record ModelSelection(ModelList Models, GeneratorOptions Options)
{
    /// <summary>The model of a file; null if there is none, or none that the project wants.</summary>
    public ModelDefinition? Find(DirectoryFile? file) =>
        file is not null && Models.Find(file) is { } model && Options.Models.Wants(model, file.IsUserFile) ? model : null;

    /// <summary>The index of what was emitted.</summary>
    public EmittedIndex EmitIndex(IndexEntries entries) =>
        new(Models.HasFiles ? IndexEmitter.Emit(entries.Items, Options.Emit) : null);

    /// <summary>What is wrong with the project's properties.</summary>
    public ProjectIssues Check() => new(Options.Check(Models.Models));
}
