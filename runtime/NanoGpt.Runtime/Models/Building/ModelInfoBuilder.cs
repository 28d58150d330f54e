using System.ComponentModel;
using System.Globalization;

namespace NanoGpt;

/// <summary>For generated code: makes the table of a model.</summary>
/// <param name="provider">The provider's id.</param>
/// <param name="id">The model's id as the wire spells it.</param>
/// <param name="title">The model's name as people write it.</param>
/// <param name="modes">What it can do, separated by spaces.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelInfoBuilder(string provider, string id, string title, string modes) : FieldTableBuilder<ModelInfoBuilder>
{
    private readonly List<Rule> rules = [];
    private readonly List<PriceRate> rates = [];
    private (string Currency, string AsOf, double? Seconds, string? Note)? price;
    private int outputs = 1;
    private ModelStatus status;
    private string? successor;
    private string? since;

    /// <summary>Adds a rule: if <paramref name="when"/> holds (null: always), all of <paramref name="require"/> must hold.</summary>
    public ModelInfoBuilder Require(string id, string? when, string require, string because, bool warning = false) =>
        Add(new Rule(id, RuleKind.Require, when, require, because, warning));

    /// <summary>Adds a rule: if <paramref name="when"/> holds (null: always), none of <paramref name="forbid"/> may hold.</summary>
    public ModelInfoBuilder Forbid(string id, string? when, string forbid, string because, bool warning = false) =>
        Add(new Rule(id, RuleKind.Forbid, when, forbid, because, warning));

    /// <summary>Adds a rule: if <paramref name="when"/> holds (null: always), one of <paramref name="fields"/> (<c>A|B</c>) must be set.</summary>
    public ModelInfoBuilder RequireAny(string id, string? when, string fields, string because, bool warning = false) =>
        Add(new Rule(id, RuleKind.RequireAny, when, fields, because, warning));

    /// <summary>Adds a rule: if <paramref name="when"/> holds (null: always), at most one of <paramref name="fields"/> (<c>A|B</c>) may be set.</summary>
    public ModelInfoBuilder AtMostOne(string id, string? when, string fields, string because, bool warning = false) =>
        Add(new Rule(id, RuleKind.AtMostOne, when, fields, because, warning));

    /// <summary>Says in which currency and as of which day (<c>yyyy-MM-dd</c>) the rates are.</summary>
    public ModelInfoBuilder Price(string currency, string asOf, double? seconds = null, string? note = null)
    {
        price = (currency, asOf, seconds, note);
        return this;
    }

    /// <summary>Adds a rate.</summary>
    public ModelInfoBuilder Rate(string? when = null, double perVideo = 0, double perSecond = 0, double freeSeconds = 0)
    {
        rates.Add(new PriceRate(when, perVideo, perSecond, freeSeconds));
        return this;
    }

    /// <summary>Says how many videos one job gives.</summary>
    public ModelInfoBuilder Outputs(int count)
    {
        outputs = count;
        return this;
    }

    /// <summary>Says that something replaces the model.</summary>
    public ModelInfoBuilder Deprecated(string? successor = null, string? since = null) => Set(ModelStatus.Deprecated, successor, since);

    /// <summary>Says that the service no longer has the model.</summary>
    public ModelInfoBuilder Removed(string? successor = null, string? since = null) => Set(ModelStatus.Removed, successor, since);

    /// <summary>The finished table.</summary>
    /// <param name="read">Makes a request of what a reader gives; null if the model has no type of its own.</param>
    /// <exception cref="FormatException">A condition, value, field or date is malformed.</exception>
    public ModelInfo Build(Func<FieldReader, VideoRequest>? read = null)
    {
        var rows = Rows();
        var ruleInfos = new RuleInfo[rules.Count];
        for (var i = 0; i < ruleInfos.Length; i++)
        {
            ruleInfos[i] = rules[i].Build(rows);
        }

        return new ModelInfo(provider, id, title, modes, rows, ruleInfos)
        {
            Price = BuildPrice(rows),
            Outputs = outputs,
            Status = status,
            Successor = successor,
            Since = since,
            Read = read,
        };
    }

    private PriceInfo? BuildPrice(FieldInfo[] rows)
    {
        if (price is not var (currency, asOf, seconds, note))
        {
            return null;
        }

        var infos = new RateInfo[rates.Count];
        for (var i = 0; i < infos.Length; i++)
        {
            var rate = rates[i];
            infos[i] = new RateInfo(
                ConditionParser.Parse(rate.When, rows), (decimal)rate.PerVideo, (decimal)rate.PerSecond, (decimal)rate.FreeSeconds);
        }

        var day = DateOnly.ParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new PriceInfo(currency, day, (decimal?)seconds, note, infos);
    }

    private ModelInfoBuilder Add(Rule rule)
    {
        rules.Add(rule);
        return this;
    }

    private ModelInfoBuilder Set(ModelStatus status, string? successor, string? since)
    {
        this.status = status;
        this.successor = successor;
        this.since = since;
        return this;
    }

    // Kept as text until Build, because a rule may name fields that come after it.
    private sealed record Rule(string Id, RuleKind Kind, string? When, string Demand, string Because, bool IsWarning)
    {
        public RuleInfo Build(FieldInfo[] rows)
        {
            var isAboutFields = Kind is RuleKind.RequireAny or RuleKind.AtMostOne;
            return new RuleInfo(
                Id,
                Kind,
                ConditionParser.Parse(When, rows),
                isAboutFields ? [] : ConditionParser.Parse(Demand, rows),
                isAboutFields ? Fields(rows) : [],
                Because,
                IsWarning);
        }

        private FieldInfo[] Fields(FieldInfo[] rows)
        {
            var names = PackedText.Split(Demand);
            var fields = new FieldInfo[names.Length];
            for (var i = 0; i < names.Length; i++)
            {
                fields[i] = Array.Find(rows, row => string.Equals(row.Property, names[i], StringComparison.Ordinal))
                    ?? throw new FormatException($"Rule {Id}: there is no property {names[i]}.");
            }

            return fields;
        }
    }

    private sealed record PriceRate(string? When, double PerVideo, double PerSecond, double FreeSeconds);
}
