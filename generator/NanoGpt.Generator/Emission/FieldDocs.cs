using NanoGpt.Evaluation;
using NanoGpt.Schema.Model;

namespace NanoGpt.Generator.Emission;

/// <summary>Emits the XML docs of properties and values with the information that helps to choose a value.</summary>
internal sealed class FieldDocs(ModelDefinition model)
{
    private const int MaxRules = 2;
    private const int MaxValues = 8;

    private readonly RequestEvaluator evaluator = new(model);

    public static void WriteGroup(SourceWriter w, FieldInfo field) => w.Line($"/// <summary>{Summary(field)}</summary>");

    public void WriteProperty(SourceWriter w, FieldShape shape, EquatableArray<FieldInfo> fields)
    {
        w.Line($"/// <summary>{Summary(shape.Field)}</summary>");
        if (string.Join(" ", Facts(shape, fields)) is { Length: > 0 } facts)
        {
            w.Line($"/// <remarks>{facts}</remarks>");
        }
    }

    public void WriteValue(SourceWriter w, FieldInfo field, ValueInfo value)
    {
        var unit = field.Type == FieldType.Seconds ? " seconds" : "";
        var cost = Cost(field, FieldValue.Of(FieldDomain.ScalarOf(field, value))) is { } price ? $" A video costs {price}." : "";
        var disputed = value.IsDisputed ? " Only some sources list this value." : "";
        w.Line($"/// <summary>{Code(value.Wire)}{unit}.{cost}{disputed}</summary>");
    }

    private static string Summary(FieldInfo field) =>
        field.Summary.Length > 0 ? Escape.Xml(field.Summary) : $"The request field {Code(field.Wire.Name)}.";

    private IEnumerable<string> Facts(FieldShape shape, EquatableArray<FieldInfo> fields)
    {
        var field = shape.Field;
        if (field.List is { } list)
        {
            yield return $"A list{(Range(list.Min, list.Max, " items") is { } count ? " of" + count : "")}.";
        }

        if (Range(field.Min, field.Max, field.Type == FieldType.Seconds ? " seconds" : "") is { } range && !shape.HasEnum)
        {
            var bounds = (field.IsMinExclusive, field.IsMaxExclusive) switch
            {
                (true, true) => ", both exclusive",
                (true, false) => ", the lower bound exclusive",
                (false, true) => ", the upper bound exclusive",
                _ => "",
            };
            yield return $"Allowed:{range}{bounds}{(field.Step is { } step ? $", in steps of {Escape.Number(step)}" : "")}.";
        }

        if (Range(field.MinLength, field.MaxLength, " characters") is { } length)
        {
            yield return $"Length:{length}.";
        }

        if (!field.Values.IsEmpty)
        {
            yield return (field.IsOpen ? "Known values: " : "One of ") + FormatValues(shape) + ".";
        }

        if (field.Media is { AcceptsHttp: true })
        {
            yield return "Links may use http.";
        }

        if (field.Media?.MaxBytes is { } bytes)
        {
            yield return $"At most {Escape.Number(bytes)} bytes.";
        }

        if (Range(field.Media?.MinSeconds, field.Media?.MaxSeconds, " seconds") is { } seconds)
        {
            yield return $"Length:{seconds}.";
        }

        foreach (var reference in field.References)
        {
            var target = fields.First(candidate => candidate.Name == reference.Field);
            yield return $"{Code(reference.Marker + "1")} in the text refers to "
                + $"{(target.List is null ? "" : "the first item of ")}<see cref=\"{Escape.Name(target.Property)}\"/>.";
        }

        if (field.Default is { } value)
        {
            yield return $"If it is not set, the service uses {Code(value.Text)}.";
        }

        if (field.IsCostDriver)
        {
            yield return field.Type == FieldType.Boolean && Cost(field, FieldValue.Of(false)) is { } without
                && Cost(field, FieldValue.Of(true)) is { } with
                    ? $"A video costs {without} with <c>false</c>, {with} with <c>true</c>."
                    : "Affects the price.";
        }

        foreach (var rule in Rules(field))
        {
            yield return Escape.Xml(rule);
        }

        if (field.Media is not null || field.Wire.Name != field.Name)
        {
            yield return $"Sent as {FormatKeys(field)}.";
        }
    }

    // The rules that name a field, without the reasons for them.
    private IEnumerable<string> Rules(FieldInfo field)
    {
        var about = model.Rules.Where(rule =>
            rule.When.Concat(rule.Conditions).Any(condition => condition.Field == field.Name)).ToList();
        foreach (var rule in about.Take(MaxRules))
        {
            yield return new CompiledRule(rule with { Because = "" }, model).Describe(FieldNaming.Property) + ".";
        }

        if (about.Count > MaxRules)
        {
            yield return $"{about.Count - MaxRules} more rules.";
        }
    }

    private static string FormatValues(FieldShape shape)
    {
        var values = shape.Field.Values.Select(value => shape.HasEnum ? Escape.Xml(value.Member) : Code(value.Wire)).ToList();
        return values.Count <= MaxValues ? string.Join(", ", values)
            : $"{string.Join(", ", values.Take(MaxValues))} and {values.Count - MaxValues} more";
    }

    // The price of a video with a value, whatever the other fields are.
    private string? Cost(FieldInfo field, FieldValue value)
    {
        if (!field.IsCostDriver
            || evaluator.EstimatePrice(new OneValue(model, field, value)) is not { Minimum: { } min, Maximum: { } max })
        {
            return null;
        }

        return (min == max ? "" : Messages.Amount(min) + " to ") + $"{Messages.Amount(max)} {model.Price!.Currency}";
    }

    private readonly struct OneValue(ModelInfo model, FieldInfo only, FieldValue value) : IRequestView
    {
        public FieldValue GetValue(int field) => ReferenceEquals(model.Fields[field], only) ? value : FieldValue.Unknown;
    }

    // Several forms of a media input may share a key.
    private static string FormatKeys(FieldInfo field) => field.Media is not { } media
        ? Code(field.Wire.Name)
        : string.Join(
            " or ", new[] { media.UrlKey, media.DataKey, media.AttachmentKey }.OfType<string>().Distinct().Select(Code));

    private static string Code(string text) => "<c>" + Escape.Xml(text) + "</c>";

    private static string? Range(decimal? min, decimal? max, string unit) => (min, max) switch
    {
        ({ } low, { } high) => $" {Escape.Number(low)} to {Escape.Number(high)}{unit}",
        ({ } low, null) => $" at least {Escape.Number(low)}{unit}",
        (null, { } high) => $" at most {Escape.Number(high)}{unit}",
        _ => null,
    };
}
