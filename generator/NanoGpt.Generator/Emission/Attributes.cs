using NanoGpt.Schema.Model;

namespace NanoGpt.Generator.Emission;

/// <summary>Writes the attributes that analyzers and other readers of metadata go by.</summary>
internal static class Attributes
{
    /// <summary>One line an attribute, above the request type.</summary>
    public static void OfModel(SourceWriter w, ModelSpec model)
    {
        w.Line($"[{Name.Runtime}.VideoModel({new Arguments().Add(model.Provider).Add(model.Id)})]");
        foreach (var rule in model.Rules)
        {
            w.Line($"[{Name.Runtime}.ModelRule({Rule(rule, model)})]");
        }

        if (model.Status == ModelStatus.Deprecated)
        {
            w.Line($"[global::System.Obsolete({Escape.Literal(DeprecatedMessage(model))}, DiagnosticId = \"NGPT140\")]");
        }

        w.Line(Name.GeneratedCode);
    }

    /// <summary>The attributes of a property on one line, with a space after them.</summary>
    public static string OfProperty(FieldShape shape)
    {
        var attributes = string.Join(", ", Of(shape));
        return attributes.Length == 0 ? "" : $"[{attributes}] ";
    }

    /// <summary>What the compiler says where a deprecated model is used.</summary>
    private static string DeprecatedMessage(ModelSpec model) =>
        $"The model {model.Id} is deprecated{(model.Since is { } since ? $" since {since}" : "")}."
        + (model.SuccessorTypeName is { } type ? $" Use {type}Request." : model.Successor is { } successor ? $" Use the model {successor}." : "");

    private static string Rule(RuleSpec rule, ModelSpec model)
    {
        var attribute = new List<string> { Escape.Literal(rule.Id) };
        if (Conditions.Text(rule.When, model) is { } when)
        {
            attribute.Add($"When = {Escape.Literal(when)}");
        }

        var demand = rule.Kind is RuleKind.Require or RuleKind.Forbid
            ? Conditions.Text(rule.Conditions, model)
            : Conditions.Properties(rule.Fields, model);
        attribute.Add($"{rule.Kind} = {Escape.Literal(demand)}");
        attribute.Add($"Because = {Escape.Literal(rule.Because)}");
        if (rule.IsWarning)
        {
            attribute.Add("Warning = true");
        }

        return string.Join(", ", attribute);
    }

    private static IEnumerable<string> Of(FieldShape shape)
    {
        var field = shape.Field;
        if (field.Cost)
        {
            yield return $"{Name.Runtime}.CostDriver";
        }

        if (field.Media is { } media)
        {
            yield return $"{Name.Runtime}.Accepts({string.Join(", ", Accepts(media))})";
        }

        if (field.List is { } list && (list.Min ?? list.Max) is not null)
        {
            yield return $"{Name.Annotations}.Length({list.Min ?? 0}, {(list.Max is { } most ? Escape.Number(most) : "int.MaxValue")})";
        }

        // The annotations below speak about one value; on a list they would look at the list itself.
        if (shape.IsList)
        {
            yield break;
        }

        if (shape.Builder is "Integer" or "Seconds" && !shape.HasEnum && (field.Min ?? field.Max) is not null)
        {
            var min = Escape.Whole(field.Min ?? int.MinValue, int.MinValue, int.MaxValue);
            var max = Escape.Whole(field.Max ?? int.MaxValue, int.MinValue, int.MaxValue);
            yield return $"{Name.Annotations}.Range({(field.Min is null ? "int.MinValue" : min)}, {(field.Max is null ? "int.MaxValue" : max)})";
        }

        if (shape.Builder is "Number" or "Seed" && (field.Min ?? field.Max) is not null)
        {
            var min = field.Min is { } least ? Escape.Double(least) : "double.MinValue";
            var max = field.Max is { } most ? Escape.Double(most) : "double.MaxValue";
            yield return $"{Name.Annotations}.Range({min}, {max}{(field.MinExclusive ? ", MinimumIsExclusive = true" : "")}{(field.MaxExclusive ? ", MaximumIsExclusive = true" : "")})";
        }

        if (shape.Builder == "Integer" && !field.Values.IsEmpty)
        {
            // A property that is not set is null, which this annotation would refuse if it were not listed.
            var values = field.Values.Select(v => Escape.Whole(decimal.Parse(v.Wire, System.Globalization.CultureInfo.InvariantCulture), int.MinValue, int.MaxValue));
            yield return $"{Name.Annotations}.AllowedValues({(field.Required ? "" : "null, ")}{string.Join(", ", values)})";
        }

        if (shape.Builder == "Text" && (field.MinLength ?? field.MaxLength) is not null)
        {
            yield return $"{Name.Annotations}.StringLength({(field.MaxLength is { } longest ? Escape.Number(longest) : "int.MaxValue")}{(field.MinLength is { } least ? $", MinimumLength = {least}" : "")})";
        }

        if (field.Step is { } step && !shape.HasEnum)
        {
            yield return $"{Name.Runtime}.Step({Escape.Number(step)})";
        }
    }

    private static IEnumerable<string> Accepts(MediaSpec media)
    {
        var forms = new (string? Key, string Form)[] { (media.Url, "Url"), (media.Data, "Data"), (media.Attachment, "Attachment") };
        yield return string.Join(" | ", forms.Where(f => f.Key is not null).Select(f => $"{Name.MediaForms}.{f.Form}"));
        if (media.MaxBytes is { } bytes)
        {
            yield return $"MaxBytes = {Escape.Number(bytes)}";
        }

        if (media.MaxSeconds is { } seconds)
        {
            yield return $"MaxSeconds = {Escape.Number(seconds)}";
        }
    }
}
