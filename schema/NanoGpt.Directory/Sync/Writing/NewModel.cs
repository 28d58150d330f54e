using NanoGpt.Directories.Sync.Comparison;
using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Writing;

/// <summary>Writes the file of a model that only the list contains. The price follows after the fields are known.</summary>
internal sealed class NewModel(FieldIndex fields, string source)
{
    /// <summary>Returns the text of the file.</summary>
    /// <param name="listed">The list entry.</param>
    /// <param name="typeName">The C# name if the id gives no unused one; otherwise null.</param>
    /// <param name="heading">The editor line of the other files of the directory; null if they have none.</param>
    /// <param name="isBare">Whether to omit rules, which may contradict each other.</param>
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
        lines.AddRange(
            listed.DeprecatedSince is null || listed.Successor is null ? [] : [$"successor: {YamlText.Line(listed.Successor)}"]);
        lines.Add($"modes: {YamlText.List(listed.Modes)}");
        lines.Add("inputs:");
        var width = inputs.Where(input => input.Text is not null).Select(input => input.Name.Length).DefaultIfEmpty().Max() + 1;
        lines.AddRange(
            inputs.Select(
                input => input.Text is null ? $"  {input.Name}:" : $"  {(input.Name + ":").PadRight(width)} {input.Text}"));
        lines.AddRange(isBare ? [] : Rules(listed, inputs));
        lines.AddRange(listed.Facts.Count == 0 ? [] : [$"facts: {FactsUpdate.Flow(listed.Facts)}"]);
        lines.Add(listed.HasGuessedMedia && listed.Unlisted.Count > 0 ? "confidence: low" : "confidence: high");
        lines.Add($"sources: [{YamlText.Flow(source)}]");
        lines.AddRange(listed.Remarks.Count == 0 ? [] : ["notes:"]);
        lines.AddRange(listed.Remarks.Select(remark => $"  - {YamlText.Line(remark)}"));
        return string.Join('\n', lines) + "\n";
    }

    // Contains only facts, because vendor descriptions are advertising.
    private static string Summary(ListedModel listed)
    {
        var modes = listed.Modes.Count == 1
            ? listed.Modes[0] : $"{string.Join(", ", listed.Modes.SkipLast(1))} and {listed.Modes[^1]}";
        var lengths = listed.Fields.FirstOrDefault(field => field.Wire is "duration" or "seconds") is { } duration
            && ListedValues.Convert(duration, FieldType.Seconds) is { Items: { Count: > 0 } items }
                ? items.Select(item => int.Parse(item, CultureInfo.InvariantCulture)).ToList() : [];
        var length = lengths.Count == 0 ? ""
            : lengths.Min() == lengths.Max() ? $", {lengths[0]} seconds long"
            : $", from {lengths.Min()} to {lengths.Max()} seconds";
        var owner = listed.Owner is { Length: > 0 } name ? $" by {char.ToUpperInvariant(name[0])}{name[1..]}" : "";
        return $"{char.ToUpperInvariant(modes[0])}{modes[1..]}{owner}{length}.";
    }

    private IEnumerable<(string Name, string Wire, string? Text)> Inputs(ListedModel listed)
    {
        var prompt = new ListedField
        {
            Name = "prompt",
            Wire = "prompt",
            Label = "What the video shows",
            Kind = ListedKind.Text,
            Required = listed.NeedsPrompt,
            MaxLength = listed.Fields.FirstOrDefault(field => field.Wire == "prompt")?.MaxLength,
        };
        var used = new HashSet<string>(StringComparer.Ordinal);
        IEnumerable<ListedField> first = listed.TakesPrompt ? [prompt] : [];
        foreach (var field in first.Concat(listed.Unlisted).Concat(listed.Fields.Where(field => field.Wire != "prompt")))
        {
            var declared = fields.Get(field);
            if (used.Add(declared.Name))
            {
                yield return (declared.Name, field.Wire, InputText.Format(field, declared));
            }
        }
    }

    // The condition is a warning, not an error, because it is not verified.
    private static IEnumerable<string> Rules(ListedModel listed, List<(string Name, string Wire, string? Text)> inputs)
    {
        var rules = new List<string>();
        foreach (var field in listed.Fields.Where(field => field.ShownWhen.Count > 0))
        {
            var conditions = field.ShownWhen.Select(
                shown => (Other: listed.Fields.FirstOrDefault(other => other.Wire == shown.Wire), shown.Values))
                .ToList();
            var name = NameOf(field.Wire);
            if (name is null || !conditions.TrueForAll(condition => condition.Other is { } other && NameOf(other.Wire) is not null
                && condition.Values.All(value => Offers(other, value))))
            {
                continue;
            }

            var demands = conditions.Select(
                condition => $"{NameOf(condition.Other!.Wire)}: {Value(condition.Other, condition.Values)}");
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
        var written = values.Select(Written).ToList();
        return written is [var single] ? single : YamlText.List(written);

        string Written(string value) => field.Kind == ListedKind.Boolean ? value
            : ListedValues.Convert(field with { Options = [value] }, type) is { Items: [var one] }
            ? ListedValues.Written(one, type)
            : YamlText.Flow(value);
    }
}
