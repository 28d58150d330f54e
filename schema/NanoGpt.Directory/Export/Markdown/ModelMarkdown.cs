using NanoGpt.Directories.Wording;
using static NanoGpt.Directories.Wording.MarkdownText;

namespace NanoGpt.Directories.Export.Markdown;

/// <summary>Writes the Markdown pages of models.</summary>
public static class ModelMarkdown
{
    /// <summary>Returns the page that lists the models of a directory.</summary>
    /// <param name="catalog">The directory.</param>
    /// <param name="link">The link to the page of a model; null if the page has no links.</param>
    public static string WriteIndex(Catalog catalog, Func<ModelDefinition, string?> link)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(link);
        var index = new StringBuilder("# Models\n");
        foreach (var provider in catalog.Providers)
        {
            index.Append($"\n## {Plain(provider.Title)}\n\n{Plain(provider.Summary)}\n\n");
            index.Append(Row("model", "status", "modes", "price")).Append('\n');
            index.Append(Row(Enumerable.Repeat("---", 4))).Append('\n');
            foreach (var model in catalog.Models.Where(model => model.Provider == provider.Id))
            {
                index.Append(Row(
                    link(model) is { } path ? $"[{Plain(model.Id)}]({path})" : Plain(model.Id),
                    JsonOutput.ToLowerName(model.Status), Plain(string.Join(", ", model.Modes)),
                    Plain(PriceView.Summarize(model)))).Append('\n');
            }
        }

        return index.ToString();
    }

    /// <summary>Returns the page of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="provider">The provider of the model.</param>
    public static string Write(ModelDefinition model, ProviderSpec provider)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(provider);
        var page = new StringBuilder();
        Line($"# {Plain(model.Title)}");
        Line();
        Line(Plain(model.Summary));
        Line();
        if (model.Status != ModelStatus.Active)
        {
            var since = model.Since is null ? "" : $" since {model.Since}";
            var successor = model.Successor is null ? "" : $"; use {Code(model.Successor)}";
            Line($"**{model.Status}{since}{successor}.**");
            Line();
        }

        Line(Row("", ""));
        Line(Row("---", "---"));
        Line(Row("id", Code(model.Id)));
        Line(Row("provider", Plain(provider.Title)));
        Line(Row("C# type", model.Status == ModelStatus.Removed ? "none" : Code(model.RequestType)));
        Line(Row("modes", Plain(string.Join(", ", model.Modes))));
        if (model.Outputs != 1)
        {
            Line(Row("videos a job", model.Outputs.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        Section("Fields", Fields(model.Fields));
        Section("Rules", RuleView.References(model).Select(sentence => $"- {Plain(sentence)}")
            .Concat(model.Rules.Select(
                rule => $"- {Plain(RuleView.Rule(model, rule))}{(rule.IsWarning ? " (A warning.)" : "")}")));
        Section("Facts", model.Facts.Select(fact => $"- {Plain(fact.Name)}: {Plain(fact.Value)}"));
        Section("Price", Price(model.Price));
        Section("Disputes", model.Disputes.SelectMany(Dispute));
        Section("Notes", model.Notes.Select(note => $"- {Plain(note)}"));
        Section("Sources", provider.Sources.Where(source => model.Sources.Contains(source.Id))
            .Select(source => $"- {Plain(source.Id)}: {Plain(source.Title)}{(source.Date is null ? "" : $", {source.Date}")}"));
        return page.ToString();

        void Section(string title, IEnumerable<string> lines)
        {
            var all = lines.ToList();
            if (all.Count > 0)
            {
                Line();
                Line($"## {title}");
                Line();
                all.ForEach(Line);
            }
        }

        void Line(string text = "") => page.Append(text).Append('\n');
    }

    private static IEnumerable<string> Fields(IReadOnlyCollection<FieldInfo> fields)
    {
        if (fields.Count == 0)
        {
            yield break;
        }

        yield return Row("property", "wire", "type", "", "allowed", "default", "meaning");
        yield return Row(Enumerable.Repeat("---", 7));
        foreach (var field in fields)
        {
            yield return Row(
                field.Fixed is null ? Code(field.Property) : "",
                string.Join(", ", field.Keys.Select(Code)),
                JsonOutput.ToLowerName(field.Type) + (field.List is null ? "" : " list"),
                field.IsRequired ? "required" : field.Fixed is not null ? "fixed" : field.IsCostDriver ? "drives the price" : "",
                Plain(FieldView.Allowed(field)),
                Code(field.Default?.Text ?? ""),
                Plain(field.Summary));
        }
    }

    private static IEnumerable<string> Price(PriceInfo? pricing)
    {
        if (pricing is null)
        {
            return ["Unknown."];
        }

        return pricing.Rates.Select(rate => $"- {Plain(PriceView.Rate(rate, pricing.Currency))}")
            .Append("")
            .Append($"As of {pricing.AsOf}.{(pricing.Note is null ? "" : " " + Plain(pricing.Note))}");
    }

    private static IEnumerable<string> Dispute(DisputeSpec dispute) =>
        dispute.Claims.Select(claim => $"  - {Plain(claim.Source)} says: {Plain(claim.Claim)}")
            .Prepend($"- {Plain(dispute.About)}: {Plain(dispute.Resolved)}");
}
