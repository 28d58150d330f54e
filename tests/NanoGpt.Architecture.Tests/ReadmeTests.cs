using System.Text.RegularExpressions;

namespace NanoGpt.Architecture.Tests;

/// <summary>Checks that the files, projects, tests and rules that the README names exist.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void Readme_FolderMap_NamesOnlyWhatExists()
    {
        var map = FolderMap().Match(Repository.Read("README.md")).Groups["map"].Value;
        var paths = map.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).ToList();

        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), $"README names {path}, which is not there."));
    }

    [Fact]
    public void Readme_FolderMap_NamesEveryProject()
    {
        var map = FolderMap().Match(Repository.Read("README.md")).Groups["map"].Value;

        Assert.All(
            Repository.Files("*.csproj").Select(file => Path.GetDirectoryName(file)!.Replace('\\', '/')),
            folder => Assert.Contains(folder, map, StringComparison.Ordinal));
    }

    [Fact]
    public void Solution_Projects_AreAllListed()
    {
        var solution = Repository.Read("NanoGpt.Codegen.sln").Replace('\\', '/');

        Assert.All(Repository.Files("*.csproj"), project => Assert.Contains(project, solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Readme_Promises_NameExistingTests()
    {
        var sources = string.Concat(Repository.Files("*.cs").Where(file => file.StartsWith("tests/", StringComparison.Ordinal)).Select(Repository.Read));
        var tests = PromisedTest().Matches(Repository.Read("README.md")).Select(match => match.Groups["test"].Value).ToList();

        Assert.NotEmpty(tests);
        Assert.All(tests, test => Assert.True(
            Regex.IsMatch(sources, $@"\b(class|void|Task) {Regex.Escape(test)}\b"), $"README names the test {test}, which is not there."));
    }

    [Fact]
    public void Readme_RuleTable_EqualsTheReleases()
    {
        var rows = ReleaseRow().Matches(Repository.Read("analyzers/NanoGpt.Analyzers/AnalyzerReleases.Shipped.md") + Repository.Read("analyzers/NanoGpt.Analyzers/AnalyzerReleases.Unshipped.md"))
            .Select(row => $"| [{row.Groups["id"]}](analyzers/rules/{row.Groups["id"]}.md) | {row.Groups["family"].Value.ToLowerInvariant()} | {row.Groups["severity"].Value.ToLowerInvariant()} | {row.Groups["title"]} |")
            .ToList();

        Assert.NotEmpty(rows);
        Assert.Equal(rows, Repository.Read("README.md").Split('\n').Where(line => line.StartsWith("| [NGPT", StringComparison.Ordinal)));
    }

    [Fact]
    public void Readme_Links_AreResolved() =>
        Assert.All(
            Repository.Files("*.md"),
            file => Assert.All(
                RelativeLink().Matches(Repository.Read(file)).Select(match => match.Groups["path"].Value),
                path => Assert.True(
                    Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, path)), $"{file} links to {path}, which is not there.")));

    [GeneratedRegex(@"<!-- map -->\n```\n(?<map>.*?)```", RegexOptions.Singleline)]
    private static partial Regex FolderMap();

    [GeneratedRegex(@"\[test: `(?<test>\w+)`\]")]
    private static partial Regex PromisedTest();

    [GeneratedRegex(@"^(?<id>NGPT\d+) \| NanoGpt\.(?<family>\w+) \| (?<severity>\w+) \| (?<title>.*)$", RegexOptions.Multiline)]
    private static partial Regex ReleaseRow();

    [GeneratedRegex(@"\]\((?!https?://|#)(?<path>[^)#\s]+)[^)]*\)")]
    private static partial Regex RelativeLink();
}
