using NanoGpt.Directories.Wording;

namespace NanoGpt.Directories.Diff;

/// <summary>Compares recorded prices rate by rate.</summary>
/// <remarks>A new price counts as documentation because it invalidates no request and changes no C# name.</remarks>
internal static class PriceDiff
{
    private const string Key = "pricing";

    public static void Compare(ModelDefinition old, ModelDefinition now, ChangeList changes)
    {
        if (old.Price is not { } before || now.Price is not { } after)
        {
            if (!Equals(old.Price, now.Price))
            {
                var code = old.Price is null ? "price-added" : "price-removed";
                changes.Text(
                    code, Key, old.Price is null ? "a price is recorded" : "no price is recorded", PriceView.Summarize(old),
                    PriceView.Summarize(now));
            }

            return;
        }

        var rates = after.Rates.GroupBy(When).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        foreach (var (when, rate) in before.Rates.GroupBy(When).Select(group => (group.Key, group.First())))
        {
            if (!rates.Remove(when, out var same))
            {
                changes.Text("price-removed", Key, $"the price was removed{Suffix(when)}", Amount(rate, before));
            }
            else if (Amount(rate, before) is var oldAmount && Amount(same, after) is var newAmount && oldAmount != newAmount)
            {
                changes.Text("price-changed", Key, $"the price changed{Suffix(when)}", oldAmount, newAmount);
            }
        }

        foreach (var (when, rate) in rates.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            changes.Text("price-added", Key, $"a price is recorded{Suffix(when)}", now: Amount(rate, after));
        }

        changes.CompareText("pricing.seconds", Number(before.Seconds), Number(after.Seconds));
        changes.CompareText("pricing.as_of", before.AsOf, after.AsOf);
        changes.CompareText("pricing.note", before.Note, after.Note);
        changes.CompareTexts(
            "pricing.sources", ChangeList.WithoutModelSources(before.Sources, old),
            ChangeList.WithoutModelSources(after.Sources, now));
    }

    private static string Suffix(string when) => when.Length == 0 ? "" : " for " + when;

    private static string When(RateInfo rate) => ConditionText.Join(rate.When);

    private static string Amount(RateInfo rate, PriceInfo pricing)
    {
        var parts = new List<string>(2);
        if (rate.PerVideo != 0 || rate.PerSecond == 0)
        {
            parts.Add($"{Number(rate.PerVideo)} a video");
        }

        if (rate.PerSecond != 0)
        {
            parts.Add(
                $"{Number(rate.PerSecond)} a second{(rate.FreeSeconds == 0 ? "" : $" after {Number(rate.FreeSeconds)} s")}");
        }

        return $"{pricing.Currency} {string.Join(" + ", parts)}";
    }

    private static string? Number(decimal? number) =>
        number is { } value ? ExactNumber.Normalize(value).ToString(CultureInfo.InvariantCulture) : null;
}
