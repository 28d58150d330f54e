using System.CommandLine;
using System.Text.RegularExpressions;
using NanoGpt.Cli.Help;
using NanoGpt.Cli.Output;
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
    public async Task Run_InvalidCommandLine_IsAUsageErrorWithoutOutput(params string[] args)
    {
        var run = await Run.Of(args);
        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
        Assert.Contains("nanogpt: ", run.Error, StringComparison.Ordinal);
        Assert.EndsWith(" --help'.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NumberOutOfRange_NamesTheOptionAndItsRange()
    {
        var messages = CommandDocument.Walk("", Root())
            .SelectMany(static entry => entry.Command.Options.Where(IsNumber).Select(option => (entry.Path, Option: option)))
            .Select(static entry => Root().Parse($"{entry.Path} {entry.Option.Name} -1").Errors.Select(static error => error.Message)
                .FirstOrDefault(message => message.StartsWith($"{entry.Option.Name} must be ", StringComparison.Ordinal))
                ?? $"{entry.Path} {entry.Option.Name} accepts -1")
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(
            [
                "--allow-removals must be 0 or more.",
                "--allow-unknown-price must be 0 or more.",
                "--balance must be 0 to 1000000000.",
                "--budget must be 0 or more.",
                "--budget-per-day must be 0 or more.",
                "--http must be 0 to 65535.",
                "--limit must be 1 to 50.",
                "--max-cost must be 0 or more.",
                "--max-cost-per-job must be 0 or more.",
                "--max-price must be 0 or more.",
                "--parallel must be 1 to 100.",
                "--poll must be 0.1 to 3600 seconds.",
                "--port must be 0 to 65535.",
                "--timeout must be 0.001 to 1000000 seconds.",
            ],
            messages);
        static bool IsNumber(Option option) =>
            Nullable.GetUnderlyingType(option.ValueType) is var type && (type ?? option.ValueType) is { IsPrimitive: true } or { Name: "Decimal" }
            && (type ?? option.ValueType) != typeof(bool);
    }

    [Fact]
    public async Task Error_InvalidCommandLine_NamesTheHelpOfTheCommand()
    {
        Assert.EndsWith("See 'nanogpt models show --help'.\n", (await Run.Of("models", "show")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData]
    public async Task Help_Root_ListsEveryCommand(params string[] args)
    {
        var run = await Run.Of(args);
        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("nanogpt [command] [options]", run.Output, StringComparison.Ordinal);
        Assert.All(["validate", "models", "export", "emit", "schema", "serve"], command => Assert.Contains($"\n  {command} ", run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_Command_EndsWithExamplesAndExitCodes()
    {
        var help = (await Run.Of("run", "--help")).Output;
        Assert.Contains("Examples:\n  nanogpt run sora-2 prompt=\"A tram\" ", help, StringComparison.Ordinal);
        Assert.Contains("Exit codes:\n  0    The command succeeded.\n", help, StringComparison.Ordinal);
        Assert.Contains("\n  9    The job has not ended yet; it continues.\n", help, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_EveryCommand_HasExamplesThatParse()
    {
        var commands = CommandDocument.Walk("", Root()).ToList();
        Assert.True(commands.Count > 20);
        foreach (var (path, _) in commands)
        {
            Assert.NotEmpty(CommandExamples.Of(path));
            foreach (var example in CommandExamples.Of(path))
            {
                var line = Regex.Match(example, @"nanogpt ([^>)]*)").Groups[1].Value.Replace("'", "", StringComparison.Ordinal);
                var parsed = Root().Parse(line);
                Assert.True(parsed.Errors.Count == 0, $"{example}: {string.Join(' ', parsed.Errors.Select(error => error.Message))}");
                Assert.Equal(path, CommandPath.Of(parsed.CommandResult));
            }
        }
    }

    [Fact]
    public void Document_Commands_EqualsTheFile()
    {
        var text = CommandDocument.Create(Root());
        var file = Repository.PathOf("docs/cli.md");
        if (!File.Exists(file) || File.ReadAllText(file) != text)
        {
            var written = Repository.PathOf("artifacts/cli.md");
            File.WriteAllText(written, text);
            Assert.Fail($"docs/cli.md is not up to date: copy {written}.");
        }
    }

    [Fact]
    public void ExitCodes_EveryConstant_HasAText() => Assert.Equal(
        typeof(ExitCode).GetFields().Select(field => (int)field.GetValue(null)!).Order(), ExitCodeTexts.All.Select(one => one.Code));

    private static Command Root() => NanoGptCommand.Root(new CommandHost(TextWriter.Null, TextWriter.Null), "");

    [Fact]
    public async Task Version_Option_WritesTheVersionOfTheTool()
    {
        var run = await Run.Of("--version");
        Assert.Equal((ExitCode.Ok, $"{NanoGptCommand.Version}\n"), (run.Code, run.Output));
        Assert.Matches(@"^\d+\.\d+\.\d+(-[\w.]+)?$", NanoGptCommand.Version);
    }
}
