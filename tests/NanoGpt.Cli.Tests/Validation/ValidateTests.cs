using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests.Validation;

public class ValidateTests
{
    [Fact]
    public async Task Good_directory_is_silent_on_the_data_side()
    {
        using var directory = new SmallDirectory();
        var run = await Run.Of("validate", directory.Path);
        Assert.Equal((ExitCode.Ok, ""), (run.Code, run.Output));
        Assert.Equal("2 models, 0 errors, 0 warnings\n", run.Error);
    }

    [Fact]
    public async Task Broken_directory_is_told_with_file_line_and_column()
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
    public async Task Json_has_the_same_positions()
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
    public async Task Bytes_that_are_not_utf8_are_told_like_any_other_error()
    {
        using var directory = new SmallDirectory();
        await File.WriteAllBytesAsync(
            Path.Combine(directory.Path, "test", "models", "latin.yaml"), [.. "id: latin\ntitle: "u8, 0xE9], TestContext.Current.CancellationToken);
        var run = await Run.Of("validate", directory.Path);
        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.EndsWith("latin.yaml(2,8): error NGPT016: The file is not UTF-8.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_directories_are_checked_in_one_run()
    {
        using var one = new SmallDirectory();
        using var two = new SmallDirectory();
        Assert.Equal("4 models, 0 errors, 0 warnings\n", (await Run.Of("validate", one.Path, two.Path)).Error);
    }

    [Fact]
    public async Task Directory_given_twice_is_checked_once()
    {
        using var directory = new SmallDirectory();
        Assert.Equal("2 models, 0 errors, 0 warnings\n", (await Run.Of("validate", directory.Path, directory.Path)).Error);
    }

    [Fact]
    public async Task Unreadable_file_leaves_the_other_directories_checked()
    {
        using var one = new SmallDirectory();
        using var two = new SmallDirectory();
        var file = Path.Combine(one.Path, "test", "models", "latin.yaml");
        await File.WriteAllBytesAsync(file, [0xE9], TestContext.Current.CancellationToken);
        var run = await Run.Of("validate", one.Path, two.Path);
        Assert.Equal("2 models, 1 error, 0 warnings\n", run.Error);
    }

    [Fact]
    public async Task One_form_at_a_time() =>
        Assert.Equal(
            (ExitCode.Usage, "nanogpt: --json and --sarif exclude each other.\nSee 'nanogpt validate --help'.\n"),
            await Run.Of("validate", "--json", "--sarif") switch { var run => (run.Code, run.Error) });
}
