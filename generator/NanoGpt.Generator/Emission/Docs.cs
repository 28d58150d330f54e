using NanoGpt.Evaluation;
using NanoGpt.Schema.Model;

namespace NanoGpt.Generator.Emission;

/// <summary>Emits the XML docs of generated code with the information that helps to choose a value.</summary>
internal static class Docs
{
    public static void WriteModel(SourceWriter w, ModelDefinition model)
    {
        w.Line($"/// <summary>{Escape.Xml(model.Summary)}</summary>");
        w.Line("/// <remarks>");
        var modes = model.Modes.IsEmpty ? "" : ": " + Escape.Xml(string.Join(", ", model.Modes));
        Paragraph($"{Escape.Xml(model.Title)}, model <c>{Escape.Xml(model.Id)}</c> of <c>{Escape.Xml(model.Provider)}</c>{modes}."
            + Sources(model.Sources));
        if (model.Confidence is "low" or "high")
        {
            Paragraph(model.Confidence == "low"
                ? "Only the name and the purpose of the model are documented."
                : "Confirmed by a recorded response of the service.");
        }

        if (model.Outputs != 1)
        {
            Paragraph($"Each job returns {Escape.Number(model.Outputs)} videos.");
        }

        Paragraph(model.Price is { } price ? Escape.Xml(Price(price, model)) : "The price is not known.");
        var rules = model.Rules.Select(rule => new CompiledRule(rule, model).Describe(FieldNaming.Property));
        foreach (var text in rules.Concat(model.Notes))
        {
            Paragraph(Escape.Xml(text));
        }

        w.Line("/// </remarks>");

        void Paragraph(string sentence) => w.Line($"/// <para>{sentence}</para>");
    }

    public static void WriteGroup(SourceWriter w, FieldInfo field) => w.Line($"/// <summary>{Summary(field)}</summary>");

    public static void WriteProperty(SourceWriter w, FieldShape shape, EquatableArray<FieldInfo> fields)
    {
        w.Line($"/// <summary>{Summary(shape.Field)}</summary>");
        w.Line($"/// <remarks>{string.Join(" ", Facts(shape, fields))}</remarks>");
    }

    public static void WriteValue(SourceWriter w, FieldInfo field, ValueInfo value)
    {
        var unit = field.Type == FieldType.Seconds ? " seconds" : "";
        var disputed = value.IsDisputed ? " Only some sources list this value." : "";
        w.Line($"/// <summary>{Code(value.Wire)}{unit}.{disputed}</summary>");
    }

    private static string Summary(FieldInfo field) =>
        field.Summary.Length > 0 ? Escape.Xml(field.Summary) : $"The request field {Code(field.Wire.Name)}.";

    private static string Price(PriceInfo price, ModelDefinition model)
    {
        var rates = price.Rates.Select(rate => FormatRate(rate) + FormatConditions(rate.When, model));
        var length = price.Seconds is { } seconds ? $" Each video is {Escape.Number(seconds)} seconds long." : "";
        var note = price.Note is null ? "" : " " + price.Note;
        return $"Price in {price.Currency} as of {price.AsOf}: {string.Join("; ", rates)}.{length}{note}";
    }

    private static string FormatConditions(EquatableArray<ConditionInfo> conditions, ModelDefinition model) =>
        conditions.IsEmpty ? "" : " with " + string.Join(" and ", conditions.Select(condition =>
            ConditionText.Of(condition, model.FindField(condition.Field)!, FieldNaming.Property)));

    private static string FormatRate(RateInfo rate)
    {
        var (video, second) = (Escape.Number(rate.PerVideo), Escape.Number(rate.PerSecond));
        return (rate.PerVideo, rate.PerSecond) switch
        {
            (_, 0) => $"{video} per video",
            (0, _) => $"{second} per second",
            _ when rate.FreeSeconds > 0 =>
                $"{video} for up to {Escape.Number(rate.FreeSeconds)} seconds, then {second} per second",
            _ => $"{video} per video and {second} per second",
        };
    }

    private static IEnumerable<string> Facts(FieldShape shape, EquatableArray<FieldInfo> fields)
    {
        var field = shape.Field;
        yield return $"Sent as {FormatKeys(field)}.";
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

        if (!field.Values.IsEmpty && !shape.HasEnum)
        {
            var values = string.Join(", ", field.Values.Select(static value => Code(value.Wire)));
            yield return field.IsOpen ? $"Known values: {values}." : $"One of {values}.";
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
            yield return "Affects the price.";
        }

        if (!field.Sources.IsEmpty)
        {
            yield return Sources(field.Sources).TrimStart();
        }
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

    private static string Sources(EquatableArray<string> sources) =>
        sources.IsEmpty ? "" : $" Sources: {Escape.Xml(string.Join(", ", sources))}.";
}
