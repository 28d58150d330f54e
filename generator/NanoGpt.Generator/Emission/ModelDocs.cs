using NanoGpt.Evaluation;
using NanoGpt.Schema.Model;

namespace NanoGpt.Generator.Emission;

/// <summary>Emits the XML docs of a request type with the information that helps to choose a model.</summary>
internal static class ModelDocs
{
    public static void Write(SourceWriter w, ModelDefinition model)
    {
        w.Line($"/// <summary>{Escape.Xml(model.Summary)}</summary>");
        w.Line("/// <remarks>");
        var modes = model.Modes.IsEmpty ? "" : ": " + Escape.Xml(string.Join(", ", model.Modes));
        Paragraph(
            $"{Escape.Xml(model.Title)}, model <c>{Escape.Xml(model.Id)}</c> of <c>{Escape.Xml(model.Provider)}</c>{modes}.");
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

    private static string Price(PriceInfo price, ModelDefinition model)
    {
        var rates = price.Rates.Select(rate => FormatRate(rate) + FormatConditions(rate.When, model));
        var length = price.Seconds is { } seconds ? $" Each video is {Escape.Number(seconds)} seconds long." : "";
        var note = price.Note is null ? "" : " " + price.Note;
        return $"Price in {price.Currency} as of {price.AsOf}: {string.Join("; ", rates)}.{length}{note}";
    }

    private static string FormatConditions(EquatableArray<ConditionInfo> conditions, ModelDefinition model) =>
        conditions.IsEmpty ? "" : " with " + string.Join(" and ", conditions.Select(condition =>
            ConditionText.Format(condition, model.FindField(condition.Field)!, FieldNaming.Property)));

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
}
