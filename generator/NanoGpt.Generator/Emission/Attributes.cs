using NanoGpt.Schema.Model;

namespace NanoGpt.Generator.Emission;

/// <summary>Writes the attributes that analyzers and other readers of metadata go by.</summary>
internal static class Attributes
{
    /// <summary>One line an attribute, above the request type.</summary>
    public static void OfModel(SourceWriter w, ModelDefinition model)
    {
        w.Line($"[{Name.Runtime}.VideoModel({Escape.Literal(model.Provider)}, {Escape.Literal(model.Id)})]");
        foreach (var rule in model.Rules)
        {
            w.Line($"[{Name.Runtime}.ModelRule({Rule(rule, model)})]");
        }

        if (model.Price is { } pricing && HasCostDriver(model))
        {
            w.Line($"[{Name.Runtime}.Price({Price(pricing, model)})]");
        }

        if (model.Status == ModelStatus.Deprecated)
        {
            w.Line($"[global::System.Obsolete({Escape.Literal(DeprecatedMessage(model))}, DiagnosticId = \"NGPT140\")]");
        }

        w.Line(Name.GeneratedCode);
    }

    /// <summary>The attributes of a property on one line, with a space after them.</summary>
    /// <param name="shape">The property.</param>
    /// <param name="isInRule">Whether a rule or a price speaks about it.</param>
    public static string OfProperty(FieldShape shape, bool isInRule)
    {
        var attributes = string.Join(", ", Of(shape, isInRule));
        return attributes.Length == 0 ? "" : $"[{attributes}] ";
    }

    /// <summary>What the compiler says where a deprecated model is used.</summary>
    private static string DeprecatedMessage(ModelDefinition model) =>
        $"The model {model.Id} is deprecated{(model.Since is { } since ? $" since {since}" : "")}."
        + (model.SuccessorTypeName is { } type ? $" Use {type}Request." : model.Successor is { } successor ? $" Use the model {successor}." : "");

    private static bool HasCostDriver(ModelDefinition model)
    {
        foreach (var field in model.Fields)
        {
            if (field.IsCostDriver)
            {
                return true;
            }
        }

        return false;
    }

    private static string Price(PriceInfo pricing, ModelDefinition model)
    {
        var arguments = new List<string> { Escape.Literal(pricing.Currency), Escape.Literal(pricing.AsOf) };
        foreach (var rate in pricing.Rates)
        {
            var condition = Conditions.Text(rate.When, model) is { } when ? when + ": " : "";
            var free = rate.FreeSeconds == 0 ? "" : "-" + Escape.Number(rate.FreeSeconds);
            var second = rate.PerSecond == 0 ? "" : $"{Escape.Number(rate.PerSecond)}/s{free}";
            var video = rate.PerVideo == 0 && rate.PerSecond != 0 ? "" : Escape.Number(rate.PerVideo);
            arguments.Add(Escape.Literal($"{condition}{video}{(video.Length > 0 && second.Length > 0 ? "+" : "")}{second}"));
        }

        if (pricing.Seconds is { } seconds)
        {
            arguments.Add($"Seconds = {Escape.Number(seconds)}");
        }

        return string.Join(", ", arguments);
    }

    private static string Rule(RuleInfo rule, ModelDefinition model)
    {
        var attribute = new List<string> { Escape.Literal(rule.Id) };
        if (Conditions.Text(rule.When, model) is { } when)
        {
            attribute.Add($"When = {Escape.Literal(when)}");
        }

        attribute.Add($"{Conditions.Verb(rule.Kind)} = {Escape.Literal(Conditions.Demand(rule, model))}");
        attribute.Add($"Because = {Escape.Literal(rule.Because)}");
        if (rule.IsWarning)
        {
            attribute.Add("Warning = true");
        }

        return string.Join(", ", attribute);
    }

    private static List<string> Of(FieldShape shape, bool isInRule)
    {
        var field = shape.Field;
        var attributes = new List<string>();
        if (field.IsCostDriver)
        {
            attributes.Add($"{Name.Runtime}.CostDriver");
        }

        // Only where a rule or a price asks: they count an unset field with its default, and are judged by these attributes alone.
        if (isInRule && field.Default is { } fallback && Default(shape, fallback) is { } value)
        {
            attributes.Add($"global::System.ComponentModel.DefaultValue({value})");
        }

        foreach (var reference in shape.References)
        {
            attributes.Add($"{Name.Runtime}.References({Escape.Literal(reference.Marker)}, {Escape.Literal(reference.Property)})");
        }

        if (field.Media is { } media)
        {
            attributes.Add($"{Name.Runtime}.Accepts({Accepts(media)})");
        }

        if (field.List is { } list && (list.Min ?? list.Max) is not null)
        {
            attributes.Add($"{Name.Runtime}.Count({list.Min ?? 0}, {(list.Max is { } most ? Escape.Number(most) : "int.MaxValue")})");
        }

        // The annotations below speak about one value; on a list they would look at the list itself.
        if (shape.IsList)
        {
            if (EachItem(shape) is { Count: > 0 } limits)
            {
                attributes.Add($"{Name.Runtime}.EachItem({string.Join(", ", limits)})");
            }

            return attributes;
        }

        if (shape.Kind is "integer" or "seconds" && !shape.HasEnum && (field.Min ?? field.Max) is not null)
        {
            var min = Escape.Whole(field.Min ?? int.MinValue, int.MinValue, int.MaxValue);
            var max = Escape.Whole(field.Max ?? int.MaxValue, int.MinValue, int.MaxValue);
            attributes.Add($"{Name.Annotations}.Range({(field.Min is null ? "int.MinValue" : min)}, {(field.Max is null ? "int.MaxValue" : max)})");
        }

        if (shape.Kind is "number" or "seed" && (field.Min ?? field.Max) is not null)
        {
            var min = field.Min is { } least ? Escape.Double(least) : "double.MinValue";
            var max = field.Max is { } most ? Escape.Double(most) : "double.MaxValue";
            attributes.Add($"{Name.Annotations}.Range({min}, {max}{(field.IsMinExclusive ? ", MinimumIsExclusive = true" : "")}{(field.IsMaxExclusive ? ", MaximumIsExclusive = true" : "")})");
        }

        if (shape.Kind == "integer" && !field.Values.IsEmpty)
        {
            // A property that is not set is null, which this annotation would refuse if it were not listed.
            var values = field.Values.Select(v => Escape.Whole(decimal.Parse(v.Wire, System.Globalization.CultureInfo.InvariantCulture), int.MinValue, int.MaxValue));
            attributes.Add($"{Name.Annotations}.AllowedValues({(field.IsRequired ? "" : "null, ")}{string.Join(", ", values)})");
        }

        if (shape.Kind == "text" && (field.MinLength ?? field.MaxLength) is not null)
        {
            attributes.Add($"{Name.Annotations}.StringLength({(field.MaxLength is { } longest ? Escape.Number(longest) : "int.MaxValue")}{(field.MinLength is { } least ? $", MinimumLength = {least}" : "")})");
        }

        if (field.Step is { } step && !shape.HasEnum)
        {
            attributes.Add($"{Name.Runtime}.Step({Escape.Number(step)})");
        }

        return attributes;
    }

    private static List<string> EachItem(FieldShape shape)
    {
        var limits = new List<string>();
        if (shape.Kind == "integer")
        {
            Add("Min", shape.Field.Min);
            Add("Max", shape.Field.Max);
        }
        else if (shape.Kind == "text")
        {
            Add("MinLength", shape.Field.MinLength);
            Add("MaxLength", shape.Field.MaxLength);
        }

        return limits;

        void Add(string name, decimal? limit)
        {
            if (limit is { } number)
            {
                limits.Add($"{name} = {Escape.Whole(number, int.MinValue, int.MaxValue)}");
            }
        }
    }

    // The default as a constant of the property's type; null where attributes cannot hold one.
    private static string? Default(FieldShape shape, Scalar value) => shape.Kind switch
    {
        _ when shape.IsList => null,
        _ when shape.HasEnum => Member(shape, value),
        "text" => Escape.Literal(value.Text),
        "flag" => value.Text,
        "integer" or "seconds" => Escape.Number(value.Number),
        "seed" => Escape.Number(value.Number) + "L",
        "number" => Escape.Double(value.Number),
        _ => null,
    };

    private static string? Member(FieldShape shape, Scalar value)
    {
        foreach (var candidate in shape.Field.Values)
        {
            if (string.Equals(candidate.Wire, value.Text, StringComparison.Ordinal))
            {
                return $"{shape.Item}.{Escape.Name(candidate.Member)}";
            }
        }

        return null;
    }

    private static string Accepts(MediaInfo media)
    {
        var arguments = new List<string>();
        if (media.UrlKey is null || media.DataKey is null || media.AttachmentKey is null)
        {
            arguments.Add(Forms(media));
        }

        if (media.MaxBytes is { } bytes)
        {
            arguments.Add($"MaxBytes = {Escape.Number(bytes)}");
        }

        if (media.MaxSeconds is { } seconds)
        {
            arguments.Add($"MaxSeconds = {Escape.Number(seconds)}");
        }

        if (media.AcceptsHttp)
        {
            arguments.Add("HttpLinks = true");
        }

        return string.Join(", ", arguments);
    }

    private static string Forms(MediaInfo media)
    {
        var forms = new List<string>();
        Add(media.UrlKey, "Url");
        Add(media.DataKey, "Data");
        Add(media.AttachmentKey, "Attachment");
        return string.Join(" | ", forms);

        void Add(string? key, string form)
        {
            if (key is not null)
            {
                forms.Add($"{Name.MediaForms}.{form}");
            }
        }
    }
}
