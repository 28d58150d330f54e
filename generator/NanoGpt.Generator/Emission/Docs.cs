using NanoGpt.Schema.Model;

namespace NanoGpt.Generator.Emission;

/// <summary>Writes doc comments: what hover text shows of the directory's facts.</summary>
internal static class Docs
{
    /// <summary>On a request type.</summary>
    public static void OfModel(SourceWriter w, ModelSpec model)
    {
        w.Line($"/// <summary>{Escape.Xml(model.Summary)}</summary>");
        w.Line("/// <remarks>");
        foreach (var sentence in Facts(model))
        {
            w.Line($"/// <para>{sentence}</para>");
        }

        w.Line("/// </remarks>");
    }

    /// <summary>On the type of an object with members.</summary>
    public static void OfGroup(SourceWriter w, FieldSpec field) => w.Line($"/// <summary>{Summary(field)}</summary>");

    /// <summary>On a property.</summary>
    public static void OfProperty(SourceWriter w, FieldShape shape)
    {
        w.Line($"/// <summary>{Summary(shape.Field)}</summary>");
        w.Line($"/// <remarks>{string.Join(" ", Facts(shape))}</remarks>");
    }

    /// <summary>On an enum member or a constant.</summary>
    public static void OfValue(SourceWriter w, FieldSpec field, ValueSpec value)
    {
        var unit = field.Type == FieldType.Seconds ? " seconds" : "";
        var disputed = value.Disputed ? " Only some sources list it." : "";
        w.Line($"/// <summary><c>{Escape.Xml(value.Wire)}</c>{unit}.{disputed}</summary>");
    }

    private static string Summary(FieldSpec field) =>
        field.Summary.Length > 0 ? Escape.Xml(field.Summary) : $"The field <c>{Escape.Xml(field.Wire.Name)}</c>.";

    private static IEnumerable<string> Facts(ModelSpec model)
    {
        var modes = model.Modes.IsEmpty ? "" : ": " + Escape.Xml(string.Join(", ", model.Modes));
        yield return $"{Escape.Xml(model.Title)}, model <c>{Escape.Xml(model.Id)}</c> of <c>{Escape.Xml(model.Provider)}</c>{modes}."
            + Sources(model.Sources);

        if (model.Confidence is "low" or "high")
        {
            yield return model.Confidence == "low" ? "Only its name and purpose are documented." : "A recorded live response confirms it.";
        }

        if (model.Outputs != 1)
        {
            yield return $"One job gives {Escape.Number(model.Outputs)} videos.";
        }

        yield return model.Pricing is { } pricing ? Price(pricing, model) : "Its price is not known.";

        foreach (var rule in model.Rules)
        {
            yield return Escape.Xml(rule.Because);
        }

        foreach (var dispute in model.Disputes)
        {
            var claims = string.Join("; ", dispute.Claims.Select(c => $"{c.Source} says {c.Claim}"));
            yield return Escape.Xml($"Disputed {dispute.About}: {claims}. {dispute.Resolved}");
        }

        foreach (var note in model.Notes)
        {
            yield return Escape.Xml(note);
        }
    }

    private static string Price(PricingSpec pricing, ModelSpec model)
    {
        var rates = pricing.Rates.Select(r => Rate(r) + (Conditions.Text(r.When, model) is { } when ? $" with {when}" : ""));
        var length = pricing.Seconds is { } seconds ? $" A video has {Escape.Number(seconds)} seconds." : "";
        var note = pricing.Note is { } text ? " " + text : "";
        return Escape.Xml($"Price in {pricing.Currency} as of {pricing.AsOf}: {string.Join("; ", rates)}.{length}{note}");
    }

    private static string Rate(RateSpec rate)
    {
        var video = Escape.Number(rate.PerVideo);
        var second = Escape.Number(rate.PerSecond);
        return (rate.PerVideo, rate.PerSecond) switch
        {
            (_, 0) => $"{video} a video",
            (0, _) => $"{second} a second",
            _ when rate.FreeSeconds > 0 => $"{video} up to {Escape.Number(rate.FreeSeconds)} seconds, then {second} a second",
            _ => $"{video} a video and {second} a second",
        };
    }

    private static IEnumerable<string> Facts(FieldShape shape)
    {
        var field = shape.Field;
        yield return $"Sent as {Keys(field)}.";

        if (field.List is { } list)
        {
            yield return $"A list{(Range(list.Min, list.Max, " items") is { } count ? " of" + count : "")}.";
        }

        if (Range(field.Min, field.Max, field.Type == FieldType.Seconds ? " seconds" : "") is { } range && !shape.HasEnum)
        {
            var bounds = (field.MinExclusive, field.MaxExclusive) switch
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
            var values = string.Join(", ", field.Values.Select(v => $"<c>{Escape.Xml(v.Wire)}</c>"));
            yield return field.Open ? $"Known values: {values}." : $"One of {values}.";
        }

        if (field.Media is { } media)
        {
            if (media.MaxBytes is { } bytes)
            {
                yield return $"At most {Escape.Number(bytes)} bytes.";
            }

            if (Range(media.MinSeconds, media.MaxSeconds, " seconds") is { } seconds)
            {
                yield return $"Length:{seconds}.";
            }
        }

        if (field.Default is { } value)
        {
            yield return $"Without it the service takes <c>{Escape.Xml(value.Text)}</c>.";
        }

        if (field.Cost)
        {
            yield return "It drives the price.";
        }

        if (!field.Sources.IsEmpty)
        {
            yield return Sources(field.Sources).TrimStart();
        }
    }

    private static string Keys(FieldSpec field)
    {
        var keys = field.Media is { } media
            ? new[] { media.Url, media.Data, media.Attachment }.OfType<string>().Distinct(StringComparer.Ordinal)
            : [field.Wire.Name];
        return string.Join(" or ", keys.Select(k => $"<c>{Escape.Xml(k)}</c>"));
    }

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
