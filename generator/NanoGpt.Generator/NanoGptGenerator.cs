using Microsoft.CodeAnalysis;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Generator;

/// <summary>Generates a request type for each model of the YAML files, and an index of the models.</summary>
/// <remarks>
/// No step depends on the C# code of the project, so that edits of it run nothing. The values between the steps are equatable
/// classes: each struct type, and each tuple in a tuple, would add about a hundred generic methods to the startup of the
/// compiler. Steps after <see cref="TrackingNames.ListModels"/> do not see spans, so that edits of comments in YAML emit nothing.
/// Each step returns one value, possibly null, for each input, so that the values keep their positions between runs.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class NanoGptGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var texts = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellationToken) => AdditionalFile.Read(pair.Left, pair.Right, cancellationToken))
            .WithTrackingName(TrackingNames.ReadFile);
        var files = texts.Select(static (text, _) => text.File);

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
            .Select(static (compilation, _) => new TargetReferences(compilation))
            .Combine(context.ParseOptionsProvider)
            .Select(static (pair, _) => new TargetProject(pair.Left, pair.Right))
            .Combine(options)
            .Select(static (pair, _) => TargetCompilation.Read(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.ReadTarget);

        // Each model depends on its own file, so that adding or removing a model does not affect the others.
        var models = directory
            .Select(static (loaded, _) => ModelList.Create(loaded))
            .WithTrackingName(TrackingNames.ListModels);
        var selection = models
            .Combine(target)
            .Select(static (pair, _) => new ModelSelection(pair.Left, pair.Right));
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
        var unmarked = texts
            .Select(static (text, _) => text.Issue)
            .Collect()
            .Select(static (found, _) => new ProjectIssues(found.OfType<ProjectIssue>().ToEquatableArray()))
            .WithTrackingName(TrackingNames.CheckUnmarked);
        context.RegisterSourceOutput(unmarked, static (output, issues) => issues.Report(output));
        var issues = directory
            .Select(static (loaded, _) => new FileIssues(loaded.Catalog.Issues.ToEquatableArray()))
            .WithTrackingName(TrackingNames.ReportIssues);
        context.RegisterSourceOutput(issues, static (output, found) => found.Report(output));
    }
}
