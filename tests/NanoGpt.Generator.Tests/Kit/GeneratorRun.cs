using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NanoGpt.Generator.Tests.Kit;

/// <summary>Represents the result of one run of the generator.</summary>
internal sealed class GeneratorRun(TestProject project, GeneratorDriverRunResult result)
{
    public TestProject Project => project;

    public GeneratorRunResult Result { get; } = result.Results.Single();

    /// <summary>The files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; } =
        result.Results.Single().GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString(), StringComparer.Ordinal);

    public ImmutableArray<SyntaxTree> Trees => result.GeneratedTrees;

    public ImmutableArray<Diagnostic> Diagnostics => result.Diagnostics;

    public string this[string hintName] => Sources[hintName];

    /// <summary>Returns the number of new outputs of a step.</summary>
    public int Changes(string step) => !Result.TrackedSteps.TryGetValue(step, out var runs) ? 0 : runs
        .SelectMany(r => r.Outputs)
        .Count(o => o.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));

    /// <summary>The steps with changes, in the order of the pipeline: <c>ParseFile 1, BuildCatalog 1</c>.</summary>
    public string ChangedSteps => string.Join(
        ", ", GeneratorHarness.StepNames.Select(s => (Step: s, Count: Changes(s))).Where(c => c.Count > 0).Select(c => $"{c.Step} {c.Count}"));

    /// <summary>The diagnostics as a build log shows them, without folders.</summary>
    public string[] Log => [.. Diagnostics.Select(d =>
    {
        var place = d.Location.GetLineSpan();
        var file = place.Path is { Length: > 0 } path
            ? $"{path[(path.LastIndexOf('/') + 1)..]}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): "
            : "";
        return $"{file}{d.Severity.ToString().ToLowerInvariant()} {d.Id}: {d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
    })];
}
