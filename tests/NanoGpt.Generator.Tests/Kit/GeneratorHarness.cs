using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NanoGpt.Generator.Tests.Kit;

/// <summary>Runs the generator as the compiler does. Every run is made twice, and the second must find everything cached.</summary>
internal sealed class GeneratorHarness
{
    private readonly Dictionary<YamlFile, AdditionalText> texts = new(ReferenceEqualityComparer.Instance);
    private TestProject project;
    private TestOptions options;
    private GeneratorDriver driver;

    private GeneratorHarness(TestProject project)
    {
        this.project = project;
        options = new TestOptions(project);
        driver = CSharpGeneratorDriver.Create(
            [new NanoGptGenerator().AsSourceGenerator()],
            Texts(project),
            CSharpCompiler.ParseOptions.WithLanguageVersion(project.Language),
            options,
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    /// <summary>The names of all steps.</summary>
    public static ImmutableArray<string> StepNames { get; } =
    [
        .. typeof(TrackingNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!),
    ];

    /// <summary>Gets the result of the last run.</summary>
    public GeneratorRun LastRun { get; private set; } = null!;

    /// <summary>Runs the generator once, and once more for the sake of the cache.</summary>
    public static GeneratorRun Run(TestProject project) => Start(project).LastRun;

    /// <summary>Opens a project, whose later edits the generator meets with a warm cache.</summary>
    public static GeneratorHarness Start(TestProject project)
    {
        var harness = new GeneratorHarness(project);
        harness.RunOnce();
        harness.RunAgain();
        return harness;
    }

    /// <summary>Brings the project to another state, and tells what ran.</summary>
    public GeneratorRun Change(TestProject changed)
    {
        var removed = project.Files.Where(f => changed.Files.All(c => c.Path != f.Path)).ToArray();
        foreach (var old in project.Files.Except(changed.Files))
        {
            driver = changed.Files.FirstOrDefault(f => f.Path == old.Path) is { } edited
                ? driver.ReplaceAdditionalText(texts[old], TextOf(edited))
                : driver.RemoveAdditionalTexts([texts[old]]);
        }

        var known = project.Files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        driver = driver.AddAdditionalTexts([.. changed.Files.Where(f => !known.Contains(f.Path)).Select(TextOf)]);

        // An editor keeps its options until a property or a file's metadata changes.
        if (!changed.Properties.SequenceEqual(project.Properties) || !changed.Files.All(f => known.Contains(f.Path)))
        {
            options = new TestOptions(changed);
            driver = driver.WithUpdatedAnalyzerConfigOptions(options);
        }

        if (changed.Language != project.Language)
        {
            driver = driver.WithUpdatedParseOptions(CSharpCompiler.ParseOptions.WithLanguageVersion(changed.Language));
        }

        project = changed;
        RunOnce();

        // Roslyn 4.8 loses its place in a combined table in the run after the one that removed a file, but only if it tracks
        // steps, which no compiler does: so that run is left out.
        if (removed.Length == 0)
        {
            RunAgain();
        }

        // However the generator got here, the result is that of a fresh start.
        Assert.Equal(Run(changed).Sources.OrderBy(s => s.Key, StringComparer.Ordinal), LastRun.Sources.OrderBy(s => s.Key, StringComparer.Ordinal));
        return LastRun;
    }

    private void RunOnce()
    {
        driver = driver.RunGenerators(CSharpCompiler.Compilation(project));
        LastRun = new GeneratorRun(project, driver.GetRunResult());
        ObjectGraph.AssertValuesOnly(LastRun.Result);

        // A generator's exception is a mere warning to the compiler; here it is a failure.
        if (LastRun.Result.Exception is { } exception)
        {
            throw new InvalidOperationException("The generator threw.", exception);
        }
    }

    private void RunAgain()
    {
        driver = driver.RunGenerators(CSharpCompiler.Compilation(project));
        var second = new GeneratorRun(project, driver.GetRunResult());
        Assert.Equal(LastRun.Sources, second.Sources);
        AssertCached(second.Result);
    }

    private static void AssertCached(GeneratorRunResult second)
    {
        foreach (var name in StepNames.Where(second.TrackedSteps.ContainsKey))
        {
            var reasons = second.TrackedSteps[name].SelectMany(s => s.Outputs).Select(o => o.Reason);
            Assert.All(reasons, r => Assert.True(
                r is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{name} ran again without cause: {r}."));
        }

        var outputs = second.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs);
        Assert.All(outputs, o => Assert.Equal(IncrementalStepRunReason.Cached, o.Reason));
    }

    private ImmutableArray<AdditionalText> Texts(TestProject of) => [.. of.Files.Select(TextOf)];

    private AdditionalText TextOf(YamlFile file)
    {
        if (!texts.TryGetValue(file, out var text))
        {
            texts.Add(file, text = file.ToAdditionalText());
        }

        return text;
    }
}
