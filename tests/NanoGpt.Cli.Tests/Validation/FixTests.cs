using System.Text;
using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests.Validation;

public class FixTests
{
    private const string Broken = """
        # A model with mistakes.   Two spaces before comments stay.
        'idd': broken
        tittle: "Broken"         # not title
        summary: Full of typos.
        modes: [text-to-vidoe, 'image-to-vide']   # both misspelt
        inputs:
          promt:    { requird: yes }   # two on one line, and a YAML 1.1 truth
          image:
          resolution: { values: ["720p", 1080p], "defualt": "720p" }
          duration: { values: [5, 10], suffix: s, default: "5" }   # a number in quotes
        rules:
          - id: wide
            when: { resolutoin: '720P' }
            require: { imag: set }
            because: It is so.
        source: [a]
        """;

    private const string Repaired = """
        # A model with mistakes.   Two spaces before comments stay.
        'id': broken
        title: "Broken"         # not title
        summary: Full of typos.
        modes: [text-to-video, 'image-to-video']   # both misspelt
        inputs:
          prompt:    { required: true }   # two on one line, and a YAML 1.1 truth
          image:
          resolution: { values: ["720p", 1080p], "default": "720p" }
          duration: { values: [5, 10], suffix: s, default: 5 }   # a number in quotes
        rules:
          - id: wide
            when: { resolution: '720p' }
            require: { image: set }
            because: It is so.
        sources: [a]
        """;

    [Fact]
    public async Task Fix_MisspelledWords_AreRepairedInPlace()
    {
        using var directory = new SmallDirectory();
        directory.Write("models/broken.yaml", Broken);
        var run = await Run.Of("validate", directory.Path, "--fix");
        Assert.Equal(Repaired + "\n", Text(directory));
        Assert.Equal((ExitCode.Ok, ""), (run.Code, run.Output));
        Assert.Contains("models/broken.yaml(3,1): fixed NGPT020: tittle is now title\n", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("3 models, 0 errors, 0 warnings, 13 fixed\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fix_SecondRun_ChangesNothing()
    {
        using var directory = new SmallDirectory();
        directory.Write("models/broken.yaml", Broken);
        await Run.Of("validate", directory.Path, "--fix");
        var run = await Run.Of("validate", directory.Path, "--fix");
        Assert.Equal("3 models, 0 errors, 0 warnings\n", run.Error);
        Assert.Equal(Repaired + "\n", Text(directory));
    }

    [Fact]
    public async Task Fix_ByteOrderMarkAndLineEndings_AreKept()
    {
        using var directory = new SmallDirectory();
        directory.Write("models/broken.yaml", "\uFEFF" + Broken.ReplaceLineEndings("\r\n"));
        await Run.Of("validate", directory.Path, "--fix");
        Assert.Equal("\uFEFF" + Repaired.ReplaceLineEndings("\r\n") + "\n", Encoding.UTF8.GetString(File.ReadAllBytes(Path(directory))));
    }

    [Fact]
    public async Task Fix_Json_ListsTheFixes()
    {
        using var directory = new SmallDirectory();
        directory.Write("models/broken.yaml", Broken);
        var run = await Run.Of("validate", directory.Path, "--fix", "--json");
        var first = run.Json["fixed"]!.AsArray().Single(fix => fix!["old"]!.GetValue<string>() == "tittle")!;
        Assert.Equal(("title", 3, 1), (first["new"]!.GetValue<string>(), first["line"]!.GetValue<int>(), first["column"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("  prompt: { mix_length: 5 }", "as near to min_length as to max_length")]
    [InlineData("  resolution: { values: [\"720p\"], default: \"721p\" }", "another number, not another spelling")]
    [InlineData("  prompt: { summary: A., sumary: B. }", "the key is there already")]
    [InlineData("  prompt:\n  promt:", "the field is there already")]
    [InlineData("  prompt: { qqqqqqqq: 1 }", "near to nothing")]
    public async Task Fix_AmbiguousRepair_IsLeftAlone(string inputs, string why)
    {
        using var directory = new SmallDirectory();
        var text = $"""
            id: broken
            title: Broken
            summary: {why}
            modes: [text-to-video]
            inputs:
            {inputs}
            sources: [a]
            """;
        directory.Write("models/broken.yaml", text);
        var run = await Run.Of("validate", directory.Path, "--fix");
        Assert.Equal(text + "\n", Text(directory));
        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.DoesNotContain("fixed", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_WithoutFix_WritesNothing()
    {
        using var directory = new SmallDirectory();
        directory.Write("models/broken.yaml", Broken);
        await Run.Of("validate", directory.Path);
        Assert.Equal(Broken + "\n", Text(directory));
    }

    [Fact]
    public async Task Fix_OneFolderIsMissing_RepairsTheOthers()
    {
        using var directory = new SmallDirectory();
        directory.Write("models/broken.yaml", Broken);
        var run = await Run.Of("validate", directory.Path, directory.Path + "-none", "--fix");
        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains("NGPT016", run.Output, StringComparison.Ordinal);
        Assert.NotEqual(Broken + "\n", Text(directory));
    }

    private static string Path(SmallDirectory directory) => System.IO.Path.Combine(directory.Path, "test", "models", "broken.yaml");

    private static string Text(SmallDirectory directory) => File.ReadAllText(Path(directory));
}
