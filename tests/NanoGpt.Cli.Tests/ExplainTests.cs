using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests;

public class ExplainTests
{
    [Theory]
    [InlineData("NGPT120")]
    [InlineData("ngpt120")]
    [InlineData("120")]
    public async Task Explain_Rule_ShowsItsPage(string id) =>
        Assert.StartsWith("# NGPT120: ", (await Run.Of("explain", id)).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Explain_AllRules_ListsEveryPageWithItsTitle()
    {
        var rules = (await Run.Of("explain", "--json")).Json["rules"]!.AsArray();
        Assert.All(["NGPT001", "NGPT050", "NGPT101", "NGPT171"], id => Assert.Contains(rules, rule => (string?)rule!["id"] == id));
        Assert.All(rules, rule => Assert.NotEqual("", (string?)rule!["title"]));
        Assert.Equal(rules.Count, (await Run.Of("explain")).Output.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task Explain_UnknownRule_IsAUsageError()
    {
        var run = await Run.Of("explain", "NGPT999");
        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
    }
}
