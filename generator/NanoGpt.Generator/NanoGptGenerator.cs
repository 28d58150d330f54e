using Microsoft.CodeAnalysis;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Generator;

/// <summary>Turns the directory's YAML files into one request type a model, and an index of them.</summary>
/// <remarks>
/// Only values pass from step to step, and no step looks at the project's C#: typing there wakes nothing.
/// The values are classes: Roslyn's tables are generic, and each shape of struct that passes through costs every cold compiler
/// a hundred methods more.
/// Spans end at <see cref="TrackingNames.ListModels"/>: a comment moved in YAML emits nothing anew.
/// A step gives one value for each that it gets, if need be null, so that values keep their places from run to run.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class NanoGptGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // The files of the directory, and the user's own, as the project marks them; null for other files.
        var files = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellation) => DirectoryFiles.Read(pair.Left, pair.Right, cancellation))
            .WithTrackingName(TrackingNames.ReadFile);

        // Each file by itself, then all of them together.
        var directory = files
            .Select(static (file, cancellation) => file is null ? null : ModelDirectory.Parse(file, cancellation))
            .WithTrackingName(TrackingNames.ParseFile)
            .Collect()
            .Select(static (parsed, cancellation) => LoadedDirectory.Of(parsed, cancellation))
            .WithTrackingName(TrackingNames.BuildCatalog);

        // What the project asks for.
        var options = context.AnalyzerConfigOptionsProvider
            .Select(static (provider, _) => GeneratorOptions.Read(provider.GlobalOptions))
            .WithTrackingName(TrackingNames.ReadOptions);
        var shape = options.Select(static (chosen, _) => chosen.Emit);

        // The wanted models. Each hangs on its own file, so that a model that comes or goes does not shift the others.
        var models = directory
            .Select(static (loaded, _) => ModelList.Of(loaded))
            .WithTrackingName(TrackingNames.ListModels);
        var selection = models
            .Combine(options)
            .Select(static (pair, _) => new ModelSelection(pair.Left, pair.Right));
        var selected = files
            .Combine(selection)
            .Select(static (pair, _) => pair.Right.Find(pair.Left))
            .WithTrackingName(TrackingNames.SelectModel);

        // One source file a model.
        var emitted = selected
            .Combine(shape)
            .Select(static (pair, cancellation) => EmittedModel.Of(pair.Left, pair.Right, cancellation))
            .WithTrackingName(TrackingNames.EmitModel);
        context.RegisterSourceOutput(emitted, static (output, model) => model?.AddTo(output));

        // The index of what was emitted.
        var index = emitted
            .Select(static (model, _) => model?.IndexEntry)
            .Collect()
            .Select(static (entries, _) => new IndexEntries(entries))
            .Combine(selection)
            .Select(static (pair, _) => pair.Right.EmitIndex(pair.Left))
            .WithTrackingName(TrackingNames.EmitIndex);
        context.RegisterSourceOutput(index, static (output, emitted) => emitted.AddTo(output));

        // What is wrong, with the project's properties and with the files: apart from the sources, because it changes more often.
        var optionIssues = selection
            .Select(static (chosen, _) => chosen.Check())
            .WithTrackingName(TrackingNames.CheckOptions);
        context.RegisterSourceOutput(optionIssues, static (output, issues) => issues.Report(output));
        var issues = directory
            .Select(static (loaded, _) => new FileIssues(loaded.Catalog.Issues.ToEquatableArray()))
            .WithTrackingName(TrackingNames.ReportIssues);
        context.RegisterSourceOutput(issues, static (output, found) => found.Report(output));
    }
}
