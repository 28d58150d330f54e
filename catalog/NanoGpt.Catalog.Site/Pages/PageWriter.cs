using Markdig;
using NanoGpt.Directories.Export.Markdown;

namespace NanoGpt.Catalogs.Site.Pages;

/// <summary>Converts the Markdown pages of models and rules to HTML.</summary>
public static class PageWriter
{
    // Raw HTML in a text of a directory is shown as text.
    internal static MarkdownPipeline Pipeline { get; } =
        new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoIdentifiers().Build();

    /// <summary>Returns the page of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="provider">The provider of the model.</param>
    public static SitePage Write(ModelDefinition model, ProviderSpec provider)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new SitePage(model.Title, model.Summary, ToHtml(ModelMarkdown.Write(model, provider)));
    }

    /// <summary>Returns the path of a model's page, with a slash at its end.</summary>
    /// <param name="model">The model.</param>
    public static string PathOf(ModelDefinition model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return $"models/{model.Provider}/{model.Id}/";
    }

    /// <summary>Returns the page of a rule.</summary>
    /// <param name="rule">The rule.</param>
    public static SitePage Write(RulePage rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new SitePage($"{rule.Id}: {rule.Title}", rule.Title, ToHtml(rule.Markdown));
    }

    /// <summary>Returns the page that lists the rules.</summary>
    /// <param name="rules">The rules.</param>
    public static SitePage WriteIndex(IEnumerable<RulePage> rules) => new(
        "Rules", "The rules that requests and model definitions are checked against.",
        ToHtml("# Rules\n\n" + string.Concat(rules.Select(static rule => $"- [{rule.Id}](rules/{rule.Id}/): {rule.Title}\n"))));

    private static string ToHtml(string markdown) => Markdown.ToHtml(markdown, Pipeline);
}

/// <summary>Represents the page of a rule.</summary>
/// <param name="Id">The id of the rule.</param>
/// <param name="Title">The title.</param>
/// <param name="Markdown">The page.</param>
public sealed record RulePage(string Id, string Title, string Markdown);
