using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NanoGpt.Benchmarks;

/// <summary>What an editor pays: a keystroke in C#, and an edit of one YAML file.</summary>
internal static class GeneratorFigures
{
    public static void Measure(Report report)
    {
        var models = Models.BuiltIn();
        var compilation = Drivers.Compilation("class C { int x = 0; }");
        var driver = Drivers.Create(models).RunGenerators(compilation);

        var keystroke = 0;
        var milliseconds = Sample.MedianMilliseconds(warmups: 100, runs: 500, () =>
        {
            var edited = compilation.ReplaceSyntaxTree(
                compilation.SyntaxTrees.Single(), CSharpSyntaxTree.ParseText($"class C {{ int x = {++keystroke}; }}", Drivers.ParseOptions));
            driver = driver.RunGenerators(edited);
        });
        report.Figure("C# keystroke, generator re-run over all NanoGPT models", milliseconds, "ms", atMost: 0.5);
        report.Figure("  steps that were not cached", NotCached(driver), "", atMost: 0);

        var edit = 0;
        var editMilliseconds = Sample.MedianMilliseconds(warmups: 10, runs: 50, () =>
        {
            var changed = models.Single(m => m.Path.EndsWith("/sora-2.yaml", StringComparison.Ordinal));
            var replaced = changed.WithText(changed.Content.Replace("title: Sora 2", $"title: Sora 2 no {++edit}", StringComparison.Ordinal));
            driver = driver.ReplaceAdditionalText(changed, replaced).RunGenerators(compilation);
            models = [.. models.Select(m => ReferenceEquals(m, changed) ? replaced : m)];
        });
        report.Figure("One YAML file edited, generator re-run", editMilliseconds, "ms");
        report.Figure("  files emitted anew for it", Emitted(driver), "", atMost: 1);
    }

    private static int NotCached(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().TrackedSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs)
            .Count(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));

    private static int Emitted(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().TrackedSteps["EmitModel"].SelectMany(step => step.Outputs)
            .Count(output => output.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New);
}
