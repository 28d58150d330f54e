using System.Text;

namespace NanoGpt.Tables;

/// <summary>Reads and writes the lines of a table that describe prices.</summary>
/// <remarks>
/// Consecutive rates that depend on one value of the same fields share a line:
/// <c>rates perSecond resolution|audio 720p|true|0.2|720p|false|0.1</c>.
/// </remarks>
internal static class PriceLines
{
    private const string PerVideo = "perVideo";
    private const string PerSecond = "perSecond";

    public static void Write(StringBuilder text, PriceInfo? price)
    {
        if (price is null)
        {
            return;
        }

        new TableLineWriter(text, "price")
            .Add(price.Currency).Add(price.AsOf).Number("seconds", price.Seconds).Text("note", price.Note);
        for (var i = 0; i < price.Rates.Count;)
        {
            var shape = ShapeOf(price.Rates[i]);
            var same = shape is null ? 1 : price.Rates.Skip(i).TakeWhile(rate => ShapeOf(rate) == shape).Count();
            if (same > 1)
            {
                WriteMany(text, [.. price.Rates.Skip(i).Take(same)]);
            }
            else
            {
                Write(text, price.Rates[i]);
            }

            i += same;
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
        while (reader.Take(static verb => verb is "rate" or "rates") is { } rate)
        {
            rates.AddRange(rate.Verb == "rate" ? [ReadOne(rate, fields)] : ReadMany(rate, fields));
            rate.End();
        }

        return new PriceInfo
        {
            Currency = currency, AsOf = asOf, Seconds = seconds, Note = note, Rates = rates.ToEquatableArray(),
        };
    }

    private static void Write(StringBuilder text, RateInfo rate) =>
        new TableLineWriter(text, "rate").Text("when", ConditionNotation.Write(rate.When))
            .Number(PerVideo, NonZero(rate.PerVideo)).Number(PerSecond, NonZero(rate.PerSecond))
            .Number("freeSeconds", NonZero(rate.FreeSeconds));

    private static void WriteMany(StringBuilder text, List<RateInfo> rates)
    {
        var fields = rates[0].When.Select(static condition => condition.Field);
        var cells = rates.SelectMany(static rate => rate.When.Select(static condition => TextOf(condition.Values[0]))
            .Concat([TableLineWriter.NumberOf(rate.PerVideo + rate.PerSecond)]));
        new TableLineWriter(text, "rates").Add(rates[0].PerSecond == 0 ? PerVideo : PerSecond)
            .Add(PackedText.Join(fields)!).Add(PackedText.Join(cells)!);
    }

    private static RateInfo ReadOne(TableLine line, EquatableArray<FieldInfo> fields) => new()
    {
        When = ConditionNotation.Read(line.Text("when"), fields),
        PerVideo = line.Number(PerVideo) ?? 0,
        PerSecond = line.Number(PerSecond) ?? 0,
        FreeSeconds = line.Number("freeSeconds") ?? 0,
    };

    private static IEnumerable<RateInfo> ReadMany(TableLine line, EquatableArray<FieldInfo> fields)
    {
        var component = line.Next();
        if (component is not (PerVideo or PerSecond))
        {
            throw line.Malformed($"'{component}' is not a component of a price");
        }

        var columns = PackedText.Split(line.Next()).Select(name =>
            fields.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.Ordinal))
            ?? throw line.Malformed($"there is no field '{name}'")).ToList();
        var cells = PackedText.Split(line.Next());
        if (cells.Count % (columns.Count + 1) != 0)
        {
            throw line.Malformed("a price is missing");
        }

        for (var i = 0; i < cells.Count; i += columns.Count + 1)
        {
            var first = i;
            var when = columns.Select((field, column) => new ConditionInfo(
                field.Name, ConditionOperator.IsOneOf, new([Value(field.Type, cells[first + column], line)])));
            var amount = Value(FieldType.Number, cells[i + columns.Count], line).Number;
            yield return new RateInfo
            {
                When = when.ToEquatableArray(),
                PerVideo = component == PerVideo ? amount : 0,
                PerSecond = component == PerSecond ? amount : 0,
            };
        }
    }

    // The component and the fields of a rate that depends on one value of each; null for any other rate.
    private static string? ShapeOf(RateInfo rate) =>
        rate.When.IsEmpty || rate.FreeSeconds != 0 || (rate.PerVideo == 0) == (rate.PerSecond == 0)
        || rate.When.Any(static condition => condition.Operator != ConditionOperator.IsOneOf || condition.Values.Count != 1)
            ? null
            : $"{rate.PerSecond == 0} {PackedText.Join(rate.When.Select(static condition => condition.Field))}";

    private static Scalar Value(FieldType type, string text, TableLine line) =>
        ConditionNotation.ReadValue(type, text) ?? throw line.Malformed($"'{text}' is not a value");

    private static string TextOf(Scalar value) =>
        value.Kind == ScalarKind.Number ? TableLineWriter.NumberOf(value.Number) : value.Text;

    private static decimal? NonZero(decimal number) => number == 0 ? null : number;
}
