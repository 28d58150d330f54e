using System.Text.RegularExpressions;

namespace NanoGpt.Architecture.Tests;

/// <summary>Checks that the files, projects, tests and rules that the documents name exist.</summary>
public sealed partial class DocumentTests
{
    private const string Pages = "https://github.com/nanogpt-codegen/NanoGpt.Codegen/blob/main/";

    [Fact]
    public void Readme_BeforeTheReference_FitsTwoScreens()
    {
        var lines = Repository.Read("README.md").Split('\n');

        Assert.InRange(Array.IndexOf(lines, "# Reference"), 1, 100);
    }

    [Fact]
    public void Readme_Links_AreAbsolute() =>
        Assert.Empty(RelativeLink().Matches(Repository.Read("README.md")).Select(match => match.Value));   // it is packed

    [Fact]
    public void Contributing_Map_ListsExistingPathsAndEveryProject()
    {
        var map = Section("CONTRIBUTING.md", FolderMap()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).ToList();

        Assert.NotEmpty(map);
        Assert.All(map, AssertExists);
        Assert.All(Repository.Files("*.csproj").Select(file => Path.GetDirectoryName(file)!.Replace('\\', '/')), folder =>
            Assert.Contains(map, path => folder == path || (path == "samples/templates" && folder.StartsWith(path, StringComparison.Ordinal))));
    }

    [Fact]
    public void Contributing_WalkOfOneValue_HasAtMost25Files()
    {
        var files = CodeSpan().Matches(Section("CONTRIBUTING.md", Walk())).Select(match => match.Groups["text"].Value)
            .Where(text => text.Contains('/')).ToList();

        Assert.InRange(files.Count, 10, 25);
        Assert.All(files, AssertExists);
    }

    [Fact]
    public void Contributing_FilesThatDecide_Exist()
    {
        var files = Repository.Read("CONTRIBUTING.md").Split('\n').Where(line => line.StartsWith('|'))
            .SelectMany(line => CodeSpan().Matches(line)).Select(match => match.Groups["text"].Value).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, AssertExists);
    }

    [Fact]
    public void Solution_Projects_AreAllListed()
    {
        var solution = Repository.Read("NanoGpt.Codegen.sln").Replace('\\', '/');

        Assert.All(Repository.Files("*.csproj"), project => Assert.Contains(project, solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Guarantees_Tests_Exist()
    {
        var sources = string.Concat(Repository.Files("*.cs", "tests").Select(Repository.Read));
        var tests = GuaranteeTest().Matches(Repository.Read("docs/guarantees.md")).Select(match => match.Groups["test"].Value).ToList();

        Assert.NotEmpty(tests);
        Assert.All(tests, test => Assert.True(
            Regex.IsMatch(sources, $@"\b(class|void|Task) {Regex.Escape(test)}\b"), $"docs/guarantees.md names the missing test {test}."));
    }

    [Fact]
    public void Rules_Table_EqualsTheReleases()
    {
        const string Releases = "analyzers/NanoGpt.Analyzers/AnalyzerReleases.";
        var rows = ReleaseRow().Matches(Repository.Read(Releases + "Shipped.md") + Repository.Read(Releases + "Unshipped.md"))
            .Select(row => row.Groups)
            .Select(row => $"| [{row["id"]}](../analyzers/rules/{row["id"]}.md) | {row["category"].Value.ToLowerInvariant()} "
                + $"| {row["severity"].Value.ToLowerInvariant()} | {row["title"]} |")
            .ToList();

        Assert.NotEmpty(rows);
        Assert.Contains($"[{rows.Count} rules](", Repository.Read("README.md"), StringComparison.Ordinal);
        Assert.Equal(rows, Repository.Read("docs/rules.md").Split('\n').Where(line => line.StartsWith("| [NGPT", StringComparison.Ordinal)));
    }

    [Fact]
    public void Documents_Links_LeadToFiles() =>
        Assert.All(Repository.Files("*.md"), file =>
        {
            var text = Repository.Read(file);
            var paths = RelativeLink().Matches(text).Select(match => Path.Combine(Path.GetDirectoryName(file)!, match.Groups["path"].Value))
                .Concat(OwnLink().Matches(text).Select(match => match.Groups["path"].Value));
            Assert.All(paths, path => Assert.True(Path.Exists(Repository.PathOf(path)), $"{file} links to the missing file {path}."));
        });

    private static string Section(string file, Regex section) => section.Match(Repository.Read(file)).Groups["text"].Value;

    private static void AssertExists(string path) => Assert.True(Path.Exists(Repository.PathOf(path)), $"CONTRIBUTING.md names the missing path {path}.");

    [GeneratedRegex(@"<!-- map -->\n```\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex FolderMap();

    [GeneratedRegex(@"<!-- walk -->\n(?<text>.*?)<!-- end of walk -->", RegexOptions.Singleline)]
    private static partial Regex Walk();

    [GeneratedRegex(@"`(?<text>[^`\n]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\[test: `(?<test>\w+)`\]")]
    private static partial Regex GuaranteeTest();

    [GeneratedRegex(@"^(?<id>NGPT\d+) \| NanoGpt\.(?<category>\w+) \| (?<severity>\w+) \| (?<title>.*)$", RegexOptions.Multiline)]
    private static partial Regex ReleaseRow();

    [GeneratedRegex(@"\]\((?!https?://|#)(?<path>[^)#\s]+)[^)]*\)")]
    private static partial Regex RelativeLink();

    [GeneratedRegex(Pages + @"(?<path>[^)#\s""]+)")]
    private static partial Regex OwnLink();
}
