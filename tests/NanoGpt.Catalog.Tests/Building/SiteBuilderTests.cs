using System.IO.Compression;
using System.Security.Cryptography;
using NanoGpt.Catalog.Tests.Kit;
using NanoGpt.Catalogs.Site.Building;
using NanoGpt.Catalogs.Site.Pages;
using NanoGpt.Definitions;

namespace NanoGpt.Catalog.Tests.Building;

public sealed class SiteBuilderTests : IDisposable
{
    private const string HostPage = """
        <!DOCTYPE html><html lang="en"><head><title>AI video models</title><meta name="description" content="x"><base href="/">
        <script type="importmap">{}</script></head><body><div id="app"><p class="loading">AI video models</p></div>
        <script src="_framework/blazor.webassembly.js"></script></body></html>
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("catalog-site-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Write_Twice_GivesTheSameFiles()
    {
        var first = Hash(Write("first"));
        var second = Hash(Write("second"));

        Assert.Equal(first, second);
        Assert.Contains("404.html", first, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_EveryModelAndRule_HasAPageThatReadsWithoutTheApp()
    {
        var site = Write("site");

        var index = File.ReadAllText(Path.Combine(site, "index.html"));
        Assert.All(BuiltIn.Definitions.Models, model => Assert.Contains(
            $"<a href=\"models/{model.Provider}/{model.Id}/\">", index, StringComparison.Ordinal));
        Assert.All(BuiltIn.Definitions.Models, model =>
            Assert.Contains(
                System.Net.WebUtility.HtmlEncode(model.Id).Split('/')[^1],
                File.ReadAllText(Path.Combine(site, "models", model.Provider, model.Id, "index.html")), StringComparison.Ordinal));
        var rule = File.ReadAllText(Path.Combine(site, "rules", "NGPT120", "index.html"));
        Assert.Contains("<h2 id=\"cause\">Cause</h2>", rule, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", rule, StringComparison.Ordinal);
        Assert.Contains("<base href=\"/models-of-all/\">", rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_HostileText_IsTextAndNotMarkup()
    {
        var page = PageWriter.Write(new RulePage("NGPT120", "<script>alert(1)</script>", "# a\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))"));
        var html = new PageTemplate(HostPage).WriteDocument("/", page);

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_DirectoryWithErrors_ListsThemAndTheModelsThatLoad()
    {
        var files = DirectoryFiles.BuiltIn();
        var sora = files.Single(static file => file.Path.EndsWith("/sora-2.yaml", StringComparison.Ordinal));
        var broken = sora with { Text = sora.Text.Replace("duration", "durration", StringComparison.Ordinal) };
        var content = Content(DirectoryFiles.Load([.. files.Select(file => file == sora ? broken : file)]));

        var index = content.Pages("/").First(static page => page.Path == "index.html").Html;

        Assert.Contains("The directory has errors", index, StringComparison.Ordinal);
        Assert.Contains("error <a href=\"rules/NGPT", index, StringComparison.Ordinal);
        Assert.Contains("<a href=\"models/nanogpt/hunyuan-video/\">", index, StringComparison.Ordinal);
        Assert.DoesNotContain("models/nanogpt/sora-2/", index, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_CompressedFiles_HaveTheSameContent()
    {
        var site = Write("site");

        foreach (var page in new[] { "index.html", "catalog.json", "rules/NGPT120/index.html" })
        {
            var expected = File.ReadAllBytes(Path.Combine(site, page));
            Assert.Equal(expected, Decompress(page + ".br", static file => new BrotliStream(file, CompressionMode.Decompress)));
            Assert.Equal(expected, Decompress(page + ".gz", static file => new GZipStream(file, CompressionMode.Decompress)));
        }

        Assert.Equal("published", File.ReadAllText(Path.Combine(site, "app.css.br")));
        Assert.False(File.Exists(Path.Combine(site, "small.svg.gz")), "A compressed file is larger than the file.");

        byte[] Decompress(string path, Func<Stream, Stream> decompress)
        {
            using var file = decompress(File.OpenRead(Path.Combine(site, path)));
            var content = new MemoryStream();
            file.CopyTo(content);
            return content.ToArray();
        }
    }

    [Fact]
    public void Write_OverAnEarlierSite_ReplacesIt()
    {
        var site = Write("site");
        File.WriteAllText(Path.Combine(site, "models", "old.html"), "old");

        Write("site");

        Assert.False(File.Exists(Path.Combine(site, "models", "old.html")));
    }

    [Fact]
    public void Write_OverOtherFiles_IsRefusedAndKeepsThem()
    {
        var other = folder.CreateSubdirectory("other").FullName;
        File.WriteAllText(Path.Combine(other, "thesis.txt"), "years of work");

        Assert.Throws<IOException>(() => SiteBuilder.Write(Content(), other, "/"));

        Assert.Equal("years of work", File.ReadAllText(Path.Combine(other, "thesis.txt")));
    }

    [Fact]
    public void Create_FolderWithoutTheApp_SaysWhatIsMissing() => Assert.Contains(
        "index.html",
        Assert.Throws<FileNotFoundException>(() => new SiteContent(folder.FullName, BuiltIn.Definitions, "x", "0", [])).Message,
        StringComparison.Ordinal);

    private string Write(string name)
    {
        var site = Path.Combine(folder.FullName, name);
        SiteBuilder.Write(Content(), site, "/models-of-all/");
        return site;
    }

    private SiteContent Content(Schema.Loading.Catalog? catalog = null)
    {
        var app = folder.CreateSubdirectory("app").FullName;
        File.WriteAllText(Path.Combine(app, "index.html"), HostPage);
        File.WriteAllText(Path.Combine(app, "app.css"), "body { }");
        File.WriteAllText(Path.Combine(app, "app.css.br"), "published");
        File.WriteAllText(Path.Combine(app, "small.svg"), "<svg/>");
        return new SiteContent(
            app, catalog ?? BuiltIn.Definitions, "test", "0.0.0",
            [new RulePage("NGPT120", "Properties cannot be combined", Repository.Read("analyzers/rules/NGPT120.md"))]);
    }

    private static string Hash(string site) => string.Join('\n', Directory.EnumerateFiles(site, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(file => $"{Path.GetRelativePath(site, file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"));
}
