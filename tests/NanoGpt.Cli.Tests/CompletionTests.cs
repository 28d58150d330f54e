using System.Diagnostics;
using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests;

public class CompletionTests
{
    [Theory]
    [InlineData("nanogpt vali", "validate")]
    [InlineData("nanogpt run sora", "sora-2")]
    [InlineData("/usr/bin/nanogpt run sora-2 prompt=x pro", "pro_mode=true\npro_mode=false")]
    [InlineData("nanogpt submit sora-2 resolution=", "resolution=720p\nresolution=1792x1024")]
    [InlineData("nanogpt completion ba", "bash")]
    public async Task Complete_CommandLine_SuggestsWords(string line, string expected)
    {
        var run = await Run.Of("complete", "--position", $"{line.Length}", "--", line);
        Assert.Equal(expected.Split('\n').Order(), run.Output.TrimEnd().Split('\n').Where(word => expected.Contains(word, StringComparison.Ordinal)).Order());
        Assert.DoesNotContain("promptchan-video", run.Output, StringComparison.Ordinal);   // a removed model is no suggestion
    }

    [Theory]
    [InlineData("nanogpt run ")]
    [InlineData("nanogpt submit ")]
    [InlineData("nanogpt estimate ")]
    public async Task Complete_Model_SuggestsTheModelsOfBothProviders(string line)
    {
        var words = (await Run.Of("complete", "--position", $"{line.Length}", "--", line)).Output.Split('\n');
        Assert.Contains("sora-2", words);
        Assert.Contains("longcat-text-to-video", words);

        line += "longcat-text-to-video resolution=";
        var fields = (await Run.Of("complete", "--position", $"{line.Length}", "--", line)).Output;
        Assert.Contains("resolution=720p", fields, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_MediumAfterTheAtSign_SuggestsFilesAndFolders()
    {
        var folder = Directory.CreateTempSubdirectory("nanogpt-complete-");
        File.WriteAllText(Path.Combine(folder.FullName, "street.png"), "");
        folder.CreateSubdirectory("stills");
        var line = $"nanogpt run sora-2 image@{folder.FullName}/st";
        var run = await Run.Of("complete", "--position", $"{line.Length}", "--", line);
        Assert.Equal($"image@{folder.FullName}/stills/\nimage@{folder.FullName}/street.png\n", run.Output);
        line = $"nanogpt run sora-2 image@{folder.FullName}/none/st";
        Assert.Equal("", (await Run.Of("complete", "--position", $"{line.Length}", "--", line)).Output);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("resolution=720p resolution=1792x1024", "resolution=", "720p 1792x1024")]
    [InlineData("image@street.png", "image@st", "street.png")]
    [InlineData("image@", "ima", "image@")]
    public async Task Completion_BashScript_CompletesAfterTheOperator(string suggestions, string typed, string expected)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "needs bash");
        var script = (await Run.Of("completion", "bash")).Output;
        var result = await Shell.RunAsync(new ProcessStartInfo("/bin/bash"), $$"""
            nanogpt() { printf '%s\n' {{suggestions}}; }
            {{script}}
            COMP_LINE='nanogpt run sora-2 {{typed}}'; COMP_POINT=${#COMP_LINE}
            _nanogpt 2>/dev/null
            printf '%s\n' "${COMPREPLY[@]}"
            """);
        Assert.Equal(expected.Split(' '), result.StandardOutput.TrimEnd().Split('\n'));
    }
}
