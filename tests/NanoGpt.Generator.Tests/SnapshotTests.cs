using NanoGpt.Generator.Tests.Kit;

namespace NanoGpt.Generator.Tests;

/// <summary>Compares a few generated files with accepted snapshots. The rest is tested by compiling and running.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void Emit_MinimalModel_EqualsTheSnapshot() => Verify("minimal", SmallDirectory.Minimal, "MinimalRequest.g.cs");

    [Fact]
    public void Emit_ModelWithEveryFieldType_EqualsTheSnapshot() =>
        Verify("everything-2.0", SmallDirectory.Everything, "Everything2_0Request.g.cs");

    [Fact]
    public void Emit_ModelWithMedia_EqualsTheSnapshot() => Verify("media", SmallDirectory.Media, "MediaRequest.g.cs");

    [Fact]
    public void Emit_ModelWithRulesAndPrices_EqualsTheSnapshot() =>
        Verify("priced", SmallDirectory.RulesAndPrices, "PricedRequest.g.cs");

    [Fact]
    public void Emit_ModelWithHostileTexts_EqualsTheSnapshot() =>
        Verify("hostile", SmallDirectory.Hostile, "HostileRequest.g.cs");

    [Fact]
    public void Emit_DeprecatedModel_EqualsTheSnapshot() =>
        Snapshot.Verify(Generations["OldRequest.g.cs"], "OldRequest.g.cs", typeof(SnapshotTests));

    [Fact]
    public void Emit_RemovedModel_EqualsTheSnapshot() =>
        Snapshot.Verify(Generations["LostRequest.g.cs"], "LostRequest.g.cs", typeof(SnapshotTests));

    [Fact]
    public void Emit_VeniceModel_EqualsTheSnapshot() => Snapshot.Verify(
        GeneratorHarness.Run(TestProject.Shipped)["VeniceKlingO3ProReferenceToVideoRequest.g.cs"], "VeniceKlingO3ProReferenceToVideoRequest.g.cs", typeof(SnapshotTests));

    [Fact]
    public void Emit_Index_EqualsTheSnapshot() =>
        Snapshot.Verify(Generations["NanoGptModels.g.cs"], "NanoGptModels.g.cs", typeof(SnapshotTests));

    private static GeneratorRun Generations => Checked(TestProject.Small
        .WithModel("minimal", SmallDirectory.Minimal)
        .WithModel("old", SmallDirectory.Deprecated)
        .WithModel("gone", SmallDirectory.Removed)
        .WithModel("lost", SmallDirectory.RemovedWithInputs));

    private static void Verify(string id, string yaml, string hintName, [System.Runtime.CompilerServices.CallerMemberName] string method = "") =>
        Snapshot.Verify(Checked(TestProject.Small.WithModel(id, yaml))[hintName], hintName, typeof(SnapshotTests), method);

    // What is not good C# shall not become an accepted snapshot.
    private static GeneratorRun Checked(TestProject project)
    {
        var run = GeneratorHarness.Run(project);
        Assert.Empty(run.Log);
        Assert.Empty(CSharpCompiler.Complaints(run));
        return run;
    }
}
