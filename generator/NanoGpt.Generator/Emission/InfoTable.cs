using System.Text;
using NanoGpt.Schema.Model;

namespace NanoGpt.Generator.Emission;

/// <summary>
/// Writes the static <c>Info</c> table: one literal that the runtime reads, with a line a field, a rule and a rate. One call a line
/// would be checked by the compiler, but makes a consumer's build a tenth slower.
/// </summary>
internal static class InfoTable
{
    /// <summary>The table of a model.</summary>
    public static void OfModel(SourceWriter w, ModelSpec model, FieldShape[] shapes)
    {
        w.Line($"public static {Name.ModelInfo} Info {{ get; }} = {Name.ModelInfo}.Parse(\"\"\"");
        using (w.Indent())
        {
            var head = new TableLine("model").Add(model.Provider).Add(model.Id).Add(model.Title).Add(string.Join(" ", model.Modes));
            w.Line($"{head}");
            EmitFields(w, shapes);
            foreach (var rule in model.Rules)
            {
                w.Line($"{Rule(rule, model)}");
            }

            if (model.Pricing is { } pricing)
            {
                EmitPricing(w, pricing, model);
            }

            EmitFacts(w, model);
            EmitEnd(w, shapes);
        }
    }

    /// <summary>The table of an object with members.</summary>
    public static void OfGroup(SourceWriter w, FieldShape[] shapes)
    {
        w.Line($"public static {Name.GroupInfo} Info {{ get; }} = {Name.GroupInfo}.Parse(\"\"\"");
        using (w.Indent())
        {
            EmitFields(w, shapes);
            EmitEnd(w, shapes);
        }
    }

    private static void EmitFields(SourceWriter w, FieldShape[] shapes)
    {
        foreach (var shape in shapes)
        {
            w.Line($"{(shape.HasProperty ? Property(shape) : Fixed(shape))}");
        }
    }

    // The tables of objects are given beside the literal, in the order of their lines.
    private static void EmitEnd(SourceWriter w, FieldShape[] shapes)
    {
        var groups = new StringBuilder();
        foreach (var shape in shapes)
        {
            if (shape.Kind == "group")
            {
                groups.Append(", ").Append(shape.Item).Append(".Info");
            }
        }

        w.Line($"\"\"\", Read{groups.ToString()});");
    }

    private static TableLine Fixed(FieldShape shape)
    {
        var field = shape.Field;
        return AsText(new TableLine(shape.Kind).Add(KindOf(field.Type)).Add(field.Name).Add(field.Wire.Name).Add(field.Fixed!.Text), field)
            .Flag("send", field.Send).Text("suffix", Suffix(field)).Flag("cost", field.Cost);
    }

    private static TableLine Property(FieldShape shape)
    {
        var field = shape.Field;
        var line = new TableLine(shape.Kind).Add(field.Name).Add(field.Property);
        if (field.Media is { } media)
        {
            line.Text("url", media.Url).Text("data", media.Data).Text("attachment", media.Attachment)
                .Flag("http", media.HttpLinks)
                .Number("maxBytes", media.MaxBytes).Number("minSeconds", media.MinSeconds).Number("maxSeconds", media.MaxSeconds);
        }
        else
        {
            line.Text("wire", string.Equals(field.Wire.Name, field.Name, StringComparison.Ordinal) ? null : field.Wire.Name);
        }

        // A closed set goes by the names of its enum too.
        var isClosed = shape.Kind == "choice";
        if (shape.Kind != "group")
        {
            line.Text("values", Packed(field.Values.Select(v => isClosed ? v.Member + "=" + Escape.Packed(v.Wire) : Escape.Packed(v.Wire))))
                .Text("disputed", Packed(field.Values.Where(v => v.Disputed).Select(v => isClosed ? v.Member : Escape.Packed(v.Wire))));
        }

        // What has no value to compare has no default in the table; its doc comment tells it.
        var hasValue = shape.Kind is not ("group" or "json") && !field.IsMedia;
        line.Text("aliases", Packed(field.Wire.Aliases.Select(Escape.Packed)))
            .Flag("required", field.Required)
            .Number(field.MinExclusive ? "above" : "min", field.Min)
            .Number(field.MaxExclusive ? "below" : "max", field.Max)
            .Number("step", field.Step)
            .Number("minLength", field.MinLength)
            .Number("maxLength", field.MaxLength)
            .Text("suffix", Suffix(field));
        return AsText(line, field)
            .Flag("list", shape.IsList)
            .Number("minItems", field.List?.Min)
            .Number("maxItems", field.List?.Max)
            .Text("default", hasValue ? field.Default?.Text : null)
            .Text("references", References(shape))
            .Flag("cost", field.Cost);
    }

    // Seconds are text on the wire unless the directory says otherwise; other numbers are not.
    private static TableLine AsText(TableLine line, FieldSpec field) => field.Type == FieldType.Seconds
        ? line.Flag("asNumber", !field.Wire.AsString)
        : line.Flag("asText", field.Wire.AsString);

    private static TableLine Rule(RuleSpec rule, ModelSpec model) => new TableLine(VerbOf(rule.Kind))
        .Add(rule.Id).Add(Conditions.Demand(rule, model) ?? "").Text("when", Conditions.Text(rule.When, model)).Text("because", rule.Because)
        .Flag("warning", rule.IsWarning);

    private static void EmitPricing(SourceWriter w, PricingSpec pricing, ModelSpec model)
    {
        var price = new TableLine("price").Add(pricing.Currency).Add(pricing.AsOf)
            .Number("seconds", pricing.Seconds).Text("note", pricing.Note);
        w.Line($"{price}");
        foreach (var rate in pricing.Rates)
        {
            var line = new TableLine("rate").Text("when", Conditions.Text(rate.When, model))
                .Number("perVideo", NonZero(rate.PerVideo)).Number("perSecond", NonZero(rate.PerSecond))
                .Number("freeSeconds", NonZero(rate.FreeSeconds));
            w.Line($"{line}");
        }
    }

    private static void EmitFacts(SourceWriter w, ModelSpec model)
    {
        if (model.Outputs != 1)
        {
            w.Line($"{new TableLine("outputs").Add(Escape.Number(model.Outputs))}");
        }

        if (model.Status == ModelStatus.Deprecated)
        {
            w.Line($"{new TableLine("deprecated").Text("since", model.Since).Text("successor", model.Successor)}");
        }
    }

    private static decimal? NonZero(decimal number) => number == 0 ? null : number;

    private static string? Suffix(FieldSpec field) => field.Wire.Suffix.Length == 0 ? null : field.Wire.Suffix;

    // As attributes spell it, but for the first letter.
    private static string VerbOf(RuleKind kind)
    {
        var verb = Conditions.Verb(kind);
        return char.ToLowerInvariant(verb[0]) + verb.Substring(1);
    }

    private static string KindOf(FieldType type) => type switch
    {
        FieldType.Boolean => "flag",
        FieldType.Integer => "integer",
        FieldType.Seed => "seed",
        FieldType.Number => "number",
        FieldType.Seconds => "seconds",
        _ => "text",
    };

    private static string? References(FieldShape shape) =>
        Packed(shape.References.Select(r => Escape.Packed(r.Marker) + "=" + r.Property));

    private static string? Packed(IEnumerable<string> parts)
    {
        var packed = string.Join("|", parts);
        return packed.Length == 0 ? null : packed;
    }
}
