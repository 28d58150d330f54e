using NanoGpt.Schema.Model;

namespace NanoGpt.Generator.Emission;

/// <summary>Writes doc comments: what hover text shows of the directory's facts.</summary>
internal static class Docs
{
    /// <summary>On a request type.</summary>
    public static void OfModel(SourceWriter w, ModelDefinition model)
    {
        w.Line($"/// <summary>{Escape.Xml(model.Summary)}</summary>");
        w.Line("/// <remarks>");
        WriteFacts(w, model);
        w.Line("/// </remarks>");
    }

    /// <summary>On the type of an object with members.</summary>
    public static void OfGroup(SourceWriter w, FieldInfo field) => w.Line($"/// <summary>{Summary(field)}</summary>");

    /// <summary>On a property.</summary>
    public static void OfProperty(SourceWriter w, FieldShape shape)
    {
        w.Line($"/// <summary>{Summary(shape.Field)}</summary>");
        w.Line($"/// <remarks>{string.Join(" ", Facts(shape))}</remarks>");
    }

    /// <summary>On an enum member or a constant.</summary>
    public static void OfValue(SourceWriter w, FieldInfo field, ValueInfo value)
    {
        var unit = field.Type == FieldType.Seconds ? " seconds" : "";
        var disputed = value.IsDisputed ? " Only some sources list it." : "";
        w.Line($"/// <summary><c>{Escape.Xml(value.Wire)}</c>{unit}.{disputed}</summary>");
    }

    private static string Summary(FieldInfo field) =>
        field.Summary.Length > 0 ? Escape.Xml(field.Summary) : $"The field <c>{Escape.Xml(field.Wire.Name)}</c>.";

    private static void WriteFacts(SourceWriter w, ModelDefinition model)
    {
        var modes = model.Modes.IsEmpty ? "" : ": " + Escape.Xml(string.Join(", ", model.Modes));
        Paragraph(w, $"{Escape.Xml(model.Title)}, model <c>{Escape.Xml(model.Id)}</c> of <c>{Escape.Xml(model.Provider)}</c>{modes}."
            + Sources(model.Sources));

        if (model.Confidence is "low" or "high")
        {
            Paragraph(w, model.Confidence == "low" ? "Only its name and purpose are documented." : "A recorded live response confirms it.");
        }

        if (model.Outputs != 1)
        {
            Paragraph(w, $"One job gives {Escape.Number(model.Outputs)} videos.");
        }

        Paragraph(w, model.Price is { } pricing ? Price(pricing, model) : "Its price is not known.");

        foreach (var rule in model.Rules)
        {
            Paragraph(w, Escape.Xml(rule.Because));
        }

        foreach (var dispute in model.Disputes)
        {
            Paragraph(w, Escape.Xml("Disputed " + dispute.About + ": " + Claims(dispute) + ". " + dispute.Resolved));
        }

        foreach (var note in model.Notes)
        {
            Paragraph(w, Escape.Xml(note));
        }
    }

    private static void Paragraph(SourceWriter w, string sentence) => w.Line($"/// <para>{sentence}</para>");

    private static string Claims(DisputeSpec dispute)
    {
        var claims = new string[dispute.Claims.Count];
        for (var i = 0; i < claims.Length; i++)
        {
            var claim = dispute.Claims[i];
            claims[i] = claim.Source + " says " + claim.Claim;
        }

        return string.Join("; ", claims);
    }

    private static string Price(PriceInfo pricing, ModelDefinition model)
    {
        var rates = pricing.Rates.Select(r => Rate(r) + (Conditions.Text(r.When, model) is { } when ? $" with {when}" : ""));
        var length = pricing.Seconds is { } seconds ? $" A video has {Escape.Number(seconds)} seconds." : "";
        var note = pricing.Note is { } text ? " " + text : "";
        return Escape.Xml($"Price in {pricing.Currency} as of {pricing.AsOf}: {string.Join("; ", rates)}.{length}{note}");
    }

    private static string Rate(RateInfo rate)
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

    private static List<string> Facts(FieldShape shape)
    {
        var field = shape.Field;
        var facts = new List<string> { $"Sent as {Keys(field)}." };

        if (field.List is { } list)
        {
            facts.Add($"A list{(Range(list.Min, list.Max, " items") is { } count ? " of" + count : "")}.");
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
            facts.Add($"Allowed:{range}{bounds}{(field.Step is { } step ? $", in steps of {Escape.Number(step)}" : "")}.");
        }

        if (Range(field.MinLength, field.MaxLength, " characters") is { } length)
        {
            facts.Add($"Length:{length}.");
        }

        if (!field.Values.IsEmpty && !shape.HasEnum)
        {
            var values = string.Join(", ", field.Values.Select(v => $"<c>{Escape.Xml(v.Wire)}</c>"));
            facts.Add(field.IsOpen ? $"Known values: {values}." : $"One of {values}.");
        }

        if (field.Media is { } media)
        {
            if (media.AcceptsHttp)
            {
                facts.Add("A link may be http.");
            }

            if (media.MaxBytes is { } bytes)
            {
                facts.Add($"At most {Escape.Number(bytes)} bytes.");
            }

            if (Range(media.MinSeconds, media.MaxSeconds, " seconds") is { } seconds)
            {
                facts.Add($"Length:{seconds}.");
            }
        }

        foreach (var reference in shape.References)
        {
            facts.Add($"{Code(reference.Marker + "1")} in it names {(reference.IsList ? "the first of " : "")}<see cref=\"{reference.Property}\"/>.");
        }

        if (field.Default is { } value)
        {
            facts.Add($"Without it the service takes <c>{Escape.Xml(value.Text)}</c>.");
        }

        if (field.IsCostDriver)
        {
            facts.Add("It drives the price.");
        }

        if (!field.Sources.IsEmpty)
        {
            facts.Add(Sources(field.Sources).TrimStart());
        }

        return facts;
    }

    private static string Keys(FieldInfo field)
    {
        if (field.Media is not { } media)
        {
            return Code(field.Wire.Name);
        }

        var keys = new List<string>();
        foreach (var key in new[] { media.UrlKey, media.DataKey, media.AttachmentKey })
        {
            // The forms of one medium may share a key.
            if (key is not null && !keys.Contains(Code(key)))
            {
                keys.Add(Code(key));
            }
        }

        return string.Join(" or ", keys);
    }

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
