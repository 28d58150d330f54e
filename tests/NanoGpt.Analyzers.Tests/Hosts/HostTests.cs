namespace NanoGpt.Analyzers.Tests.Hosts;

/// <summary>
/// The examples of all rule pages have the same findings in each compiler that loads the analyzers. A failing test writes the findings to
/// artifacts/RuleExamples.txt. The hosts hold a compiler each, so they run one by one, when nothing else does.
/// </summary>
[Collection(nameof(HostTests))]
[CollectionDefinition(nameof(HostTests), DisableParallelization = true)]
public class HostTests
{
    [Theory]
    [InlineData("4.8.0")]
    [InlineData("4.14.0")]
    [InlineData("5.0.0")]
    [InlineData(CompilerHost.OfTheSdk)]
    public async Task Analyzers_RuleExamples_AreReportedByEachCompiler(string compiler)
    {
        if (compiler != CompilerHost.OfTheSdk)
        {
            TestDepth.SkipUnlessAll();
        }

        var host = new CompilerHost(compiler);
        Assert.StartsWith(compiler == CompilerHost.OfTheSdk ? "" : compiler, host.Version, StringComparison.Ordinal);
        var programs = RuleExamples.All.SelectMany(static example => example.Programs.Select(program => (Example: example, program.Name, program.Source))).ToList();

        var found = host.Run([.. programs.Select(static program => program.Source + RuleExamples.Support)]);

        var reports = programs.Zip(found).SelectMany(static pair => pair.Second
            .Where(report => !pair.First.Example.Ignores(report.Split(' ')[0])).Select(report => $"{pair.First.Name}: {report}")).ToList();
        if (!reports.SequenceEqual(RuleExamples.Reports))
        {
            await File.WriteAllLinesAsync(Repository.PathOf("artifacts/RuleExamples.txt"), reports, TestContext.Current.CancellationToken);
        }

        Assert.Equal(RuleExamples.Reports, reports);
    }
}
