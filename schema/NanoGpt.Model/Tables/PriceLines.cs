using System.Text;

namespace NanoGpt.Tables;

/// <summary>Reads and writes the lines of a table that describe prices.</summary>
internal static class PriceLines
{
    public static void Write(StringBuilder text, PriceInfo? price)
    {
        if (price is null)
        {
            return;
        }

        new TableLineWriter(text, "price")
            .Add(price.Currency).Add(price.AsOf).Number("seconds", price.Seconds).Text("note", price.Note);
        foreach (var rate in price.Rates)
        {
            new TableLineWriter(text, "rate").Text("when", ConditionNotation.Write(rate.When))
                .Number("perVideo", NonZero(rate.PerVideo)).Number("perSecond", NonZero(rate.PerSecond))
                .Number("freeSeconds", NonZero(rate.FreeSeconds));
        }
    }

    public static PriceInfo? Read(TableReader reader, EquatableArray<FieldInfo> fields)
    {
        if (reader.Take("price") is not { } line)
        {
            return null;
        }

        var (currency, asOf) = (line.Next(), line.Next());
        var (seconds, note) = (line.Number("seconds"), line.Text("note"));
        line.End();
        var rates = new List<RateInfo>();
        while (reader.Take("rate") is { } rate)
        {
            rates.Add(new RateInfo
            {
                When = ConditionNotation.Read(rate.Text("when"), fields),
                PerVideo = rate.Number("perVideo") ?? 0,
                PerSecond = rate.Number("perSecond") ?? 0,
                FreeSeconds = rate.Number("freeSeconds") ?? 0,
            });
            rate.End();
        }

        return new PriceInfo
        {
            Currency = currency, AsOf = asOf, Seconds = seconds, Note = note, Rates = rates.ToEquatableArray(),
        };
    }

    private static decimal? NonZero(decimal number) => number == 0 ? null : number;
}
