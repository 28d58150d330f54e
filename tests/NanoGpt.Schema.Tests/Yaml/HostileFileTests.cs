using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Tests.Issues;
using NanoGpt.Schema.Tests.Kit;

namespace NanoGpt.Schema.Tests.Yaml;

/// <summary>Files that are made to hurt, named after the rows of the reliability list. What they cost is bounded by what is read of them.</summary>
public sealed class HostileFileTests
{
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData("[", 1_000, "NGPT002")]
    [InlineData("[", 100_000, "NGPT002")]
    [InlineData("[\n", 500_000, "NGPT002")]
    [InlineData("{a: ", 1_000, "NGPT002")]
    [InlineData("- ", 1_000, "NGPT002")]
    [InlineData("{ ", 500_000, "NGPT015")]
    [InlineData("? ", 500_000, "NGPT015")]
    [InlineData("? [", 100_000, "NGPT015")]
    public void Y01_nesting_without_end_is_one_issue(string part, int count, string id) => AssertOnly(id, Repeat(part, count));

    [Fact]
    public void Y01_the_depth_cap_is_exact()
    {
        Assert.Empty(Load.Text(ReaderCases.Nested(31)).Issues);
        Assert.Equal(["NGPT002"], Load.Text(ReaderCases.Nested(32)).Issues.Select(issue => issue.Rule.Id));
    }

    [Theory]
    [InlineData("[],")]
    [InlineData("{},")]
    [InlineData("a: b,")]
    [InlineData("1,")]
    public void Y02_tokens_without_end_are_read_up_to_the_cap(string part) => AssertOnly("NGPT003", "a: [" + Repeat(part, 100_000) + "]");

    [Fact]
    public void Y03_anchors_are_not_expanded()
    {
        var bomb = "a: &a [x, x]\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"b{i}: &b{i} [*a, *a, *a]\n"));
        var parsed = Load.Text(bomb);
        Assert.All(parsed.Issues, issue => Assert.Equal("NGPT007", issue.Rule.Id));
        Assert.Equal(21 + (20 * 3), parsed.Issues.Count);
    }

    [Fact]
    public void Y04_an_alias_to_itself_is_refused() => AssertOnly("NGPT007", "a: &a [*a]");

    [Fact]
    public void Y05_the_first_of_two_equal_keys_is_kept_and_both_places_are_named()
    {
        var parsed = Load.Text("title: One\nsummary: x\n\"title\": Two\n");
        var issue = Assert.Single(parsed.Issues);
        Assert.Equal("NGPT010", issue.Rule.Id);
        Assert.Equal((2, 0), (issue.Span.Line, issue.Span.Column));
        Assert.Contains("(1,1)", issue.Message, StringComparison.Ordinal);
        Assert.Equal("One", Assert.IsType<NanoGpt.Schema.Yaml.YamlScalar>(parsed.Root!["title"]).Text);
    }

    [Fact]
    public void Y05_equal_keys_are_found_among_many()
    {
        var many = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"key{i}: 1\n"));
        AssertOnly("NGPT010", many + "key4711: 2\n");
        Assert.Empty(Load.Text(many).Issues);
    }

    [Fact]
    public void Y06_a_merge_key_is_refused_but_quoted_it_is_a_key()
    {
        AssertOnly("NGPT009", "<<: { a: 1 }\n");
        Assert.Empty(Load.Text("\"<<\": 1\n").Issues);
    }

    [Theory]
    [InlineData("a: !!python/object/apply:os.system [ls]")]
    [InlineData("a: !System.IO.FileInfo x")]
    [InlineData("a: !!binary aGVsbG8=")]
    [InlineData("a: ! x")]
    [InlineData("!!map { a: 1 }")]
    public void Y07_tags_are_refused(string text) => AssertOnly("NGPT008", text);

    [Theory]
    [InlineData("a:\n\t- b")]
    [InlineData("\ta: b")]
    [InlineData("a:\n  b: 1\n \tc: 2")]
    [InlineData("a: b\n\t\nc: d")]
    public void Y08_a_tab_that_indents_is_refused(string text) => AssertOnly("NGPT005", text);

    [Theory]
    [InlineData("a: b\t# comment")]
    [InlineData("a: \"x\ty\"")]
    public void Y08_a_tab_that_indents_nothing_is_not(string text) => Assert.Empty(Load.Text(text).Issues);

    [Theory]
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
    public void Y09_a_bare_word_that_readers_disagree_about_is_ambiguous_and_offers_quotes(string word)
    {
        var issue = Assert.Single(Load.Model($"notes: [x, {word}]").Issues);
        Assert.Equal("NGPT023", issue.Rule.Id);
        Assert.Equal($"\"{word}\"", issue.Suggestion);
        Assert.Empty(Load.Model($"notes: [x, \"{word}\"]").Issues);
    }

    [Theory]
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
    public void Y09_a_bare_word_that_all_readers_take_for_text_is_not(string word) =>
        Assert.DoesNotContain("NGPT023", Load.Model($"notes:\n  - {word}\n").Issues.Where(_ => word is not "-" and not "1.0.0").Select(issue => issue.Rule.Id));

    [Theory]
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
    public void Y10_what_is_not_one_map_is_refused(string text, string id) => AssertOnly(id, text);

    [Theory]
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
    public void Y11_broken_syntax_is_one_issue_inside_the_text(string text)
    {
        var issue = Assert.Single(Load.Text(text).Issues);
        Assert.True(issue.Rule.Id is "NGPT006" or "NGPT004", issue.Rule.Id);
        Assert.InRange(issue.Span.End, 0, text.Length);
    }

    [Fact]
    public void Y11_an_alias_that_means_nothing_is_refused() => AssertOnly("NGPT007", "a: *nope");

    [Theory]
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
    public void Y12_a_character_that_hides_or_turns_text_is_refused_wherever_it_stands(char c)
    {
        foreach (var text in new[] { $"a: b{c}c", $"a: \"b{c}\"", $"# {c}\na: b", $"a{c}: b" })
        {
            var issue = Assert.Single(Load.Text(text).Issues);
            Assert.Equal(("NGPT004", text.IndexOf(c, StringComparison.Ordinal), 1), (issue.Rule.Id, issue.Span.Start, issue.Span.Length));
        }
    }

    [Theory]
    [InlineData("a: \"\\u202e\"")]
    [InlineData("a: \"\\0\"")]
    [InlineData("a: \"\\u200b\"")]
    [InlineData("\"a\\u2066\": b")]
    public void Y12_nor_may_it_be_written_as_an_escape(string text) => AssertOnly("NGPT004", text);

    [Fact]
    public void Y12_a_blank_that_does_not_break_shows_in_the_message()
    {
        var issue = Load.Model("title\u00a0: x").Issues[0];
        Assert.Equal("NGPT020", issue.Rule.Id);
        Assert.Contains("title\\u00a0", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("title: 日本語 ünï 🎬")]
    [InlineData("\ufefftitle: x")]
    public void Y12_other_scripts_and_a_byte_order_mark_are_fine(string text) => Assert.Empty(Load.Text(text).Issues);

    [Fact]
    public void Y13_what_was_not_utf8_is_refused_once() => AssertOnly("NGPT016", "a: caf\ufffd th\ufffd");

    [Fact]
    public void Y14_line_ends_make_no_difference()
    {
        var text = Sample.CompleteModel("title: Two\nsummary: |\n  One line.\n  Another.\nnotes: [a]\n");
        var (lf, crlf, cr) = (Model("\n"), Model("\r\n"), Model("\r"));
        Assert.Equal(lf, crlf);
        Assert.Equal(lf, cr);

        NanoGpt.Schema.Model.ModelDefinition Model(string end) => Assert.Single(Load.Files(
            [Sample.ProviderFile(), Sample.FieldsFile(), Sample.ModelFile(text.Replace("\n", end, StringComparison.Ordinal))]).Models);
    }

    [Fact]
    public void Y15_sizes_are_capped()
    {
        AssertOnly("NGPT001", "a: " + new string('x', Megabyte));
        AssertOnly("NGPT003", string.Concat(Enumerable.Range(0, 90_000).Select(i => $"k{i}: v\n")));
        AssertOnly("NGPT014", "a: " + new string('x', Megabyte - 10));
        AssertOnly("NGPT014", "a: >\n" + Repeat(" x\n", 300_000));
        Assert.Empty(Load.Text("a: 1\n" + new string('\n', Megabyte - 10)).Issues);
    }

    [Fact]
    public void Y15_a_file_that_is_wrong_in_every_line_is_not_reported_without_end() =>
        Assert.InRange(Load.Text(Repeat("a: 1\n", 5_000)).Issues.Count, 1, 200);

    [Theory]
    [InlineData("inputs:\n  num_frames: { mix: 5 }", "did you mean 'min'?")]
    [InlineData("inputs:\n  resolution: { disputed: [\"580p\"] }", "did you mean '480p'?")]
    public void Y16_a_word_as_near_to_two_others_is_explained_but_not_repaired(string text, string hint)
    {
        var issue = Load.Model(text).Issues[0];
        Assert.Contains(hint, issue.Message, StringComparison.Ordinal);
        Assert.Equal(hint.Contains("min", StringComparison.Ordinal), issue.Suggestion is null);
    }

    [Fact]
    public void Y16_a_misspelt_key_offers_the_right_one()
    {
        var issue = Assert.Single(Load.Model("inputs:\n  promt:").Issues);
        Assert.Equal(("NGPT093", "prompt"), (issue.Rule.Id, issue.Suggestion));
        Assert.Contains("did you mean 'prompt'?", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Y17_every_key_takes_every_kind_of_value_without_failing()
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
    public void Y19_a_thousand_values_are_the_most()
    {
        static string Values(int count) => $"inputs:\n  style: {{ values: [{string.Join(", ", Enumerable.Range(0, count).Select(i => $"v{i}"))}] }}";
        Assert.Empty(Load.Model(Values(1_000)).Issues);
        Assert.Equal("NGPT045", Assert.Single(Load.Model(Values(1_001)).Issues).Rule.Id);
    }

    [Fact]
    public void Y20_of_two_files_with_one_id_neither_is_used()
    {
        var other = Sample.ModelFile(Sample.CompleteModel("title: Other"), "zzz/sample.yaml");
        var catalog = Load.Files([.. Sample.With(""), other]);
        Assert.Empty(catalog.Models);
        Assert.Equal(["nanogpt/models/sample.yaml", "zzz/sample.yaml"], catalog.Issues.Select(issue => issue.Path));
        Assert.Contains("zzz/sample.yaml", catalog.Issues[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_read_stops()
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
