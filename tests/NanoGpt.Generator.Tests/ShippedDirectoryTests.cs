using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NanoGpt.Generator.Tests.Kit;

namespace NanoGpt.Generator.Tests;

/// <summary>Tests the code that is generated from the whole shipped directory.</summary>
public sealed partial class ShippedDirectoryTests
{
    private static readonly Lazy<GeneratorRun> Run = new(() => GeneratorHarness.Run(TestProject.Shipped));

    [Fact]
    public void ShippedDirectory_Issues_AreNone() => Assert.Empty(Run.Value.Log);

    [Fact]
    public void ShippedDirectory_EveryModel_HasAFile()
    {
        var models = TestProject.Shipped.Files.Count(f =>
            f.Path.Contains("/models/", StringComparison.Ordinal)
            && (!f.Text.Contains("status: removed", StringComparison.Ordinal) || f.Text.Contains("\ninputs:", StringComparison.Ordinal)));

        Assert.Equal(models + 1, Run.Value.Sources.Count);
    }

    [Theory]
    [InlineData("public")]
    [InlineData("internal")]
    public void ShippedDirectory_CSharp11_CompilesWithoutWarnings(string accessibility) => Assert.Empty(
        CSharpCompiler.Complaints(GeneratorHarness.Run(TestProject.Shipped.WithProperty("NanoGptAccessibility", accessibility))));

    [Fact]
    public void ShippedDirectory_GeneratedFiles_AreCompact()
    {
        var active = Run.Value.Sources.Where(s => s.Key != "NanoGptModels.g.cs" && !s.Value.Contains("System.Obsolete(", StringComparison.Ordinal));

        var average = active.Average(s => DocComment().Replace(s.Value, "").Length);

        // The recorded prices of Venice, one for each length, resolution and sound, take about a tenth of it.
        Assert.True(average <= 3.6 * 1024, FormattableString.Invariant($"{average:F0} characters a model without doc comments."));
    }

    [Fact]
    public void ShippedDirectory_HintNames_AreSafeAndUniqueIgnoringCase()
    {
        var names = Run.Value.Sources.Keys;

        Assert.All(names, n => Assert.Matches("^[A-Za-z0-9_.]{1,80}$", n));
        Assert.Equal(names.Count(), names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void ShippedDirectory_LineEndings_AreLineFeeds() =>
        Assert.All(Run.Value.Sources.Values, s => Assert.DoesNotContain('\r', s));

    [Theory]
    [ClassData(typeof(Cultures.Awkward))]
    public void ShippedDirectory_AnyCulture_GivesTheSameFiles(string culture) =>
        AssertSame(Cultures.In(culture, () => GeneratorHarness.Run(TestProject.Shipped)));

    [Fact]
    public void ShippedDirectory_AnyOrderOfFiles_GivesTheSameFiles() =>
        AssertSame(TestProject.Shipped with { Files = [.. TestProject.Shipped.Files.Reverse()] });

    [Fact]
    public void ShippedDirectory_AnyFolder_GivesTheSameFiles() => AssertSame(TestProject.Shipped with
    {
        Files = [.. TestProject.Shipped.Files.Select(f => f with
        {
            Path = @"C:\Users\x\.nuget\packages" + f.Path.Replace('/', '\\'),
        })],
    });

    private static void AssertSame(TestProject project) => AssertSame(GeneratorHarness.Run(project));

    private static void AssertSame(GeneratorRun run)
    {
        Assert.Equal(Run.Value.Sources.Keys.Order(StringComparer.Ordinal), run.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.All(run.Sources, s => Assert.Equal(Run.Value[s.Key], s.Value));
        Assert.DoesNotContain(run.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
    }

    [GeneratedRegex(@"^ *///.*\n", RegexOptions.Multiline)]
    private static partial Regex DocComment();
}
