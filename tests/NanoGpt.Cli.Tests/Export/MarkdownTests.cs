using NanoGpt.Cli.Tests.Kit;
using NanoGpt.Directories.Wording;

namespace NanoGpt.Cli.Tests.Export;

public class MarkdownTests
{
    private const string Page = """
        <!-- Written by 'nanogpt export': changes made by hand are lost. -->

        # Moving Pictures

        Moves things.

        |  |  |
        | --- | --- |
        | id | `moving` |
        | provider | Test |
        | C# type | `MovingRequest` |
        | modes | text-to-video, image-to-video |

        ## Fields

        | property | wire | type |  | allowed | default | meaning |
        | --- | --- | --- | --- | --- | --- | --- |
        | `Prompt` | `prompt` | string | required |  |  | What the video shows. |
        | `Image` | `imageUrl`, `imageDataUrl` | image |  |  |  | A first frame. |
        | `ProMode` | `pro_mode` | boolean | drives the price |  | `false` | Higher quality. |
        | `Resolution` | `resolution` | enum |  | 720p 1080p | `720p` | Size of the picture. |
        | `Duration` | `duration` | seconds | drives the price | 5s 10s | `5` | Length of the video. |

        ## Rules

        - resolution = 1080p requires pro\_mode = true: 1080p is rendered only in pro mode.

        ## Price

        - pro\_mode = false: 0.1 USD a second
        - pro\_mode = true: 0.3 USD a second

        As of 2026-01-01.

        ## Disputes

        - duration: Both.
          - a says: five or ten

        ## Sources

        - a: A source, 2026-01-01

        """;

    [Fact]
    public async Task Export_MarkdownFolder_HasAPagePerModelAndAnIndex()
    {
        using var directory = new SmallDirectory();
        var pages = Path.Combine(directory.Path, "pages");
        var run = await Run.Of("export", "--format", "markdown", "--out", pages, "-d", directory.Path);
        Assert.Equal((ExitCode.Ok, "", "3 files: 3 written, 0 removed.\n"), (run.Code, run.Output, run.Error));
        Assert.Equal(Page, await ReadAsync(pages, "test/moving.md"));
        Assert.Contains("**Removed; use `moving`.**\n", await ReadAsync(pages, "test/still.md"), StringComparison.Ordinal);
        Assert.Contains(
            "| [moving](test/moving.md) | active | text-to-video, image-to-video | 0.1 to 0.3 USD a second |\n",
            await ReadAsync(pages, "index.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_MarkdownReferences_AreAmongTheRules()
    {
        using var directory = new SmallDirectory();
        directory.Write("models/naming.yaml", SmallDirectory.Naming);
        var run = await Run.Of("export", "--format", "markdown", "-d", directory.Path);
        Assert.Contains("\n## Rules\n\n- prompt may name image as @Image1: each named item must be attached.\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n\nRules\n  prompt may name image as @Image1: each named item must be attached.\n", (await Run.Of("models", "show", "naming", "-d", directory.Path)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_MarkdownIndex_LinksToExistingPages()
    {
        using var directory = new SmallDirectory();
        var pages = Path.Combine(directory.Path, "pages");
        await Run.Of("export", "--format", "markdown", "--out", pages);
        var links = (await ReadAsync(pages, "index.md")).Split("](").Skip(1).Select(rest => rest.Split(')')[0]).ToList();
        Assert.InRange(links.Count, 60, 1000);
        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(pages, link)), link));
    }

    [Fact]
    public async Task Export_MarkdownOutput_HasIndexAndPages()
    {
        using var directory = new SmallDirectory();
        var run = await Run.Of("export", "--format", "markdown", "-d", directory.Path);
        Assert.Equal(1, run.Output.Split("<!-- Written by").Length - 1);
        Assert.Contains("\n# Moving Pictures\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("](", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a|b <script> [x](y) `c` *d* & _e_\nf", @"a\|b &lt;script&gt; \[x\](y) \`c\` \*d\* &amp; \_e\_ f")]
    [InlineData("plain text, 5.0 (yes)", "plain text, 5.0 (yes)")]
    public void Plain_MarkdownCharacters_AreEscaped(string text, string expected) =>
        Assert.Equal(expected, MarkdownText.Plain(text));

    [Theory]
    [InlineData("", "")]
    [InlineData("720p", "`720p`")]
    [InlineData("a`b", "`` a`b ``")]
    [InlineData("a|b", @"`a\|b`")]
    public void Code_Backticks_AreFenced(string text, string expected) => Assert.Equal(expected, MarkdownText.Code(text));

    private static Task<string> ReadAsync(string folder, string path) =>
        File.ReadAllTextAsync(Path.Combine(folder, path), TestContext.Current.CancellationToken);
}
