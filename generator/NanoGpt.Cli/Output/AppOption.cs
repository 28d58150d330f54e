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

    private static string Contained => Path.Combine(AppContext.BaseDirectory, "catalog");

    /// <summary>Creates the content of the site.</summary>
    /// <exception cref="CommandException">There is no app.</exception>
    public SiteContent Load(ParseResult result, Catalog catalog, string title)
    {
        var folder = result.GetValue(this);
        if (folder is null && !Directory.Exists(Contained))
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
