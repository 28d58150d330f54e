using System.Globalization;
using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Writing;

/// <summary>The file of a model that only the list knows, in the style of the others. The price follows when the fields are known.</summary>
internal sealed class NewModel(FieldIndex fields, string source)
{
    /// <summary>The text of the file.</summary>
    /// <param name="listed">The entry of the list.</param>
    /// <param name="typeName">The C# name, where the id gives none that is free; else null.</param>
    /// <param name="heading">The first line of the directory's other files, if it is one for editors.</param>
    /// <param name="isBare">Leave out what may not go together: rules.</param>
    public string Write(ListedModel listed, string? typeName, string? heading, bool isBare)
    {
        var inputs = Inputs(listed).ToList();
        var lines = new List<string>();
        lines.AddRange(heading is null ? [] : [heading]);
        lines.Add($"id: {YamlText.Line(listed.Id)}");
        lines.Add($"title: {YamlText.Line(listed.Title)}");
        lines.Add($"summary: {YamlText.Line(Summary(listed))}");
        lines.AddRange(typeName is null ? [] : [$"type: {typeName}"]);
        lines.AddRange(listed.DeprecatedSince is null ? [] : ["status: deprecated", $"since: \"{listed.DeprecatedSince}\""]);
        lines.AddRange(listed.DeprecatedSince is null || listed.Successor is null ? [] : [$"successor: {YamlText.Line(listed.Successor)}"]);
        lines.Add($"modes: {YamlText.List(listed.Modes)}");
        lines.Add("inputs:");
        var width = inputs.Where(input => input.Text is not null).Select(input => input.Name.Length).DefaultIfEmpty().Max() + 1;
        lines.AddRange(inputs.Select(input => input.Text is null ? $"  {input.Name}:" : $"  {(input.Name + ":").PadRight(width)} {input.Text}"));
        lines.AddRange(isBare ? [] : Rules(listed, inputs));
        lines.Add("confidence: high");
        lines.Add($"sources: [{YamlText.Flow(source)}]");
        return string.Join('\n', lines) + "\n";
    }

    // Made of facts: what a vendor writes about its models is advertising.
    private static string Summary(ListedModel listed)
    {
        var modes = listed.Modes.Count == 1 ? listed.Modes[0] : $"{string.Join(", ", listed.Modes.SkipLast(1))} and {listed.Modes[^1]}";
        var lengths = listed.Fields.FirstOrDefault(field => field.Wire is "duration" or "seconds") is { } duration
            && ListedValues.Of(duration, FieldType.Seconds) is { Items: { Count: > 0 } items }
                ? items.Select(item => int.Parse(item, CultureInfo.InvariantCulture)).ToList() : [];
        var length = lengths.Count == 0 ? "" : lengths.Min() == lengths.Max() ? $", {lengths[0]} seconds long" : $", from {lengths.Min()} to {lengths.Max()} seconds";
        var owner = listed.Owner is { Length: > 0 } name ? $" by {char.ToUpperInvariant(name[0])}{name[1..]}" : "";
        return $"{char.ToUpperInvariant(modes[0])}{modes[1..]}{owner}{length}.";
    }

    private IEnumerable<(string Name, string Wire, string? Text)> Inputs(ListedModel listed)
    {
        var prompt = new ListedField
        {
            Name = "prompt", Wire = "prompt", Label = "What the video shows", Kind = ListedKind.Text, Required = listed.NeedsPrompt,
            MaxLength = listed.Fields.FirstOrDefault(field => field.Wire == "prompt")?.MaxLength,
        };
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in listed.Fields.Where(field => field.Wire != "prompt").Prepend(null).SelectMany(field => field is not null ? [field] : listed.TakesPrompt ? listed.Unlisted.Prepend(prompt) : listed.Unlisted))
        {
            var declared = fields.Get(field);
            if (used.Add(declared.Name))
            {
                yield return (declared.Name, field.Wire, InputText.Of(field, declared));
            }
        }
    }

    // A form shows a field only where it does something. That is worth a warning, not an error: nobody has tried.
    private static IEnumerable<string> Rules(ListedModel listed, List<(string Name, string Wire, string? Text)> inputs)
    {
        var rules = new List<string>();
        foreach (var field in listed.Fields.Where(field => field.ShownWhen.Count > 0))
        {
            var conditions = field.ShownWhen.Select(shown => (Other: listed.Fields.FirstOrDefault(other => other.Wire == shown.Wire), shown.Values)).ToList();
            var name = NameOf(field.Wire);
            if (name is null || conditions.Exists(condition => condition.Other is null || NameOf(condition.Other.Wire) is null || !condition.Values.All(value => Offers(condition.Other, value))))
            {
                continue;
            }

            var demands = conditions.Select(condition => $"{NameOf(condition.Other!.Wire)}: {Value(condition.Other, condition.Values)}");
            rules.Add($"  - id: {Id(name)}-where-offered");
            rules.Add($"    when:    {{ {name}: set }}");
            rules.Add($"    require: {{ {string.Join(", ", demands)} }}");
            rules.Add("    because: The service offers the field only then.");
            rules.Add("    severity: warning");
        }

        return rules.Count == 0 ? rules : rules.Prepend("rules:");

        string? NameOf(string wire) => inputs.Find(input => input.Wire == wire).Name;
    }

    private static string Id(string name) => string.Join('-', name.Split('_', StringSplitOptions.RemoveEmptyEntries));

    private static bool Offers(ListedField field, string value) =>
        field.Kind == ListedKind.Boolean ? value is "true" or "false" : field.Options.Contains(value, StringComparer.Ordinal);

    private static string Value(ListedField field, IReadOnlyList<string> values)
    {
        var type = ListedValues.NaturalType(field);
        var written = values.Select(value => field.Kind == ListedKind.Boolean ? value : ListedValues.Of(field with { Options = [value] }, type) is { Items: [var one] }
            ? ListedValues.Written(one, type) : YamlText.Flow(value)).ToList();
        return written is [var single] ? single : YamlText.List(written);
    }
}
