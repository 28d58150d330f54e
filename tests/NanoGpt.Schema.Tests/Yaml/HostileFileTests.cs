using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Tests.Issues;
using NanoGpt.Schema.Tests.Kit;

namespace NanoGpt.Schema.Tests.Yaml;

/// <summary>
/// Tests hostile files. Traits name the rows of the reliability list. The cost of a file is bounded by what is read of it.
/// </summary>
public sealed class HostileFileTests
{
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [Trait("Row", "Y01")]
    [InlineData("[", 1_000, "NGPT002")]
    [InlineData("[", 100_000, "NGPT002")]
    [InlineData("[\n", 500_000, "NGPT002")]
    [InlineData("{a: ", 1_000, "NGPT002")]
    [InlineData("- ", 1_000, "NGPT002")]
    [InlineData("{ ", 500_000, "NGPT015")]
    [InlineData("? ", 500_000, "NGPT015")]
    [InlineData("? [", 100_000, "NGPT015")]
    public void Read_EndlessNesting_GivesOneIssue(string part, int count, string id) => AssertOnly(id, Repeat(part, count));

    [Fact]
    [Trait("Row", "Y01")]
    public void Read_NestingAtTheDepthCap_IsAccepted()
    {
        Assert.Empty(Load.Text(ReaderCases.Nested(31)).Issues);
        Assert.Equal(["NGPT002"], Load.Text(ReaderCases.Nested(32)).Issues.Select(issue => issue.Rule.Id));
    }

    [Theory]
    [Trait("Row", "Y02")]
    [InlineData("[],")]
    [InlineData("{},")]
    [InlineData("a: b,")]
    [InlineData("1,")]
    public void Read_TokensOverTheCap_GiveOneIssue(string part) => AssertOnly("NGPT003", "a: [" + Repeat(part, 100_000) + "]");

    [Fact]
    [Trait("Row", "Y03")]
    public void Read_Anchors_AreRefusedAndNotExpanded()
    {
        var bomb = "a: &a [x, x]\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"b{i}: &b{i} [*a, *a, *a]\n"));
        var parsed = Load.Text(bomb);
        Assert.All(parsed.Issues, issue => Assert.Equal("NGPT007", issue.Rule.Id));
        Assert.Equal(21 + (20 * 3), parsed.Issues.Count);
    }

    [Fact]
    [Trait("Row", "Y04")]
    public void Read_AliasToItself_IsRefused() => AssertOnly("NGPT007", "a: &a [*a]");

    [Fact]
    [Trait("Row", "Y05")]
    public void Read_DuplicateKey_KeepsTheFirstAndNamesBoth()
    {
        var parsed = Load.Text("title: One\nsummary: x\n\"title\": Two\n");
        var issue = Assert.Single(parsed.Issues);
        Assert.Equal("NGPT010", issue.Rule.Id);
        Assert.Equal((2, 0), (issue.Span.Line, issue.Span.Column));
        Assert.Contains("(1,1)", issue.Message, StringComparison.Ordinal);
        Assert.Equal("One", Assert.IsType<NanoGpt.Schema.Yaml.YamlScalar>(parsed.Root!["title"]).Text);
    }

    [Fact]
    [Trait("Row", "Y05")]
    public void Read_DuplicateKeyAmongThousands_IsReported()
    {
        var many = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"key{i}: 1\n"));
        AssertOnly("NGPT010", many + "key4711: 2\n");
        Assert.Empty(Load.Text(many).Issues);
    }

    [Fact]
    [Trait("Row", "Y06")]
    public void Read_MergeKey_IsRefusedUnlessQuoted()
    {
        AssertOnly("NGPT009", "<<: { a: 1 }\n");
        Assert.Empty(Load.Text("\"<<\": 1\n").Issues);
    }

    [Theory]
    [Trait("Row", "Y07")]
    [InlineData("a: !!python/object/apply:os.system [ls]")]
    [InlineData("a: !System.IO.FileInfo x")]
    [InlineData("a: !!binary aGVsbG8=")]
    [InlineData("a: ! x")]
    [InlineData("!!map { a: 1 }")]
    public void Read_Tags_AreRefused(string text) => AssertOnly("NGPT008", text);

    [Theory]
    [Trait("Row", "Y08")]
    [InlineData("a:\n\t- b")]
    [InlineData("\ta: b")]
    [InlineData("a:\n  b: 1\n \tc: 2")]
    [InlineData("a: b\n\t\nc: d")]
    public void Read_TabIndentation_IsRefused(string text) => AssertOnly("NGPT005", text);

    [Theory]
    [Trait("Row", "Y08")]
    [InlineData("a: b\t# comment")]
    [InlineData("a: \"x\ty\"")]
    public void Read_TabOutsideIndentation_IsAccepted(string text) => Assert.Empty(Load.Text(text).Issues);

    [Theory]
    [Trait("Row", "Y09")]
    [InlineData("no")]
    [InlineData("No")]
    [InlineData("off")]
    [InlineData("on")]
    [InlineData("y")]
    [InlineData("Y")]
    [InlineData("true")]
    [InlineData("16:9")]
    [InlineData("9:16")]
    [InlineData("190:20:30")]
    [InlineData("1e3")]
    [InlineData("1E+3")]
    [InlineData("1.5e-3")]
    [InlineData("010")]
    [InlineData("0o10")]
    [InlineData("0x1F")]
    [InlineData("0b11")]
    [InlineData("1_000")]
    [InlineData("2026-01-01")]
    [InlineData("2026-01-01T10:00:00")]
    [InlineData("5")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData("720")]
    [InlineData("5.")]
    [InlineData(".5")]
    [InlineData("1.5")]
    [InlineData(".inf")]
    [InlineData("-.INF")]
    [InlineData(".nan")]
    [InlineData("=")]
    public void Load_AmbiguousBareWord_IsReportedWithQuotesSuggested(string word)
    {
        var issue = Assert.Single(Load.Model($"notes: [x, {word}]").Issues);
        Assert.Equal("NGPT023", issue.Rule.Id);
        Assert.Equal($"\"{word}\"", issue.Suggestion);
        Assert.Empty(Load.Model($"notes: [x, \"{word}\"]").Issues);
    }

    [Theory]
    [Trait("Row", "Y09")]
    [InlineData("720p")]
    [InlineData("1792x1024")]
    [InlineData("text-to-video")]
    [InlineData("5s")]
    [InlineData("2k")]
    [InlineData("none")]
    [InlineData("yes, please")]
    [InlineData("1.0.0")]
    [InlineData("-")]
    [InlineData("nope")]
    [InlineData("0xyz")]
    [InlineData("1e")]
    [InlineData("16:9 or 9:16")]
    [InlineData("1-2-3-4")]
    public void Load_UnambiguousBareWord_IsAccepted(string word) =>
        Assert.DoesNotContain("NGPT023", Load.Model($"notes:\n  - {word}\n").Issues.Where(_ => word is not "-" and not "1.0.0").Select(issue => issue.Rule.Id));

    [Theory]
    [Trait("Row", "Y10")]
    [InlineData("", "NGPT012")]
    [InlineData("\n\n", "NGPT012")]
    [InlineData("# only\n# comments\n", "NGPT012")]
    [InlineData("---\n", "NGPT012")]
    [InlineData("null", "NGPT012")]
    [InlineData("~", "NGPT012")]
    [InlineData("%YAML 1.2\n---\n...\n", "NGPT012")]
    [InlineData("a: 1\n---\nb: 2", "NGPT011")]
    [InlineData("a: 1\n--- \n...\n", "NGPT011")]
    [InlineData("[]", "NGPT013")]
    [InlineData("- a", "NGPT013")]
    [InlineData("text", "NGPT013")]
    [InlineData("\"\"", "NGPT013")]
    [InlineData("5", "NGPT013")]
    public void Read_NotASingleMapping_IsRefused(string text, string id) => AssertOnly(id, text);

    [Theory]
    [Trait("Row", "Y11")]
    [InlineData("a: [1, 2")]
    [InlineData("a: [1, 2\nb: c")]
    [InlineData("a: {b: c")]
    [InlineData("a: \"open")]
    [InlineData("a: 'open")]
    [InlineData("a: b: c")]
    [InlineData("a:\n - b\n c: d")]
    [InlineData("a: b\n  c: d")]
    [InlineData("@a: 1")]
    [InlineData("a: `x`")]
    [InlineData("{a: b}}")]
    [InlineData("a: \"\\q\"")]
    [InlineData("a: \"\\U0011FFFF\"")]
    [InlineData("a: \"\\ud800\"")]
    [InlineData("%YAML 9.9\n---\na: 1")]
    [InlineData("- a\nb: c")]
    public void Read_BrokenSyntax_GivesOneIssueInsideTheText(string text)
    {
        var issue = Assert.Single(Load.Text(text).Issues);
        Assert.True(issue.Rule.Id is "NGPT006" or "NGPT004", issue.Rule.Id);
        Assert.InRange(issue.Span.End, 0, text.Length);
    }

    [Fact]
    [Trait("Row", "Y11")]
    public void Read_UndefinedAlias_IsRefused() => AssertOnly("NGPT007", "a: *nope");

    [Theory]
    [Trait("Row", "Y12")]
    [InlineData('\0')]
    [InlineData('\u0007')]
    [InlineData('\u007f')]
    [InlineData('\u0085')]
    [InlineData('\u200b')]
    [InlineData('\u200d')]
    [InlineData('\u200f')]
    [InlineData('\u2028')]
    [InlineData('\u202a')]
    [InlineData('\u202e')]
    [InlineData('\u2066')]
    [InlineData('\u2069')]
    [InlineData('\u2060')]
    [InlineData('\ufeff')]
    [InlineData('\ud800')]
    [InlineData('\udc00')]
    public void Read_InvisibleOrBidirectionalCharacter_IsRefused(char c)
    {
        foreach (var text in new[] { $"a: b{c}c", $"a: \"b{c}\"", $"# {c}\na: b", $"a{c}: b" })
        {
            var issue = Assert.Single(Load.Text(text).Issues);
            Assert.Equal(("NGPT004", text.IndexOf(c, StringComparison.Ordinal), 1), (issue.Rule.Id, issue.Span.Start, issue.Span.Length));
        }
    }

    [Theory]
    [Trait("Row", "Y12")]
    [InlineData("a: \"\\u202e\"")]
    [InlineData("a: \"\\0\"")]
    [InlineData("a: \"\\u200b\"")]
    [InlineData("\"a\\u2066\": b")]
    public void Read_EscapedInvisibleCharacter_IsRefused(string text) => AssertOnly("NGPT004", text);

    [Fact]
    [Trait("Row", "Y12")]
    public void Load_NoBreakSpaceInAKey_IsEscapedInTheMessage()
    {
        var issue = Load.Model("title\u00a0: x").Issues[0];
        Assert.Equal("NGPT020", issue.Rule.Id);
        Assert.Contains("title\\u00a0", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Row", "Y12")]
    [InlineData("title: 日本語 ünï 🎬")]
    [InlineData("\ufefftitle: x")]
    public void Read_OtherScriptsAndByteOrderMark_AreAccepted(string text) => Assert.Empty(Load.Text(text).Issues);

    [Fact]
    [Trait("Row", "Y13")]
    public void Read_InvalidUtf8_GivesOneIssue() => AssertOnly("NGPT016", "a: caf\ufffd th\ufffd");

    [Fact]
    [Trait("Row", "Y14")]
    public void Load_AnyLineEndings_GiveTheSameModel()
    {
        var text = Sample.CompleteModel("title: Two\nsummary: |\n  One line.\n  Another.\nnotes: [a]\n");
        var (lf, crlf, cr) = (Model("\n"), Model("\r\n"), Model("\r"));
        Assert.Equal(lf, crlf);
        Assert.Equal(lf, cr);

        NanoGpt.Schema.Model.ModelDefinition Model(string end) => Assert.Single(Load.Files(
            [Sample.ProviderFile(), Sample.FieldsFile(), Sample.ModelFile(text.Replace("\n", end, StringComparison.Ordinal))]).Models);
    }

    [Fact]
    [Trait("Row", "Y15")]
    public void Read_SizeOverTheCap_IsRefused()
    {
        AssertOnly("NGPT001", "a: " + new string('x', Megabyte));
        AssertOnly("NGPT003", string.Concat(Enumerable.Range(0, 90_000).Select(i => $"k{i}: v\n")));
        AssertOnly("NGPT014", "a: " + new string('x', Megabyte - 10));
        AssertOnly("NGPT014", "a: >\n" + Repeat(" x\n", 300_000));
        Assert.Empty(Load.Text("a: 1\n" + new string('\n', Megabyte - 10)).Issues);
    }

    [Fact]
    [Trait("Row", "Y15")]
    public void Read_ThousandsOfDuplicateKeys_AreReportedUpToTheCap() =>
        Assert.InRange(Load.Text(Repeat("a: 1\n", 5_000)).Issues.Count, 1, 200);

    [Theory]
    [Trait("Row", "Y16")]
    [InlineData("inputs:\n  num_frames: { mix: 5 }", "did you mean 'min'?")]
    [InlineData("inputs:\n  resolution: { disputed: [\"580p\"] }", "did you mean '480p'?")]
    public void Load_WordNearTwoOthers_IsExplainedWithoutSuggestion(string text, string hint)
    {
        var issue = Load.Model(text).Issues[0];
        Assert.Contains(hint, issue.Message, StringComparison.Ordinal);
        Assert.Equal(hint.Contains("min", StringComparison.Ordinal), issue.Suggestion is null);
    }

    [Fact]
    [Trait("Row", "Y16")]
    public void Load_MisspelledKey_SuggestsTheRightOne()
    {
        var issue = Assert.Single(Load.Model("inputs:\n  promt:").Issues);
        Assert.Equal(("NGPT093", "prompt"), (issue.Rule.Id, issue.Suggestion));
        Assert.Contains("did you mean 'prompt'?", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "Y17")]
    public void Load_EveryKeyWithEveryKindOfValue_DoesNotThrow()
    {
        string[] values = ["[]", "{}", "[[a]]", "[{a: b}]", "{a: [b]}", "~", "5", "\"\"", "x", "true", "1e400", "[~]", "{a: }", "- 1"];
        foreach (var key in NanoGpt.Schema.Format.Keys.Model.Keys)
        {
            foreach (var value in values)
            {
                Assert.NotNull(Load.Files([Sample.ProviderFile(), Sample.FieldsFile(), Sample.ModelFile(Sample.CompleteModel($"{key.Name}: {value}"))]));
            }
        }

        foreach (var key in NanoGpt.Schema.Format.Keys.Field.Keys)
        {
            foreach (var value in values)
            {
                Assert.NotNull(Load.Model($"inputs: {{ style: {{ {key.Name}: {value} }}, num_frames: {{ {key.Name}: {value} }}, image: {{ {key.Name}: {value} }} }}"));
                Assert.NotNull(Load.Files([Sample.ProviderFile(), Sample.FieldsFile($"prompt: {{ type: string, {key.Name}: {value} }}\nsize: {{ {key.Name}: {value} }}"), Sample.ModelFile(Sample.CompleteModel(""))]));
            }
        }

        foreach (var key in NanoGpt.Schema.Format.Keys.Rule.Keys.Concat(NanoGpt.Schema.Format.Keys.Pricing.Keys).Concat(NanoGpt.Schema.Format.Keys.Base.Keys))
        {
            foreach (var value in values)
            {
                Assert.NotNull(Load.Model($"rules: [{{ {key.Name}: {value} }}]\npricing: {{ {key.Name}: {value} }}"));
                Assert.NotNull(Load.Model($"rules: [{value}]\npricing: {{ base: {{ {key.Name}: {value} }} }}\ndisputes: [{value}]"));
            }
        }
    }

    [Fact]
    [Trait("Row", "Y19")]
    public void Load_MoreThanAThousandValues_IsRefused()
    {
        static string Values(int count) => $"inputs:\n  style: {{ values: [{string.Join(", ", Enumerable.Range(0, count).Select(i => $"v{i}"))}] }}";
        Assert.Empty(Load.Model(Values(1_000)).Issues);
        Assert.Equal("NGPT045", Assert.Single(Load.Model(Values(1_001)).Issues).Rule.Id);
    }

    [Fact]
    [Trait("Row", "Y20")]
    public void Load_TwoFilesWithOneId_UsesNeither()
    {
        var other = Sample.ModelFile(Sample.CompleteModel("title: Other"), "zzz/sample.yaml");
        var catalog = Load.Files([.. Sample.With(""), other]);
        Assert.Empty(catalog.Models);
        Assert.Equal(["nanogpt/models/sample.yaml", "zzz/sample.yaml"], catalog.Issues.Select(issue => issue.Path));
        Assert.Contains("zzz/sample.yaml", catalog.Issues[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Canceled_Throws()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => ModelDirectory.Load(Sample.With(""), source.Token));
        var parsed = Sample.With("").Select(file => ModelDirectory.Parse(file, TestContext.Current.CancellationToken)).ToList();
        Assert.Throws<OperationCanceledException>(() => ModelDirectory.Build(parsed, source.Token));
    }

    private static void AssertOnly(string id, string text)
    {
        var issues = Load.Text(text).Issues;
        Assert.NotEmpty(issues);
        Assert.All(issues, issue => Assert.Equal(id, issue.Rule.Id));
    }

    private static string Repeat(string part, int count) => string.Concat(Enumerable.Repeat(part, count));
}
