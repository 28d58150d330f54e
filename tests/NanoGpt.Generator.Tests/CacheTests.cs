using NanoGpt.Generator.Tests.Kit;

namespace NanoGpt.Generator.Tests;

/// <summary>Tests which steps an edit runs. The harness checks in every test that a run without an edit runs none.</summary>
public sealed class CacheTests
{
    private static readonly TestProject Project = TestProject.Small
        .WithModel("everything-2.0", SmallDirectory.Everything)
        .WithModel("minimal", SmallDirectory.Minimal)
        .WithModel("priced", SmallDirectory.RulesAndPrices);

    [Fact]
    public void Generator_CSharpKeystroke_RunsNothing() => Assert.Equal("", Edited(p => p.WithCSharp("class Typed { }")));

    [Fact]
    public void Generator_YamlComment_OnlyReportsIssues()
    {
        // The project has a warning below the comment, so that issues move.
        var project = Project.WithModel("warned", SmallDirectory.Warned);
        var harness = GeneratorHarness.Start(project);

        var run = harness.Change(project.Edit("warned.yaml", "id: warned", "# a comment\nid: warned"));

        Assert.Equal("ReadFile 1, ParseFile 1, BuildCatalog 1, ReportIssues 1", run.ChangedSteps);
    }

    [Fact]
    public void Generator_YamlCommentWithoutIssues_RunsNothingAfterBuildCatalog() =>
        Assert.Equal("ReadFile 1, ParseFile 1, BuildCatalog 1", Edited(p => p.Edit("minimal.yaml", "id: minimal", "# a comment\nid: minimal")));

    [Fact]
    public void Generator_OneModelEdited_EmitsOneFile() => Assert.Equal(
        "ReadFile 1, ParseFile 1, BuildCatalog 1, ListModels 1, SelectModel 1, EmitModel 1",
        Edited(p => p.Edit("minimal.yaml", "The least", "The very least")));

    [Theory]
    [InlineData("another")]   // before the others by name,
    [InlineData("zuletzt")]   // and after them
    public void Generator_OneModelAdded_EmitsOneFileAndTheIndex(string id) => Assert.Equal(
        "ReadFile 1, ParseFile 1, BuildCatalog 1, ListModels 1, SelectModel 1, EmitModel 1, EmitIndex 1",
        Edited(p => p.WithModel(id, SmallDirectory.Minimal.Replace("id: minimal", "id: " + id, StringComparison.Ordinal))));

    [Fact]
    public void Generator_OneModelRemoved_EmitsTheIndex()
    {
        var steps = Edited(p => p with { Files = p.Files.RemoveAll(f => f.Path.EndsWith("/minimal.yaml", StringComparison.Ordinal)) });

        Assert.Equal("ReadFile 1, ParseFile 1, BuildCatalog 1, ListModels 1, SelectModel 1, EmitModel 1, EmitIndex 1", steps);
    }

    [Fact]
    public void Generator_RemovedModelEdited_EmitsOneFile()
    {
        var project = Project.WithModel("lost", SmallDirectory.RemovedWithInputs);

        var steps = GeneratorHarness.Start(project).Change(project.Edit("lost.yaml", "\"720p\"", "\"1080p\"")).ChangedSteps;

        Assert.Equal("ReadFile 1, ParseFile 1, BuildCatalog 1, ListModels 1, SelectModel 1, EmitModel 1", steps);
    }

    [Fact]
    public void Generator_FieldsFileEdited_EmitsModelsWithTheField() => Assert.Equal(
        "ReadFile 1, ParseFile 1, BuildCatalog 1, ListModels 1, SelectModel 2, EmitModel 2",
        Edited(p => p.Edit("fields.yaml", "Size of the picture.", "Size of the video.")));

    [Fact]
    public void Generator_NamespaceChanged_EmitsAllFiles() => Assert.Equal(
        "ReadOptions 1, ReadTarget 1, EmitModel 3, EmitIndex 1", Edited(p => p.WithProperty("NanoGptNamespace", "Other")));

    [Fact]
    public void Generator_GlobsChanged_EmitsNoFileThatStays() => Assert.Equal(
        "ReadOptions 1, ReadTarget 1, SelectModel 1, EmitModel 1, EmitIndex 1", Edited(p => p.WithProperty("NanoGptModels", "nanogpt/*,!minimal")));

    [Fact]
    public void Generator_EveryStep_IsTracked()
    {
        var run = GeneratorHarness.Run(Project);

        Assert.All(GeneratorHarness.StepNames, step => Assert.True(run.Changes(step) > 0, step));
    }

    private static string Edited(Func<TestProject, TestProject> edit) => GeneratorHarness.Start(Project).Change(edit(Project)).ChangedSteps;
}
