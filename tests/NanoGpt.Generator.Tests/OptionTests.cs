using NanoGpt.Generator.Tests.Kit;

namespace NanoGpt.Generator.Tests;

/// <summary>Tests the MSBuild properties that a project can set.</summary>
public sealed class OptionTests
{
    private static readonly TestProject Project = TestProject.Small
        .WithModel("minimal", SmallDirectory.Minimal)
        .WithModel("media", SmallDirectory.Media)
        .WithFile(YamlFile.Own("mine.yaml", SmallDirectory.Minimal.Replace("id: minimal", "id: mine", StringComparison.Ordinal)));

    [Theory]
    [InlineData("", "Media Mine Minimal")]
    [InlineData("nanogpt/*", "Media Mine Minimal")]
    [InlineData("nanogpt/minimal", "Mine Minimal")]
    [InlineData("mini*", "Mine Minimal")]
    [InlineData("MINI?AL", "Mine Minimal")]
    [InlineData("*/media, mini*", "Media Mine Minimal")]
    [InlineData("*;!media", "Mine Minimal")]
    [InlineData("!media", "Mine Minimal")]
    [InlineData("media;!mine", "Media")]
    public void NanoGptModels_Globs_SelectModels(string globs, string expected)
    {
        var run = GeneratorHarness.Run(Project.WithProperty("NanoGptModels", globs));

        Assert.Empty(run.Log);
        Assert.Equal(expected, string.Join(" ", run.Sources.Keys
            .Where(k => k.EndsWith("Request.g.cs", StringComparison.Ordinal))
            .Select(k => k[..^"Request.g.cs".Length])
            .Order(StringComparer.Ordinal)));
        Assert.Empty(CSharpCompiler.Complaints(run));
    }

    [Theory]
    [InlineData("nanogpt/minimla", "did you mean 'nanogpt/minimal'?")]
    [InlineData("nanogtp/*", "did you mean 'nanogpt/*'?")]
    [InlineData("medai", "did you mean 'media'?")]
    [InlineData("!medai", "did you mean 'media'?")]
    [InlineData("something-else", "correct it or remove it")]
    public void NanoGptModels_UnknownGlob_IsAWarning(string glob, string hint)
    {
        var log = GeneratorHarness.Run(Project.WithProperty("NanoGptModels", glob)).Log;

        Assert.Equal([$"warning NGPT050: '{glob.TrimStart('!')}' in the property NanoGptModels matches no model; {hint}"], log);
    }

    [Theory]
    [InlineData("My.Videos")]
    [InlineData("Vidéos")]
    public void NanoGptNamespace_Name_IsUsed(string name)
    {
        var run = GeneratorHarness.Run(Project.WithProperty("NanoGptNamespace", name));

        Assert.Empty(run.Log);
        Assert.Contains($"namespace {name};\n", run["MinimalRequest.g.cs"], StringComparison.Ordinal);
        Assert.Empty(CSharpCompiler.Complaints(run));
    }

    [Theory]
    [InlineData("a.b; class X{}", "b; class X{}")]
    [InlineData("A.class", "class")]
    [InlineData("A..B", "")]
    [InlineData("A.1B", "1B")]
    [InlineData("A\u202e", "A\u202e")]
    [InlineData("A.B\n{", "B\n{")]
    public void NanoGptNamespace_InvalidName_IsAnErrorAndNotUsed(string name, string part)
    {
        var run = GeneratorHarness.Run(Project.WithProperty("NanoGptNamespace", name));

        Assert.Equal([$"error NGPT051: '{name}' in the property NanoGptNamespace is not a namespace: '{part}' is not a C# name"], run.Log);
        Assert.Contains("namespace NanoGpt.Models;\n", run["MinimalRequest.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void NanoGptAccessibility_UnknownValue_IsAnError() => Assert.Equal(
        ["error NGPT052: the property NanoGptAccessibility must be 'public' or 'internal', not 'private'"],
        GeneratorHarness.Run(Project.WithProperty("NanoGptAccessibility", "private")).Log);

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("a*b*c", "axxbxbxc", true)]
    [InlineData("a*b*c", "axxbxbx", false)]
    [InlineData("*-?.?", "kling-2.1", true)]
    [InlineData("**", "anything", true)]
    [InlineData("I", "i", true)]
    public void IsMatch_Pattern_MatchesTheText(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Glob.IsMatch(pattern, text));
}
