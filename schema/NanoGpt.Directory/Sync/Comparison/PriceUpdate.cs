using NanoGpt.Directories.Diff;
using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Directories.Sync.Writing;

namespace NanoGpt.Directories.Sync.Comparison;

/// <summary>Updates the price of a model: single amounts if only those changed, otherwise the whole block.</summary>
internal sealed class PriceUpdate(ModelDefinition model, YamlDocument document, SyncContext context)
{
    /// <summary>Compares the prices and edits the file.</summary>
    /// <returns>The changes.</returns>
    public IEnumerable<SyncChange> Apply(ListedModel listed, bool isNew)
    {
        var ignored = new List<string>();
        var bound = listed.Price is null ? null : PriceBinding.Bind(listed.Price, model, ignored);
        if (bound is null && (listed.PriceProblem ?? listed.PriceText) is not null)
        {
            var reason = listed.PriceProblem ?? "the price depends on values that no request of this model contains";
            context.Uncompared(model.Id, "pricing", $"{reason}: {listed.PriceText}");
        }
        else if (listed.PriceProblem is { } unread)
        {
            context.Uncompared(model.Id, "pricing", unread);
        }

        if (bound is null)
        {
            if (isNew && listed.PriceText is { } text)
            {
                Keep(text);
            }

            return isNew || listed.PriceText is not null || model.Price is null || !context.Vendor.ListsPrices
                ? [] : Dispute("no price", "Left as it is: the price of an earlier record.");
        }

        context.Compared(Math.Max(1, PriceBinding.Count(bound)));
        return [.. Compare(bound, PriceBinding.Rates(bound, model)), .. Ignored(ignored), .. CompareLength(bound)];
    }

    private IEnumerable<SyncChange> Compare(ListedPrice bound, PriceInfo listedPrice)
    {
        if (model.Price is not { } own)
        {
            Write(bound);
            foreach (var name in PriceBinding.Fields(bound.PerVideo).Concat(PriceBinding.Fields(bound.PerSecond))
                .Distinct(StringComparer.Ordinal))
            {
                MarkCost(name);
            }

            return [new SyncChange(SyncKind.Changed, model.Id, "pricing", "a price is listed")];
        }

        var found = PriceComparison.Compare(model, own, listedPrice);
        var changes = new List<SyncChange>();
        if (found.Differs)
        {
            if (!Try(() => new PriceMerge(document).Apply(bound), listedPrice)
                && !Try(() => ChangeFigures(listedPrice, bound), listedPrice))
            {
                if (found.Uncovered.Count > 0)
                {
                    // The author of this price knew more than the list contains; a person must decide which part still holds.
                    return Dispute(
                        $"other prices: {string.Join("; ", listedPrice.Rates.Select(rate => Brief(rate)))}",
                        "Left as it is: the directory's price covers more than the list's.");
                }

                Replace(bound);
            }

            changes.Add(new SyncChange(SyncKind.Changed, model.Id, "pricing", "the listed price differs"));
        }

        if (found.Uncovered.Count > 0)
        {
            changes.AddRange(Dispute(
                $"no price for {string.Join("; ", found.Uncovered.Select(rate => ConditionText.Join(rate.When)))}",
                "Left as it is: the directory's price covers more than the list's."));
        }

        return changes;
    }

    private IEnumerable<SyncChange> Ignored(List<string> ignored) => ignored.Count == 0 ? []
        : Dispute($"also a price for {string.Join("; ", ignored)}", "Left as it is: no request of the model has such a value.");

    private IEnumerable<SyncChange> CompareLength(ListedPrice bound)
    {
        if (bound.Seconds is not { } seconds || model.Price is not { } own)
        {
            return [];
        }

        var field = RequestChecker.DurationField(model);
        var length = field?.Fixed?.Number
            ?? (field?.Values is [var only] ? FieldDomain.ScalarOf(field, only).Number : own.Seconds);
        return length == seconds ? []
            : Dispute($"videos of {YamlText.Number(seconds)} seconds", "Left as it is: the length of the file.");
    }

    private IEnumerable<SyncChange> Dispute(string claim, string kept) =>
        context.Dispute(model, document, "pricing", claim, kept) is { } change ? [change] : [];

    private static string Brief(RateInfo rate) =>
        $"{ConditionText.Join(rate.When)}{(rate.When.IsEmpty ? "" : ": ")}{YamlText.Money(rate.PerVideo)} + "
            + $"{YamlText.Money(rate.PerSecond)} a second";

    private void Keep(string text)
    {
        var note = YamlText.Line($"The listed price, which the keys of a price cannot say: {text}");
        if (document.Find("notes") is YamlSequence)
        {
            document.AddItem(["notes"], note);
        }
        else
        {
            document.AddKey("notes", $"[{note}]", ["- " + note]);
        }
    }

    private void Write(ListedPrice bound)
    {
        var lines = PriceText.Lines(bound, context.Date, context.Source);
        var flow = "{ " + string.Join(", ", PriceText.FlowEntries(bound, context.Date, context.Source)) + " }";
        document.AddKey("pricing", flow, lines);
        context.UseSource(document);
    }

    // Comments beside unchanged entries are kept.
    private void Replace(ListedPrice bound)
    {
        if (!document.IsBlock("pricing"))
        {
            document.Remove([], "pricing");
            Write(bound);
            return;
        }

        var entries = PriceText.FlowEntries(bound, context.Date, context.Source).Select(entry => entry.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        foreach (var key in new[] { "per_video", "per_second", "base", "seconds", "note" }
            .Where(key => !entries.ContainsKey(key)))
        {
            document.Remove(["pricing"], key);
        }

        foreach (var (key, value) in entries)
        {
            document.Set(["pricing"], key, value);
        }

        context.UseSource(document);
    }

    // An edit is kept only if the file then has the listed price.
    private bool Try(Func<bool> edit, PriceInfo listedPrice)
    {
        var before = document.Text;
        if (edit() && context.Load(document)?.Price is { } now && !PriceComparison.Compare(model, now, listedPrice).Differs)
        {
            document.Set(["pricing"], "as_of", $"\"{context.Date}\"");
            document.Set(["pricing"], "sources", $"[{YamlText.Flow(context.Source)}]");
            context.UseSource(document);
            return true;
        }

        document.Reset(before);
        return false;
    }

    private void MarkCost(string field)
    {
        if (model.FindField(field) is { IsCostDriver: false })
        {
            document.Set(["inputs", field], "cost", "true");
        }
    }

    // Each amount in the file is set to the listed amount under the same conditions, however the list nests them.
    private bool ChangeFigures(PriceInfo listedPrice, ListedPrice bound)
    {
        if (document.Find("pricing") is not YamlMapping pricing || pricing["base"] is not null != bound.BaseSeconds is not null)
        {
            return false;
        }

        var figures = new List<(YamlScalar Node, decimal Amount)>();
        var map = pricing["base"] as YamlMapping ?? pricing;
        if (!Collect(map[bound.BaseSeconds is null ? "per_video" : "price"], rate => rate.PerVideo, [], listedPrice, figures)
            || !Collect(
                map[bound.BaseSeconds is null ? "per_second" : "per_extra_second"], rate => rate.PerSecond, [], listedPrice,
                figures))
        {
            return false;
        }

        foreach (var (node, amount) in figures.OrderByDescending(figure => figure.Node.Start))
        {
            document.Replace(node, YamlText.Money(amount));
        }

        return true;
    }

    private bool Collect(
        YamlNode? node, Func<RateInfo, decimal> figure, List<ConditionInfo> path, PriceInfo listedPrice,
        List<(YamlScalar Node, decimal Amount)> figures)
    {
        switch (node)
        {
            case null:
                return true;
            case YamlScalar scalar:
                if (Request(path) is not { } request
                    || listedPrice.Rates.FirstOrDefault(
                        rate => RequestChecker.AllHold(rate.When, model, request)) is not { } rate)
                {
                    return false;
                }

                if (!decimal.TryParse(scalar.Text, CultureInfo.InvariantCulture, out var now)
                    || Math.Abs(now - figure(rate)) > 0.000001m * Math.Max(1, now))
                {
                    figures.Add((scalar, figure(rate)));
                }

                return true;
            case YamlMapping { Entries: [var entry] } when model.FindField(entry.Key.Text) is { } field
                && entry.Value is YamlMapping branches:
                return branches.Entries.All(branch => Condition(field, branch.Key) is { } condition
                    && Collect(branch.Value, figure, [.. path, condition], listedPrice, figures));
            default:
                return false;
        }
    }

    private static ConditionInfo? Condition(FieldInfo field, YamlScalar key)
    {
        if (key.IsPlain && key.Text is "set" or "unset")
        {
            return new ConditionInfo(
                field.Name, key.Text == "set" ? ConditionOperator.IsSet : ConditionOperator.IsUnset, default);
        }

        var text = key.Text;
        var comparison = text switch
        {
            ['<', '=', ..] => ConditionOperator.AtMost,
            ['>', '=', ..] => ConditionOperator.AtLeast,
            ['<', ..] => ConditionOperator.Below,
            ['>', ..] => ConditionOperator.Above,
            _ => ConditionOperator.IsOneOf,
        };
        if (field.IsNumeric)
        {
            var digits = text.TrimStart('<', '>', '=').Trim();
            return decimal.TryParse(digits, CultureInfo.InvariantCulture, out var number)
                ? new ConditionInfo(field.Name, comparison, new([Scalar.Of(number)])) : null;
        }

        return new ConditionInfo(
            field.Name, ConditionOperator.IsOneOf,
            new([field.Type == FieldType.Boolean ? Scalar.Of(text == "true") : Scalar.Of(text)]));
    }

    // Creates a request that satisfies exactly these conditions.
    private Dictionary<string, RequestValue>? Request(List<ConditionInfo> path)
    {
        var request = new Dictionary<string, RequestValue>(StringComparer.Ordinal);
        foreach (var condition in path)
        {
            var field = model.FindField(condition.Field)!;
            if (condition.Operator == ConditionOperator.IsUnset)
            {
                request.Remove(field.Name);
                continue;
            }

            request[field.Name] = condition.Operator switch
            {
                ConditionOperator.IsSet => SampleValue.Create(field),
                ConditionOperator.Above => RequestValue.Of(condition.Values[0].Number + (field.Step ?? 1)),
                ConditionOperator.Below => RequestValue.Of(condition.Values[0].Number - (field.Step ?? 1)),
                _ => RequestValue.Of(condition.Values[0]),
            };
        }

        return path.TrueForAll(condition => RequestChecker.Holds(condition, model, request)) ? request : null;
    }
}
