using NanoGpt.Catalogs.Site.Building;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>catalog build</c>, which writes the catalogue as a static site.</summary>
internal sealed class CatalogBuildCommand : CatalogCommand
{
    private readonly AppOption app = new();
    private readonly Option<string> folder = new("--out", "-o")
    {
        Description = "The output folder; an earlier site in it is replaced",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string> basePath = new("--base-path")
    {
        Description = "The path under which a host serves the site",
        HelpName = "PATH",
        DefaultValueFactory = _ => "/",
    };

    public CatalogBuildCommand(CommandHost host)
        : base(host, "build", "Writes the catalogue as a static site that any host can serve.")
    {
        basePath.Validators.Add(static value =>
        {
            if (value.Tokens is [var token] && !IsBasePath(token.Value))
            {
                value.AddError("--base-path must start and end with a slash, such as /models/.");
            }
        });
        Options.Add(folder);
        Options.Add(basePath);
        Options.Add(app);
    }

    protected override int Run(ParseResult result, Catalog catalog)
    {
        var content = app.Load(result, catalog, Place.TitleOf(result));
        var count = SiteBuilder.Write(content, result.GetValue(folder)!, result.GetValue(basePath)!);
        Host.Error.WriteLine($"{count} files, {catalog.Models.Count} models.");
        return ExitCode.Ok;
    }

    private static bool IsBasePath(string path) =>
        path.StartsWith('/') && path.EndsWith('/')
        && path.All(static c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.' or '~');
}
