using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NanoGpt.Benchmarks;

/// <summary>Measures the cost of a keystroke in C# and of an edit of one YAML file.</summary>
internal static class GeneratorFigures
{
    public static void Measure(Report report)
    {
        var models = Models.BuiltIn();
        var compilation = Drivers.Compilation("class C { int x = 0; }");

        var keystroke = 0;
        CSharpCompilation Typed() => (CSharpCompilation)compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees.Single(), CSharpSyntaxTree.ParseText($"class C {{ int x = {++keystroke}; }}", Drivers.ParseOptions));
        var driver = Drivers.Create(models).RunGenerators(compilation);
        var milliseconds = Sample.MedianMilliseconds(warmups: 100, runs: 500, () => driver = driver.RunGenerators(Typed()));
        report.Figure("C# keystroke, generator re-run over all NanoGPT models", milliseconds, "ms", atMost: 0.5);
        report.Figure(
            "  steps that were not cached",
            NotCached(Drivers.CreateTracking(models).RunGenerators(compilation).RunGenerators(Typed())), "", atMost: 0);

        var before = models.Single(m => m.Path.EndsWith("/sora-2.yaml", StringComparison.Ordinal));
        var edit = 0;
        YamlText Edited() => before.WithText(before.Content.Replace("title: Sora 2", $"title: Sora 2 no {++edit}", StringComparison.Ordinal));
        var current = before;
        var editMilliseconds = Sample.MedianMilliseconds(warmups: 10, runs: 50, () =>
        {
            var next = Edited();
            driver = driver.ReplaceAdditionalText(current, next).RunGenerators(compilation);
            current = next;
        });
        report.Figure("One YAML file edited, generator re-run", editMilliseconds, "ms");
        report.Figure(
            "  files emitted anew for it",
            Emitted(Drivers.CreateTracking(models).RunGenerators(compilation).ReplaceAdditionalText(before, Edited()).RunGenerators(compilation)),
            "", atMost: 1);
    }

    private static int NotCached(GeneratorDriver driver) =>
        // The compilation itself is an input, which a keystroke changes.
        driver.GetRunResult().Results.Single().TrackedSteps.Where(steps => steps.Key != "Compilation")
            .SelectMany(steps => steps.Value).SelectMany(step => step.Outputs)
            .Count(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));

    private static int Emitted(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().TrackedSteps["EmitModel"].SelectMany(step => step.Outputs)
            .Count(output => output.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New);
}
