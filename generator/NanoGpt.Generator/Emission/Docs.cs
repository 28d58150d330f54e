using NanoGpt.Evaluation;
using NanoGpt.Schema.Model;

namespace NanoGpt.Generator.Emission;

/// <summary>Writes doc comments: the facts that help a caller choose. Disputes stay in the directory.</summary>
internal static class Docs
{
    public static void OfModel(SourceWriter w, ModelDefinition model)
    {
        w.Line($"/// <summary>{Escape.Xml(model.Summary)}</summary>");
        w.Line("/// <remarks>");
        var modes = model.Modes.IsEmpty ? "" : ": " + Escape.Xml(string.Join(", ", model.Modes));
        Paragraph($"{Escape.Xml(model.Title)}, model <c>{Escape.Xml(model.Id)}</c> of <c>{Escape.Xml(model.Provider)}</c>{modes}."
            + Sources(model.Sources));
        if (model.Confidence is "low" or "high")
        {
            Paragraph(model.Confidence == "low" ? "Only its name and purpose are documented."
                : "A recorded live response confirms it.");
        }

        if (model.Outputs != 1)
        {
            Paragraph($"One job gives {Escape.Number(model.Outputs)} videos.");
        }

        Paragraph(model.Price is { } price ? Escape.Xml(Price(price, model)) : "Its price is not known.");
        foreach (var text in model.Rules.Select(rule =>
            new CompiledRule(rule, model).Describe(FieldNaming.Property)).Concat(model.Notes))
        {
            Paragraph(Escape.Xml(text));
        }

        w.Line("/// </remarks>");

        void Paragraph(string sentence) => w.Line($"/// <para>{sentence}</para>");
    }

    public static void OfGroup(SourceWriter w, FieldInfo field) => w.Line($"/// <summary>{Summary(field)}</summary>");

    public static void OfProperty(SourceWriter w, FieldShape shape, EquatableArray<FieldInfo> fields)
    {
        w.Line($"/// <summary>{Summary(shape.Field)}</summary>");
        w.Line($"/// <remarks>{string.Join(" ", Facts(shape, fields))}</remarks>");
    }

    /// <summary>Writes the comment of an enum member or a constant.</summary>
    public static void OfValue(SourceWriter w, FieldInfo field, ValueInfo value)
    {
        var unit = field.Type == FieldType.Seconds ? " seconds" : "";
        var disputed = value.IsDisputed ? " Only some sources list it." : "";
        w.Line($"/// <summary>{Code(value.Wire)}{unit}.{disputed}</summary>");
    }

    private static string Summary(FieldInfo field) =>
        field.Summary.Length > 0 ? Escape.Xml(field.Summary) : $"The field {Code(field.Wire.Name)}.";

    private static string Price(PriceInfo price, ModelDefinition model)
    {
        var rates = price.Rates.Select(rate => Rate(rate) + When(rate.When, model));
        var length = price.Seconds is { } seconds ? $" A video has {Escape.Number(seconds)} seconds." : "";
        var note = price.Note is null ? "" : " " + price.Note;
        return $"Price in {price.Currency} as of {price.AsOf}: {string.Join("; ", rates)}.{length}{note}";
    }

    private static string When(EquatableArray<ConditionInfo> conditions, ModelDefinition model) => conditions.IsEmpty ? ""
        : " with "
        + string.Join(" and ", conditions.Select(condition =>
            ConditionText.Format(condition, model.FindField(condition.Field)!, FieldNaming.Property)));

    private static string Rate(RateInfo rate)
    {
        var (video, second) = (Escape.Number(rate.PerVideo), Escape.Number(rate.PerSecond));
        return (rate.PerVideo, rate.PerSecond) switch
        {
            (_, 0) => $"{video} a video",
            (0, _) => $"{second} a second",
            _ when rate.FreeSeconds > 0 => $"{video} up to {Escape.Number(rate.FreeSeconds)} seconds, then {second} a second",
            _ => $"{video} a video and {second} a second",
        };
    }

    private static IEnumerable<string> Facts(FieldShape shape, EquatableArray<FieldInfo> fields)
    {
        var field = shape.Field;
        yield return $"Sent as {Keys(field)}.";
        if (field.List is { } list)
        {
            yield return $"A list{(Range(list.Min, list.Max, " items") is { } count ? " of" + count : "")}.";
        }

        if (Range(field.Min, field.Max, field.Type == FieldType.Seconds ? " seconds" : "") is { } range && !shape.HasEnum)
        {
            var bounds = (field.IsMinExclusive, field.IsMaxExclusive) switch
            {
                (true, true) => ", both excluded",
                (true, false) => ", the lower bound excluded",
                (false, true) => ", the upper bound excluded",
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
            yield return "A link may be http.";
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
            yield return $"{Code(reference.Marker + "1")} in it names {(target.List is null ? "" : "the first of ")}"
                + $"<see cref=\"{Escape.Name(target.Property)}\"/>.";
        }

        if (field.Default is { } value)
        {
            yield return $"Without it the service takes {Code(value.Text)}.";
        }

        if (field.IsCostDriver)
        {
            yield return "It drives the price.";
        }

        if (!field.Sources.IsEmpty)
        {
            yield return Sources(field.Sources).TrimStart();
        }
    }

    // The forms of one medium may share a key.
    private static string Keys(FieldInfo field) => field.Media is not { } media
        ? Code(field.Wire.Name)
        : string.Join(" or ",
            new[] { media.UrlKey, media.DataKey, media.AttachmentKey }.OfType<string>().Distinct().Select(Code));

    private static string Code(string text) => "<c>" + Escape.Xml(text) + "</c>";

    private static string? Range(decimal? min, decimal? max, string unit) => (min, max) switch
    {
        ({ } least, { } most) => $" {Escape.Number(least)} to {Escape.Number(most)}{unit}",
        ({ } least, null) => $" at least {Escape.Number(least)}{unit}",
        (null, { } most) => $" at most {Escape.Number(most)}{unit}",
        _ => null,
    };

    private static string Sources(EquatableArray<string> sources) =>
        sources.IsEmpty ? "" : $" Sources: {Escape.Xml(string.Join(", ", sources))}.";
}
