using NanoGpt.Cli.Tests.Kit;
using NanoGpt.Cli.Tests.Sync;

namespace NanoGpt.Cli.Tests.Diff;

public class DiffTests
{
    [Fact]
    public async Task Diff_DirectoryWithItself_GivesNoChange()
    {
        var schema = Path.Combine(Repository.Root, "schema");
        var run = await Run.Of("diff", schema, schema);
        Assert.Equal((ExitCode.Ok, ""), (run.Code, run.Output));
        Assert.Equal("0 breaking, 0 additive, 0 documentation; version: none\n", run.Error);
    }

    [Fact]
    public async Task Diff_CommentsOrderAndQuotes_GiveNoChange()
    {
        using var old = new TextDirectory(Lists.Models);
        using var now = new TextDirectory(("alpha", "# Another comment.\n" + Lists.Alpha.Replace("'1080p'", "\"1080p\"", StringComparison.Ordinal)), Lists.Models[1], Lists.Models[2]);
        Assert.Equal("", (await Run.Of("diff", old.Root, now.Root)).Output);
    }

    [Theory]
    [InlineData("    values: [5, 10]", "    values: [5]", "breaking", "value-removed")]
    [InlineData("""["720p", '1080p']""", """["720p", '1080p', "4k"]""", "additive", "value-added")]
    [InlineData("""["720p", '1080p'],""", """["720p", '1080p'], members: { "720p": Small },""", "breaking", "member-renamed")]
    [InlineData("""["720p", '1080p'],""", """["720p", '1080p'], name: Size,""", "breaking", "property-renamed")]
    [InlineData("""["720p", '1080p'],""", """["720p", '1080p'], disputed: ["1080p"],""", "documentation", "value-disputed")]
    [InlineData("""["720p", '1080p'],""", """["720p", '1080p'], open: true,""", "breaking", "type-changed")]
    [InlineData("""["720p", '1080p'],""", """["720p", '1080p'], wire: size,""", "breaking", "wire-changed")]
    [InlineData("id: alpha", "id: alpha\ntype: First", "breaking", "type-renamed")]
    [InlineData("    values: [5, 10]", "    values: [5, 10]\n    suffix: s", "breaking", "wire-changed")]
    [InlineData("    values: [5, 10]", "    min: 5\n    max: 10", "breaking", "type-changed")]
    [InlineData("  prompt:     { required: true }", "  prompt:", "additive", "newly-optional")]
    [InlineData("  seed:", "  seed: { required: true }", "breaking", "newly-required")]
    [InlineData("  seed:", "  seed: { fixed: 5 }", "breaking", "field-removed")]
    [InlineData("\n  seed:", "", "breaking", "field-removed")]
    [InlineData("  seed:", "  seed:\n  num_frames:", "additive", "field-added")]
    [InlineData("  seed:", "  seed:\n  num_frames: { required: true }", "breaking", "field-added-required")]
    [InlineData("  seed:", "  seed:\n  num_frames: { fixed: 81, send: true }", "breaking", "constant-added")]
    [InlineData("  prompt:     { required: true }", "  prompt: { required: true, max_length: 500 }", "breaking", "length-narrowed")]
    [InlineData("  prompt:     { required: true }", "  image:\n  prompt: { required: true, references: { \"@Image\": image } }", "breaking", "reference-added")]
    [InlineData("    default: 5", "    default: 10", "documentation", "default-changed")]
    [InlineData("summary: Text-to-video, for tests.", "summary: For tests.", "documentation", "text-changed")]
    [InlineData("sources: [a, models-2026-01-01]", "sources: [a]", "documentation", "text-changed")]
    [InlineData("\"720p\": 0.30", "\"720p\": 0.35", "documentation", "price-changed")]
    [InlineData("summary: Text-to-video, for tests.", "summary: Text-to-video, for tests.\nstatus: deprecated", "additive", "model-deprecated")]
    [InlineData("summary: Text-to-video, for tests.", "summary: Text-to-video, for tests.\nstatus: removed", "breaking", "model-removed")]
    [InlineData("modes: [text-to-video]", "modes: [text-to-video, image-to-video]", "additive", "mode-added")]
    [InlineData("    because: 1080p is rendered only in pro mode.", "    because: 1080p is rendered only in pro mode.\n    severity: warning", "additive", "rule-softened")]
    [InlineData("    because: 1080p is rendered only in pro mode.", "    because: It is so.", "documentation", "text-changed")]
    [InlineData("    when:    { resolution: \"1080p\" }", "    when:    { resolution: [\"1080p\", \"720p\"] }", "breaking", "rule-narrowed")]
    [InlineData("    when:    { resolution: \"1080p\" }", "    when:    { resolution: \"1080p\", duration: 10 }", "additive", "rule-changed")]
    public async Task Diff_EachChange_IsClassified(string from, string to, string kind, string code)
    {
        using var old = new TextDirectory(Lists.Models);
        using var now = new TextDirectory(("alpha", Replace(Lists.Alpha, from, to)), Lists.Models[1], Lists.Models[2]);
        var run = await Run.Of("diff", old.Root, now.Root, "--json");
        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains(run.Json["changes"]!.AsArray(), change => change!["kind"]!.GetValue<string>() == kind && change["code"]!.GetValue<string>() == code && change["model"]!.GetValue<string>() == "alpha");
        Assert.Equal(kind switch { "breaking" => "major", "additive" => "minor", _ => "patch" }, run.Json["bump"]!.GetValue<string>());
    }

    [Fact]
    public async Task Diff_Sources_NamesOnlyTheDifference()
    {
        using var old = new TextDirectory(Lists.Models);
        using var now = new TextDirectory(("alpha", Replace(Lists.Alpha, "sources: [a, models-2026-01-01]", "sources: [a]")), Lists.Models[1], Lists.Models[2]);
        Assert.Equal(
            "documentation: nanogpt/alpha sources: 'sources' changed: removed models-2026-01-01 [text-changed]\n",
            (await Run.Of("diff", old.Root, now.Root)).Output);
    }

    [Theory]
    [InlineData("breaking", ExitCode.Ok)]
    [InlineData("additive", ExitCode.Invalid)]
    [InlineData("documentation", ExitCode.Invalid)]
    public async Task Diff_FailOn_ExitsWithThreeForThatKindOrAMoreSevereOne(string kind, int code)
    {
        using var old = new TextDirectory(Lists.Models);
        using var now = new TextDirectory(("alpha", Replace(Lists.Alpha, "  seed:", "  seed:\n  num_frames:")), Lists.Models[1], Lists.Models[2]);
        Assert.Equal(code, (await Run.Of("diff", old.Root, now.Root, "--fail-on", kind)).Code);
    }

    [Theory]
    [InlineData("\"@Image\": image", "\"@Image\": video", "breaking: nanogpt/alpha prompt: @Image1 requires an attachment in video (image -> video) [reference-changed]\n")]
    [InlineData("\"@Image\": image", "\"@Image\": image, \"@Video\": video", "breaking: nanogpt/alpha prompt: @Video1 requires an attachment in video [reference-added]\n")]
    [InlineData("references: { \"@Image\": image }", "required: true", "additive: nanogpt/alpha prompt: @Image1 no longer requires an attachment in image [reference-removed]\n")]
    public async Task Diff_References_AreClassified(string from, string to, string expected)
    {
        var alpha = Replace(Lists.Alpha, "  prompt:     { required: true }", "  image:\n  video:\n  prompt: { required: true, references: { \"@Image\": image } }");
        using var old = new TextDirectory(("alpha", alpha));
        using var now = new TextDirectory(("alpha", Replace(alpha, from, to).Replace("required: true, required: true", "required: true", StringComparison.Ordinal)));
        Assert.Equal(expected, (await Run.Of("diff", old.Root, now.Root)).Output);
    }

    [Fact]
    public async Task Diff_HttpLinks_AreAFormOfEachMediumField()
    {
        var alpha = Replace(Lists.Alpha, "  prompt:     { required: true }", "  image:\n  prompt: { required: true }");
        using var old = new TextDirectory(("alpha", alpha));
        using var now = new TextDirectory(("alpha", alpha));
        now.Write("provider.yaml", TextDirectory.Provider + "\nhttp_links: true\n");
        Assert.Contains("additive: nanogpt/alpha image: an http link is accepted [form-added]\n", (await Run.Of("diff", old.Root, now.Root)).Output, StringComparison.Ordinal);
        Assert.Contains("breaking: nanogpt/alpha image: an http link is not accepted [form-removed]\n", (await Run.Of("diff", now.Root, old.Root)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_RuleThatForbidsNothingNew_IsNotBreaking()
    {
        // What it forbids the other rule forbids already.
        using var old = new TextDirectory(Lists.Models);
        using var now = new TextDirectory(
            ("alpha", Replace(Lists.Alpha, "rules:\n", "rules:\n  - id: wide-needs-pro-when-long\n    when: { resolution: \"1080p\", duration: 10 }\n    require: { pro_mode: true }\n    because: Twice is better.\n")),
            Lists.Models[1], Lists.Models[2]);
        var run = await Run.Of("diff", old.Root, now.Root);
        Assert.Equal("documentation: nanogpt/alpha rules.wide-needs-pro-when-long: forbids nothing that was allowed: Twice is better. [rule-added]\n", run.Output);
    }

    [Fact]
    public async Task Diff_DefaultThatMakesARuleApply_IsBreaking()
    {
        using var old = new TextDirectory(Lists.Models);
        using var now = new TextDirectory(("alpha", Replace(Lists.Alpha, "default: \"720p\"", "default: \"1080p\"")), Lists.Models[1], Lists.Models[2]);
        var run = await Run.Of("diff", old.Root, now.Root);
        Assert.Contains("breaking: nanogpt/alpha rules.wide-needs-pro: forbids for example a request without any of these fields: 1080p is rendered only in pro mode. [rule-narrowed]\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_TextAndMarkdown_AreSortedBySeverity()
    {
        using var old = new TextDirectory(Lists.Models);
        using var now = new TextDirectory(("alpha", Lists.Alpha), Lists.Models[2], ("beta-2", Lists.Beta.Replace("id: beta", "id: beta-2", StringComparison.Ordinal)));
        now.Write("models/alpha.yaml", Replace(Replace(Lists.Alpha, """["720p", '1080p']""", """["720p", '1080p', "4k"]"""), "0.30", "0.35") + "\n");
        Assert.Equal(
            """
            breaking: nanogpt/beta: the model and BetaRequest were removed [model-removed]
            additive: nanogpt/alpha resolution: 4k is allowed [value-added]
            additive: nanogpt/beta-2: new model, as Beta2Request [model-added]
            documentation: nanogpt/alpha pricing: the price changed for pro_mode = true and resolution = 720p (USD 0.3 a second -> USD 0.35 a second) [price-changed]

            """,
            (await Run.Of("diff", old.Root, now.Root)).Output);
        Assert.Equal(
            """
            **Version: major.** 1 breaking, 2 additive, 1 documentation.

            ### Breaking

            `beta` (nanogpt)

            - the model and BetaRequest were removed

            ### Additive

            `alpha` (nanogpt)

            - `resolution`: 4k is allowed

            `beta-2` (nanogpt)

            - new model, as Beta2Request

            ### Documentation

            `alpha` (nanogpt)

            - `pricing`: the price changed for pro\_mode = true and resolution = 720p (`USD 0.3 a second` → `USD 0.35 a second`)

            """,
            (await Run.Of("diff", old.Root, now.Root, "--markdown")).Output);
    }

    [Fact]
    public async Task Diff_MarkdownOfHostileText_IsEscaped()
    {
        using var old = new TextDirectory(Lists.Models);
        using var now = new TextDirectory(("alpha", Replace(Lists.Alpha, "because: 1080p is rendered only in pro mode.", "because: \"<img src=x onerror=1> @octocat #1 [x](https://example.com) `a``b` | **c**\"\n    severity: warning")), Lists.Models[1], Lists.Models[2]);
        var page = (await Run.Of("diff", old.Root, now.Root, "--markdown")).Output;
        var line = page.Split('\n').Single(line => line.Contains("reported as a warning", StringComparison.Ordinal));
        Assert.Equal(
            @"- `rules.wide-needs-pro`: reported as a warning&#58; &lt;img src=x onerror=1&gt; &#64;<!---->octocat &#35;<!---->1 \[x\](https&#58;//example.com) \`a\`\`b\` \| \*\*c\*\*",
            line);

        // As code it stands between more backticks than it has.
        Assert.Contains("→ ``` <img src=x onerror=1> @octocat #1 [x](https://example.com) `a``b` | **c** ```)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_InvalidDirectory_IsAnError()
    {
        using var old = new TextDirectory(Lists.Models);
        using var now = new TextDirectory(("alpha", Replace(Lists.Alpha, "modes:", "mode:")), Lists.Models[1], Lists.Models[2]);
        var run = await Run.Of("diff", old.Root, now.Root);
        Assert.Equal((ExitCode.Invalid, ""), (run.Code, run.Output));
        Assert.Contains("alpha.yaml(6,1): error NGPT", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("diff", "one")]
    [InlineData("diff", "one", "two", "--json", "--markdown")]
    public async Task Diff_InvalidCommandLine_IsAUsageError(params string[] args) =>
        Assert.Equal(ExitCode.Usage, (await Run.Of(args)).Code);

    [Fact]
    public async Task Diff_GitRevisions_AreComparedWithoutChangingTheWorkingTree()
    {
        using var directory = new TextDirectory(Lists.Models);
        await GitAsync(directory.Root, "init", "--quiet");
        await GitAsync(directory.Root, "add", ".");
        await GitAsync(directory.Root, "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "first");
        directory.Write("models/alpha.yaml", Replace(Lists.Alpha, """["720p", '1080p']""", """["720p", '1080p', "4k"]""") + "\n");
        await GitAsync(directory.Root, "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "-a", "-m", "second");
        directory.Write("models/alpha.yaml", Lists.Alpha + "\n");
        const string expected = "additive: nanogpt/alpha resolution: 4k is allowed [value-added]\n";
        Assert.Equal(expected, (await Run.Of("diff", "--git", "HEAD~1", "HEAD", "-d", directory.Root)).Output);
        Assert.Equal(expected, (await Run.Of("diff", $"git:HEAD~1:{directory.Root}", $"git:HEAD:{directory.Folder}")).Output);
        Assert.Equal("breaking: nanogpt/alpha resolution: 4k is not allowed [value-removed]\n", (await Run.Of("diff", $"git:HEAD:{directory.Root}", directory.Root)).Output);
        var wrong = await Run.Of("diff", $"git:no-such:{directory.Root}", directory.Root);
        Assert.Equal((ExitCode.Invalid, ""), (wrong.Code, wrong.Output));
        Assert.Contains("Git cannot read it", wrong.Error, StringComparison.Ordinal);
        var option = await Run.Of("diff", $"git:--output=x:{directory.Root}", directory.Root);
        Assert.Equal(ExitCode.Invalid, option.Code);
        Assert.Contains("A revision is missing", option.Error, StringComparison.Ordinal);
    }

    private static string Replace(string text, string from, string to)
    {
        Assert.Contains(from, text, StringComparison.Ordinal);
        return text.Replace(from, to, StringComparison.Ordinal);
    }

    private static async Task GitAsync(string folder, params string[] arguments) =>
        (await Shell.RunAsync(folder, "git", arguments)).Succeeded();
}
