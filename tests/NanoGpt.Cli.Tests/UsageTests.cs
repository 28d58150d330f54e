using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests;

public class UsageTests
{
    [Theory]
    [InlineData("serve", "--bad")]
    [InlineData("no-such-command")]
    [InlineData("export", "--format", "xml")]
    [InlineData("serve", "--port", "many")]
    [InlineData("serve", "--port", "70000")]
    [InlineData("models")]
    [InlineData("models", "show")]
    [InlineData("emit")]
    [InlineData("schema")]
    [InlineData]
    public async Task Run_InvalidCommandLine_IsAUsageErrorWithoutOutput(params string[] args)
    {
        var run = await Run.Of(args);
        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
        Assert.Contains("nanogpt: ", run.Error, StringComparison.Ordinal);
        Assert.EndsWith(" --help'.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_InvalidCommandLine_NamesTheHelpOfTheCommand()
    {
        Assert.EndsWith("See 'nanogpt models show --help'.\n", (await Run.Of("models", "show")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_Root_ListsEveryCommand(string option)
    {
        var run = await Run.Of(option);
        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("nanogpt [command] [options]", run.Output, StringComparison.Ordinal);
        Assert.All(["validate", "models", "export", "emit", "schema", "serve"], command => Assert.Contains($"\n  {command} ", run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Version_Option_WritesTheVersionOfTheTool()
    {
        var run = await Run.Of("--version");
        Assert.Equal((ExitCode.Ok, $"{NanoGptCommand.Version}\n"), (run.Code, run.Output));
        Assert.Matches(@"^\d+\.\d+\.\d+(-[\w.]+)?$", NanoGptCommand.Version);
    }
}
