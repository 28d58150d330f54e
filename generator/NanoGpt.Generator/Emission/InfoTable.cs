using NanoGpt.Schema.Model;

namespace NanoGpt.Generator.Emission;

/// <summary>Writes the static <c>Info</c> table: one builder call a field, a rule and a price.</summary>
internal static class InfoTable
{
    /// <summary>The table of a model.</summary>
    public static void OfModel(SourceWriter w, ModelSpec model, FieldShape[] shapes)
    {
        var head = new Arguments()
            .Add(model.Provider).Add(model.Id).Add(model.Title).Add(string.Join(" ", model.Modes));
        w.Line($"public static {Name.ModelInfo} Info {{ get; }} = new {Name.ModelInfoBuilder}({head})");
        using (w.Indent())
        {
            EmitFields(w, shapes);
            foreach (var rule in model.Rules)
            {
                EmitRule(w, rule, model);
            }

            if (model.Pricing is { } pricing)
            {
                EmitPricing(w, pricing, model);
            }

            EmitFacts(w, model);
            w.Line(".Build(Read);");
        }
    }

    /// <summary>The table of an object with members.</summary>
    public static void OfGroup(SourceWriter w, FieldShape[] shapes)
    {
        w.Line($"public static {Name.GroupInfo} Info {{ get; }} = new {Name.GroupInfoBuilder}()");
        using (w.Indent())
        {
            EmitFields(w, shapes);
            w.Line(".Build(Read);");
        }
    }

    private static void EmitFields(SourceWriter w, FieldShape[] shapes)
    {
        foreach (var shape in shapes)
        {
            w.Line($".{shape.Builder}({Row(shape)})");
        }
    }

    private static Arguments Row(FieldShape shape)
    {
        var field = shape.Field;
        if (field.Fixed is { } value)
        {
            return new Arguments().Add(field.Name).Add(field.Wire.Name).Add(value.Text)
                .Code($"{Name.Runtime}.FieldKind.{KindOf(field.Type)}").Flag("send", field.Send).Text("suffix", Suffix(field))
                .Flag("asString", field.Wire.AsString, unless: field.Type == FieldType.Seconds).Flag("cost", field.Cost);
        }

        var row = new Arguments().Add(field.Name).Add(field.Property);
        switch (shape.Builder)
        {
            case "Choice":
                row.Add(string.Join("|", field.Values.Select(v => v.Member + "=" + Escape.Packed(v.Wire))))
                    .Text("disputed", Packed(field.Values.Where(v => v.Disputed).Select(v => v.Member)));
                break;
            case "Group":
                row.Code($"{shape.Item}.Info");
                break;
            default:
                row.Text("values", Packed(field.Values.Select(v => v.Wire)))
                    .Text("disputed", Packed(field.Values.Where(v => v.Disputed).Select(v => v.Wire)));
                break;
        }

        if (field.Media is { } media)
        {
            row.Text("url", media.Url).Text("data", media.Data).Text("attachment", media.Attachment)
                .Number("maxBytes", media.MaxBytes).Number("minSeconds", media.MinSeconds).Number("maxSeconds", media.MaxSeconds);
        }
        else
        {
            row.Text("wire", string.Equals(field.Wire.Name, field.Name, StringComparison.Ordinal) ? null : field.Wire.Name);
        }

        // What has no value to compare has no default in the table; its doc comment tells it.
        var hasValue = shape.Builder is not ("Group" or "Json") && !field.IsMedia;
        return row
            .Text("aliases", Packed(field.Wire.Aliases))
            .Flag("required", field.Required)
            .Number(field.MinExclusive ? "above" : "min", field.Min)
            .Number(field.MaxExclusive ? "below" : "max", field.Max)
            .Number("step", field.Step)
            .Number("minLength", field.MinLength)
            .Number("maxLength", field.MaxLength)
            .Text("suffix", Suffix(field))
            .Flag("asString", field.Wire.AsString, unless: field.Type == FieldType.Seconds)
            .Flag("list", shape.IsList)
            .Number("minItems", field.List?.Min)
            .Number("maxItems", field.List?.Max)
            .Text("defaultsTo", hasValue ? field.Default?.Text : null)
            .Text("references", References(shape))
            .Flag("cost", field.Cost);
    }

    private static void EmitRule(SourceWriter w, RuleSpec rule, ModelSpec model)
    {
        var call = new Arguments().Add(rule.Id).Add(Conditions.Text(rule.When, model)).Add(Conditions.Demand(rule, model)).Add(rule.Because)
            .Flag("warning", rule.IsWarning);
        w.Line($".{Conditions.Verb(rule.Kind)}({call})");
    }

    private static void EmitPricing(SourceWriter w, PricingSpec pricing, ModelSpec model)
    {
        var price = new Arguments().Add(pricing.Currency).Add(pricing.AsOf)
            .Number("seconds", pricing.Seconds).Text("note", pricing.Note);
        w.Line($".Price({price})");
        foreach (var rate in pricing.Rates)
        {
            var call = new Arguments().Add(Conditions.Text(rate.When, model))
                .Number("perVideo", NonZero(rate.PerVideo)).Number("perSecond", NonZero(rate.PerSecond))
                .Number("freeSeconds", NonZero(rate.FreeSeconds));
            w.Line($".Rate({call})");
        }
    }

    private static void EmitFacts(SourceWriter w, ModelSpec model)
    {
        if (model.Outputs != 1)
        {
            w.Line($".Outputs({new Arguments().Code(Escape.Number(model.Outputs))})");
        }

        if (model.Status == ModelStatus.Deprecated)
        {
            w.Line($".Deprecated({new Arguments().Text("since", model.Since).Text("successor", model.Successor)})");
        }
    }

    private static decimal? NonZero(decimal number) => number == 0 ? null : number;

    private static string? Suffix(FieldSpec field) => field.Wire.Suffix.Length == 0 ? null : field.Wire.Suffix;

    private static string KindOf(FieldType type) => type switch
    {
        FieldType.Boolean => "Flag",
        FieldType.Integer => "Integer",
        FieldType.Seed => "Seed",
        FieldType.Number => "Number",
        FieldType.Seconds => "Seconds",
        _ => "Text",
    };

    private static string? References(FieldShape shape) => shape.References.IsEmpty
        ? null
        : string.Join("|", shape.References.Select(r => Escape.Packed(r.Marker) + "=" + r.Property));

    private static string? Packed(IEnumerable<string> parts)
    {
        var packed = string.Join("|", parts.Select(Escape.Packed));
        return packed.Length == 0 ? null : packed;
    }
}
