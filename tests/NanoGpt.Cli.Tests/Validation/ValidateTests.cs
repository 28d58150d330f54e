using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests.Validation;

public class ValidateTests
{
    [Fact]
    public async Task Validate_ValidDirectory_WritesNoOutput()
    {
        using var directory = new SmallDirectory();
        var run = await Run.Of("validate", directory.Path);
        Assert.Equal((ExitCode.Ok, ""), (run.Code, run.Output));
        Assert.Equal("2 models, 0 errors, 0 warnings\n", run.Error);
    }

    [Fact]
    public async Task Validate_BrokenDirectory_ReportsFileLineAndColumn()
    {
        using var directory = new SmallDirectory();
        directory.Write("models/broken.yaml", "id: broken\ntitle: Broken\nsumary: Typo.\nmodes: [text-to-video]\ninputs:\n  prompt:\nsources: [a]");
        var run = await Run.Of("validate", directory.Path);
        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains(
            run.Output.Split('\n'),
            line => line.Contains("models/broken.yaml(3,1): error NGPT", StringComparison.Ordinal) && line.Contains("summary", StringComparison.Ordinal));
        Assert.DoesNotContain(" 0 errors", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_Json_HasTheSamePositions()
    {
        using var directory = new SmallDirectory();
        directory.Write("models/broken.yaml", "id: broken\ntitle: Broken\nsumary: Typo.\nmodes: [text-to-video]\ninputs:\n  prompt:\nsources: [a]");
        var run = await Run.Of("validate", directory.Path, "--json");
        Assert.Equal(ExitCode.Invalid, run.Code);
        var issues = run.Json["issues"]!.AsArray();
        Assert.Contains(issues, issue => issue!["line"]!.GetValue<int>() == 3 && issue["column"]!.GetValue<int>() == 1
            && issue["severity"]!.GetValue<string>() == "error" && issue["path"]!.GetValue<string>().EndsWith("models/broken.yaml", StringComparison.Ordinal));
        Assert.Equal(issues.Count(issue => issue!["severity"]!.GetValue<string>() == "error"), run.Json["errors"]!.GetValue<int>());
    }

    [Fact]
    public async Task Validate_InvalidUtf8_IsReportedAtItsPosition()
    {
        using var directory = new SmallDirectory();
        await File.WriteAllBytesAsync(
            Path.Combine(directory.Path, "test", "models", "latin.yaml"), [.. "id: latin\ntitle: "u8, 0xE9], TestContext.Current.CancellationToken);
        var run = await Run.Of("validate", directory.Path);
        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.EndsWith("latin.yaml(2,8): error NGPT016: The file is not UTF-8.\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mine.yaml")]
    public async Task Validate_OwnFiles_AreCheckedOverTheBuiltInDirectory(string file)
    {
        using var own = new OwnFiles();
        own.Write("mine.yaml", OwnFiles.Model);
        var path = Path.Combine(own.Path, file);
        Assert.Equal((ExitCode.Ok, "", "1 model, 0 errors, 0 warnings\n"), await ResultAsync(path));

        own.Write("mine.yaml", OwnFiles.Model.Replace("prompt", "promt", StringComparison.Ordinal));
        var run = await Run.Of("validate", path);
        Assert.Equal((ExitCode.Invalid, "0 models, 1 error, 0 warnings\n"), (run.Code, run.Error));
        Assert.Contains("mine.yaml(5,11): error NGPT093: ", run.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, (await Run.Of("validate", path, "--fix")).Code);
        Assert.Equal(OwnFiles.Model, await File.ReadAllTextAsync(Path.Combine(own.Path, "mine.yaml"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Validate_OwnProviderFile_AddsSourcesToTheBuiltInOne()
    {
        using var own = new OwnFiles();
        own.Write("provider.yaml", "id: nanogpt\nsources: { notes: { title: My notes } }\n");
        own.Write("mine.yaml", OwnFiles.Model + "sources: [notes, guide-2026-02]\n");
        Assert.Equal((ExitCode.Ok, "", "1 model, 0 errors, 0 warnings\n"), await ResultAsync(own.Path));
    }

    [Fact]
    public async Task ModelsShow_OwnModel_IsFoundBesideTheBuiltInOnes()
    {
        using var own = new OwnFiles();
        own.Write("mine.yaml", OwnFiles.Model);
        Assert.Contains("MineRequest", (await Run.Of("models", "show", "mine", "-d", own.Path)).Output, StringComparison.Ordinal);
        Assert.Contains("Sora2Request", (await Run.Of("models", "show", "sora-2", "-d", own.Path)).Output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> ResultAsync(string path)
    {
        var run = await Run.Of("validate", path);
        return (run.Code, run.Output, run.Error);
    }

    [Fact]
    public async Task Validate_SeveralDirectories_AreCheckedTogether()
    {
        using var one = new SmallDirectory();
        using var two = new SmallDirectory();
        Assert.Equal("4 models, 0 errors, 0 warnings\n", (await Run.Of("validate", one.Path, two.Path)).Error);
    }

    [Fact]
    public async Task Validate_SameDirectoryTwice_IsCheckedOnce()
    {
        using var directory = new SmallDirectory();
        Assert.Equal("2 models, 0 errors, 0 warnings\n", (await Run.Of("validate", directory.Path, directory.Path)).Error);
    }

    [Fact]
    public async Task Validate_UnreadableFile_ChecksTheOtherDirectories()
    {
        using var one = new SmallDirectory();
        using var two = new SmallDirectory();
        var file = Path.Combine(one.Path, "test", "models", "latin.yaml");
        await File.WriteAllBytesAsync(file, [0xE9], TestContext.Current.CancellationToken);
        var run = await Run.Of("validate", one.Path, two.Path);
        Assert.Equal("2 models, 1 error, 0 warnings\n", run.Error);
    }

    [Fact]
    public async Task Validate_JsonAndSarif_IsAUsageError() =>
        Assert.Equal(
            (ExitCode.Usage, "nanogpt: --json and --sarif are mutually exclusive.\nSee 'nanogpt validate --help'.\n"),
            await Run.Of("validate", "--json", "--sarif") switch { var run => (run.Code, run.Error) });
}
