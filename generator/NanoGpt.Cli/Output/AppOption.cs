using NanoGpt.Catalogs.Site.Building;
using NanoGpt.Catalogs.Site.Pages;
using NanoGpt.Cli.Rules;

namespace NanoGpt.Cli.Output;

/// <summary>
/// Represents <c>--app DIR</c>, the folder of the published catalogue; the default is the one that the tool contains.
/// </summary>
internal sealed class AppOption : Option<string?>
{
    public AppOption()
        : base("--app")
    {
        Description = "Folder of the published app [default: the one in this tool]";
        HelpName = "DIR";
    }

    // The package contains the catalogue once, in the folder for any platform, which is beside those of single platforms.
    private static string Contained { get; } =
        new[] { "catalog", "../any/catalog" }.Select(static path => Path.Combine(AppContext.BaseDirectory, path))
            .FirstOrDefault(Directory.Exists) ?? "";

    /// <summary>Creates the content of the site.</summary>
    /// <exception cref="CommandException">There is no app.</exception>
    public SiteContent Load(ParseResult result, Catalog catalog, string title)
    {
        var folder = result.GetValue(this);
        if (folder is null && Contained.Length == 0)
        {
            throw new CommandException(
                ExitCode.File,
                "This build of the tool does not contain the app: run 'dotnet publish catalog/NanoGpt.Catalog', and name its "
                + "wwwroot with --app.");
        }

        var rules = RulePages.All().Select(static rule => new RulePage(rule.Id, rule.Title, RulePages.Find(rule.Id)!));
        return new SiteContent(folder ?? Contained, catalog, title, ToolVersion.Text, [.. rules]);
    }
}
