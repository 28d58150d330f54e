using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests;

public class OutputTests
{
    private const char Escape = '\u001b';

    public static TheoryData<string> Commands =>
    [
        "models list", "models show sora-2", "models list --json", "export", "export -f markdown", "export -f openapi", "schema model", "--help",
        "validate none",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Output_Pipe_IsPlainText(string command)
    {
        var run = await Run.Of(command.Split(' '));
        Assert.DoesNotContain(Escape, run.Output);
        Assert.DoesNotContain(Escape, run.Error);
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("CI", "true")]
    [InlineData("TERM", "dumb")]
    public async Task Output_TerminalWithPlainTextVariable_IsPlainText(string variable, string value)
    {
        var run = await Run.In(isTerminal: true, name => name == variable ? value : null, "models", "list");
        Assert.DoesNotContain(Escape, run.Output);
        Assert.DoesNotContain('│', run.Output);
    }

    [Fact]
    public async Task Output_Terminal_HasAFrame() =>
        Assert.Contains('│', (await Run.In(isTerminal: true, _ => null, "models", "list")).Output);

    [Fact]
    public async Task Output_LongLinesInAPipe_AreNotWrapped()
    {
        var lines = (await Run.Of("models", "list")).Output.TrimEnd().Split('\n');
        Assert.Equal(1 + (await Run.Of("models", "list", "--json")).Json["models"]!.AsArray().Count, lines.Length);
    }
}
