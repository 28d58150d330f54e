using Microsoft.CodeAnalysis;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Generator;

/// <summary>Generates a request type for each model of the YAML files, and an index of the models.</summary>
/// <remarks>
/// Only <see cref="TrackingNames.ReadTarget"/> depends on the C# code of the project, and its result on the references alone, so
/// that edits of C# run nothing else. The values between the steps are equatable
/// classes: each struct type would add about a hundred generic methods to the startup of the compiler. Steps after <see
/// cref="TrackingNames.ListModels"/> do not see spans, so that edits of comments in YAML emit nothing. Each step returns one
/// value, possibly null, for each input, so that the values keep their positions between runs.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class NanoGptGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Files that are not marked as files of the directory are null.
        var files = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellationToken) => DirectoryFiles.Read(pair.Left, pair.Right, cancellationToken))
            .WithTrackingName(TrackingNames.ReadFile);

        var directory = files
            .Select(static (file, cancellationToken) => file is null ? null : ModelDirectory.Parse(file, cancellationToken))
            .WithTrackingName(TrackingNames.ParseFile)
            .Collect()
            .Select(static (parsed, cancellationToken) => LoadedDirectory.Create(parsed, cancellationToken))
            .WithTrackingName(TrackingNames.BuildCatalog);

        var options = context.AnalyzerConfigOptionsProvider
            .Select(static (provider, _) => GeneratorOptions.Read(provider.GlobalOptions))
            .WithTrackingName(TrackingNames.ReadOptions);
        var shape = options.Select(static (chosen, _) => chosen.Emit);

        var target = context.CompilationProvider
            .Combine(context.ParseOptionsProvider)
            .Combine(shape)
            .Select(static (pair, _) => TargetCompilation.Read(pair.Left.Left, pair.Left.Right, pair.Right.Namespace))
            .WithTrackingName(TrackingNames.ReadTarget);

        // Each model depends on its own file, so that adding or removing a model does not affect the others.
        var models = directory
            .Select(static (loaded, _) => ModelList.Create(loaded))
            .WithTrackingName(TrackingNames.ListModels);
        var selection = models
            .Combine(options)
            .Combine(target)
            .Select(static (pair, _) => new ModelSelection(pair.Left.Left, pair.Left.Right, pair.Right));
        var selected = files
            .Combine(selection)
            .Select(static (pair, _) => pair.Right.Find(pair.Left))
            .WithTrackingName(TrackingNames.SelectModel);

        var emitted = selected
            .Combine(shape)
            .Select(static (pair, cancellationToken) => EmittedModel.Create(pair.Left, pair.Right, cancellationToken))
            .WithTrackingName(TrackingNames.EmitModel);
        context.RegisterSourceOutput(emitted, static (output, model) => model?.AddTo(output));

        var index = emitted
            .Select(static (model, _) => model?.IndexEntry)
            .Collect()
            .Select(static (entries, _) => new IndexEntries(entries))
            .Combine(selection)
            .Select(static (pair, _) => pair.Right.EmitIndex(pair.Left))
            .WithTrackingName(TrackingNames.EmitIndex);
        context.RegisterSourceOutput(index, static (output, emitted) => emitted.AddTo(output));

        // Issues are separate from the sources, because they change more often.
        var optionIssues = selection
            .Select(static (chosen, _) => chosen.Check())
            .WithTrackingName(TrackingNames.CheckOptions);
        context.RegisterSourceOutput(optionIssues, static (output, issues) => issues.Report(output));
        var unmarked = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellationToken) => DirectoryFiles.CheckUnmarked(pair.Left, pair.Right, cancellationToken))
            .WithTrackingName(TrackingNames.CheckUnmarked);
        context.RegisterSourceOutput(unmarked, static (output, issue) => issue?.Report(output));
        var issues = directory
            .Select(static (loaded, _) => new FileIssues(loaded.Catalog.Issues.ToEquatableArray()))
            .WithTrackingName(TrackingNames.ReportIssues);
        context.RegisterSourceOutput(issues, static (output, found) => found.Report(output));
    }
}
