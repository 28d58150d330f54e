using System.Globalization;

namespace NanoGpt;

/// <summary>
/// Reads a table as generated code holds it: one literal, because that is what a consumer's compiler handles fastest. A line each
/// for the model, its fields in their order, its rules, its price and rates, and facts:
/// <code>
/// model nanogpt sora-2 "Sora 2" "text-to-video image-to-video"
/// text prompt Prompt required
/// choice resolution Resolution values=R720p=720p|R1792x1024=1792x1024 cost
/// require wide-needs-pro ProMode=true when=Resolution=R1792x1024 because="1792x1024 is rendered only in pro mode."
/// price USD 2026-08-24
/// rate when="ProMode=false &amp; Resolution=R720p" perSecond=0.1
/// </code>
/// Like the notation of its conditions it tolerates nothing, because only the generator writes it.
/// </summary>
internal sealed class TableParser
{
    private readonly List<TableLine> lines = new(24);
    private readonly Queue<FieldGroupInfo> groups;
    private int next;

    private TableParser(string table, FieldGroupInfo[] groups)
    {
        this.groups = new(groups);
        foreach (var line in table.AsSpan().EnumerateLines())
        {
            lines.Add(new TableLine(line));
        }
    }

    /// <summary>The table of a model.</summary>
    /// <param name="table">Its lines.</param>
    /// <param name="read">Makes a request of what a reader gives.</param>
    /// <param name="groups">The tables of its objects, in their order.</param>
    /// <exception cref="FormatException">The table is malformed.</exception>
    public static ModelInfo Model(string table, Func<FieldReader, VideoRequest>? read, FieldGroupInfo[] groups) =>
        new TableParser(table, groups).Model(read);

    /// <summary>The table of an object with members.</summary>
    /// <inheritdoc cref="Model(string, Func{FieldReader, VideoRequest}?, FieldGroupInfo[])"/>
    public static FieldGroupInfo Group(string table, Func<FieldReader, FieldGroup> read, FieldGroupInfo[] groups)
    {
        var parser = new TableParser(table, groups);
        var rows = parser.Fields();
        return parser.Take() is { } line ? throw line.Broken("a field is expected") : new FieldGroupInfo(rows, read);
    }

    private ModelInfo Model(Func<FieldReader, VideoRequest>? read)
    {
        var head = Take("model") ?? throw lines[0].Broken("'model' is expected");
        var (provider, id, title, modes) = (head.Next(), head.Next(), head.Next(), head.Next());
        head.End();

        var rows = Fields();
        var rules = Rules(rows);
        var price = Price(rows);
        var outputs = Take("outputs");
        var count = outputs is null ? 1 : int.Parse(outputs.Next(), CultureInfo.InvariantCulture);
        var deprecated = Take("deprecated");
        var info = new ModelInfo(provider, id, title, modes, rows, rules)
        {
            Price = price,
            Outputs = count,
            Status = deprecated is null ? ModelStatus.Active : ModelStatus.Deprecated,
            Successor = deprecated?.Text("successor"),
            Since = deprecated?.Text("since"),
            Read = read,
        };
        outputs?.End();
        deprecated?.End();
        return Take() is { } line ? throw line.Broken("this verb is not expected here") : info;
    }

    private FieldInfo[] Fields()
    {
        var rows = new List<FieldInfo>(lines.Count);
        var references = new List<(FieldInfo Row, string Packed, TableLine Line)>();
        while (next < lines.Count && FieldRow.IsField(lines[next].Verb))
        {
            var line = lines[next++];
            var row = FieldRow.Read(line, groups);
            if (line.Text("references") is { } packed)
            {
                references.Add((row, packed, line));
            }

            line.End();
            rows.Add(row);
        }

        // At the end, because a text may name fields that come after it.
        foreach (var (row, packed, line) in references)
        {
            row.ReferenceRows = References(packed, rows, line);
        }

        return groups.Count == 0 ? [.. rows] : throw new FormatException("There are more tables of objects than objects.");
    }

    private static ReferenceInfo[] References(string packed, List<FieldInfo> rows, TableLine line)
    {
        var infos = new List<ReferenceInfo>();
        for (var text = new PackedText(packed); !text.IsAtEnd;)
        {
            var (marker, property) = text.Next();
            var index = rows.FindIndex(other => string.Equals(other.Property, property, StringComparison.Ordinal));
            if (marker is null || index < 0)
            {
                throw line.Broken($"there is no property '{property}'");
            }

            infos.Add(new ReferenceInfo(marker, rows[index], index));
        }

        return [.. infos];
    }

    private RuleInfo[] Rules(FieldInfo[] rows)
    {
        var rules = new List<RuleInfo>();
        while (next < lines.Count && KindOf(lines[next].Verb) is { } kind)
        {
            var line = lines[next++];
            var (id, demand) = (line.Next(), line.Next());
            var isAboutFields = kind is RuleKind.RequireAny or RuleKind.AtMostOne;
            rules.Add(new RuleInfo(
                id,
                kind,
                ConditionParser.Parse(line.Text("when"), rows),
                isAboutFields ? [] : ConditionParser.Parse(demand, rows),
                isAboutFields ? Properties(demand, rows, line) : [],
                line.Text("because") ?? throw line.Broken("'because' is missing"),
                line.Flag("warning")));
            line.End();
        }

        return [.. rules];
    }

    private static FieldInfo[] Properties(string demand, FieldInfo[] rows, TableLine line) => Array.ConvertAll(
        PackedText.Split(demand),
        name => Array.Find(rows, row => string.Equals(row.Property, name, StringComparison.Ordinal))
            ?? throw line.Broken($"there is no property {name}"));

    private PriceInfo? Price(FieldInfo[] rows)
    {
        if (Take("price") is not { } price)
        {
            return null;
        }

        var (currency, asOf) = (price.Next(), price.Next());
        var (seconds, note) = (price.Number("seconds"), price.Text("note"));
        price.End();
        var rates = new List<RateInfo>();
        while (Take("rate") is { } rate)
        {
            rates.Add(new RateInfo(
                ConditionParser.Parse(rate.Text("when"), rows),
                rate.Number("perVideo") ?? 0,
                rate.Number("perSecond") ?? 0,
                rate.Number("freeSeconds") ?? 0));
            rate.End();
        }

        var day = DateOnly.ParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new PriceInfo(currency, day, seconds, note, [.. rates]);
    }

    // The next line if it has the verb, or any.
    private TableLine? Take(string? verb = null) =>
        next < lines.Count && (verb is null || string.Equals(lines[next].Verb, verb, StringComparison.Ordinal)) ? lines[next++] : null;

    private static RuleKind? KindOf(string verb) => verb switch
    {
        "require" => RuleKind.Require,
        "forbid" => RuleKind.Forbid,
        "requireAny" => RuleKind.RequireAny,
        "atMostOne" => RuleKind.AtMostOne,
        _ => null,
    };
}
