using System.Text.Json;
using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests.Validation;

/// <summary>A report is one document, whatever is wrong with one of the folders.</summary>
public sealed class MissingFolderTests
{
    [Theory]
    [Trait("Row", "C05")]
    [InlineData("--json")]
    [InlineData("--sarif")]
    public async Task Validate_OneFolderIsMissing_WritesOneDocumentWithTheError(string format)
    {
        using var directory = new SmallDirectory();
        var run = await Run.Of("validate", directory.Path + "-none", directory.Path, format);
        Assert.Equal(ExitCode.Invalid, run.Code);
        using var document = JsonDocument.Parse(run.Output);
        Assert.Contains("NGPT016", document.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "C05")]
    public async Task Validate_FileInsteadOfAFolder_SaysToGiveItsFolder()
    {
        using var directory = new SmallDirectory();
        var file = directory.Path + ".yaml";
        await File.WriteAllTextAsync(file, "id: x\n", TestContext.Current.CancellationToken);
        var run = await Run.Of("validate", file);
        File.Delete(file);
        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains("give its folder", run.Output, StringComparison.Ordinal);
    }
}
