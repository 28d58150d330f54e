using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoGpt.Generator.Tests.Kit;

namespace NanoGpt.Generator.Tests;

/// <summary>Tests projects in which generated code would not compile, or exists twice, or that pass no models.</summary>
public sealed class TargetTests
{
    private static readonly TestProject Project = TestProject.Small.WithModel("minimal", SmallDirectory.Minimal);

    private static readonly TestProject Lib = Project.WithModel("media", SmallDirectory.Media);

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3, "7.3")]
    [InlineData(LanguageVersion.CSharp10, "10.0")]
    public void Generator_OldLanguage_ReportsOneErrorAndEmitsNothing(LanguageVersion language, string name)
    {
        var run = GeneratorHarness.Run(Project with { Language = language });

        Assert.Equal(
            [$"error NGPT053: the generated requests require C# 11 or later, but this project uses C# {name}: set LangVersion, or target .NET 8 or later"],
            run.Log);
        Assert.Empty(run.Sources);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public void Generator_SupportedLanguage_Emits(LanguageVersion language)
    {
        var run = GeneratorHarness.Run(Project with { Language = language });

        Assert.Empty(run.Log);
        Assert.Equal(2, run.Sources.Count);
    }

    [Fact]
    public void Generator_NoRuntime_ReportsOneErrorAndEmitsNothing()
    {
        var run = GeneratorHarness.Run(Project with { ReferencesRuntime = false });

        Assert.Equal(
            ["error NGPT054: the generated requests require NanoGpt.Runtime, which this project does not reference: do not exclude the compile assets of "
                + "NanoGpt.Codegen, or add a reference to NanoGpt.Runtime"],
            run.Log);
        Assert.Empty(run.Sources);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3, true)]
    [InlineData(LanguageVersion.CSharp11, false)]
    public void Generator_NoFiles_DoesNotCheckTheProject(LanguageVersion language, bool referencesRuntime)
    {
        // So it is in a project that merely references one with the package.
        var run = GeneratorHarness.Run(new TestProject { Language = language, ReferencesRuntime = referencesRuntime });

        Assert.Empty(run.Log);
        Assert.Empty(run.Sources);
    }

    [Fact]
    public void Generator_LanguageCorrected_EmitsTheModels()
    {
        var harness = GeneratorHarness.Start(Project with { Language = LanguageVersion.CSharp10 });

        var run = harness.Change(Project with { Language = LanguageVersion.CSharp12 });

        Assert.Empty(run.Log);
        Assert.Equal(2, run.Sources.Count);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("internal", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Consumer\")]")]
    public void Generator_TypesOfAReferencedProject_ReportsOneWarningAndNoUse(string accessibility, string code)
    {
        var run = GeneratorHarness.Run(Project with { References = [Emit(Lib.WithCSharp(code).WithProperty("NanoGptAccessibility", accessibility))] });

        Assert.Equal(
            ["warning NGPT055: the types of the namespace NanoGpt.Models are generated in this project and in the referenced assembly Lib: remove the "
                + "reference to NanoGpt.Codegen from one of the projects, or set NanoGptNamespace in one of them"],
            run.Log);
        Assert.Equal(2, run.Sources.Count);
        Assert.Empty(CSharpCompiler.Complaints(run));
    }

    [Theory]
    [InlineData("NanoGptAccessibility", "internal")]
    [InlineData("NanoGptNamespace", "Lib.Models")]
    public void Generator_OtherTypesOfAReferencedProject_ReportsNothing(string property, string value)
    {
        var run = GeneratorHarness.Run(Project with { References = [Emit(Lib.WithProperty(property, value))] });

        Assert.Empty(run.Log);
        Assert.Empty(CSharpCompiler.Complaints(run));
    }

    [Fact]
    public void Generator_PartialIndexOfTheUser_ReportsNothing() => Assert.Empty(GeneratorHarness.Run(Project.WithCSharp("""
        namespace NanoGpt.Models { public static partial class NanoGptModels { } }
        """)).Log);

    [Fact]
    public void NanoGptSchemaDirectory_NoFiles_IsAWarning() => Assert.Equal(
        ["warning NGPT056: the property NanoGptSchemaDirectory is '/repo/shema/', which has no folder nanogpt with model files: correct it or remove it"],
        GeneratorHarness.Run(new TestProject().WithProperty("NanoGptSchemaDirectory", "/repo/shema/")).Log);

    [Fact]
    public void NanoGptSchemaDirectory_OnlyFilesOfTheProject_IsAWarning()
    {
        var own = new TestProject { Files = [YamlFile.Own("mine.yaml", SmallDirectory.Minimal)] };

        var log = GeneratorHarness.Run(own.WithProperty("NanoGptSchemaDirectory", "/repo/shema/")).Log;

        Assert.Single(log, static line => line.StartsWith("warning NGPT056: ", StringComparison.Ordinal));
    }

    [Fact]
    public void NanoGptSchemaDirectory_WithFiles_ReportsNothing() =>
        Assert.Empty(GeneratorHarness.Run(Project.WithProperty("NanoGptSchemaDirectory", "/repo/schema/")).Log);

    [Theory]
    [InlineData("/project/models/house.yaml", "house.yaml")]
    [InlineData("C:\\project\\house.YML", "house.YML")]
    public void AdditionalFiles_Model_IsAWarning(string path, string name) => Assert.Equal(
        [$"warning NGPT057: {name} looks like a model, but it is passed as AdditionalFiles, which the generator ignores: use <NanoGptModel Include=\"{name}\" />"],
        GeneratorHarness.Run(Project.WithFile(new YamlFile(path, SmallDirectory.Minimal, Origin: ""))).Log);

    [Theory]
    [InlineData("/project/house.txt", SmallDirectory.Minimal)]
    [InlineData("/project/pipeline.yaml", "id: build\nmodes: [fast]\n")]
    [InlineData("/project/empty.yaml", "")]
    public void AdditionalFiles_FileOfAnotherTool_IsIgnored(string path, string text) =>
        Assert.Empty(GeneratorHarness.Run(Project.WithFile(new YamlFile(path, text, Origin: ""))).Log);

    private static MetadataReference Emit(TestProject project) =>
        MetadataReference.CreateFromStream(CSharpCompiler.Emit(GeneratorHarness.Run(project), "Lib"));
}
