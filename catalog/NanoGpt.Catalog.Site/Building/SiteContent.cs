using NanoGpt.Catalogs.Data;
using NanoGpt.Catalogs.Requests;
using NanoGpt.Catalogs.Site.Pages;

namespace NanoGpt.Catalogs.Site.Building;

/// <summary>Represents the files of a site: the published app, the data file and the pages.</summary>
public sealed class SiteContent
{
    /// <summary>
    /// The path of the page for every path without a page, such as that of a removed model, which the app explains.
    /// </summary>
    public const string MissingPage = "404.html";

    private const string HostPage = "index.html";

    private readonly string app;
    private readonly Catalog catalog;
    private readonly IReadOnlyList<RulePage> rules;

    /// <summary>Initializes the content of a site.</summary>
    /// <param name="app">The folder of the published app.</param>
    /// <param name="catalog">The directory.</param>
    /// <param name="title">The display name of the directory.</param>
    /// <param name="version">The version of the tool.</param>
    /// <param name="rules">The pages of the rules.</param>
    /// <exception cref="IOException">The folder does not contain the app.</exception>
    public SiteContent(string app, Catalog catalog, string title, string version, IReadOnlyList<RulePage> rules)
    {
        (this.app, this.catalog, this.rules) = (Path.GetFullPath(app), catalog, rules);
        var host = Path.Combine(app, HostPage);
        Template = File.Exists(host)
            ? new PageTemplate(File.ReadAllText(host))
            : throw new FileNotFoundException(
                $"The folder {app} does not contain the published catalogue: it has no {HostPage}.", host);
        Document = DocumentBuilder.Create(catalog, title, version);
    }

    /// <summary>Gets the host page.</summary>
    public PageTemplate Template { get; }

    /// <summary>Gets the data file.</summary>
    public CatalogDocument Document { get; }

    /// <summary>Returns the pages of the site as paths with HTML, except the files of the app.</summary>
    /// <param name="basePath">The path of the site, with slashes at both ends.</param>
    /// <param name="token">The token of the server; null for a static site.</param>
    public IEnumerable<(string Path, string Html)> Pages(string basePath, string? token = null)
    {
        var providers = catalog.Providers.ToDictionary(static provider => provider.Id, StringComparer.Ordinal);
        yield return (HostPage, Template.Write(basePath, ListWriter.Write(catalog, Document), token));
        yield return (MissingPage, Template.Write(basePath, null, token));
        yield return ("compare/index.html", Template.Write(basePath, null, token));
        foreach (var model in catalog.Models)
        {
            var page = PageWriter.Write(model, providers[model.Provider]);
            yield return (PageWriter.PathOf(model) + "index.html", Template.Write(basePath, page, token));
        }

        yield return ("rules/index.html", Template.WriteDocument(basePath, PageWriter.WriteIndex(rules)));
        foreach (var rule in rules)
        {
            yield return ($"rules/{rule.Id}/index.html", Template.WriteDocument(basePath, PageWriter.Write(rule)));
        }
    }

    /// <summary>Returns the files of the app as relative paths with slashes, except the host page.</summary>
    public IEnumerable<string> AppFiles() => Directory.EnumerateFiles(app, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(app, file).Replace('\\', '/'))
        .Where(static path => !path.StartsWith(HostPage, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>Returns the full path of a file of the app.</summary>
    /// <param name="path">A path of <see cref="AppFiles"/>.</param>
    public string PathOf(string path) => Path.Combine(app, path);
}
