using System.Globalization;
using NanoGpt.Schema.Reading;
using NanoGpt.Schema.Rules;

namespace NanoGpt.Schema.Binding;

/// <summary>Reads recorded prices, and converts nested maps to a list of rates.</summary>
internal sealed class PricingBinder(ModelDraft draft, ProviderSpec provider, IReadOnlyList<FieldInfo> inputs)
{
    // Nested levels multiply, and a model has no longer price list.
    private const int MaxRates = FieldValues.MaxValues;

    private readonly ConditionBinder conditions = new(draft);
    private readonly HashSet<YamlScalar> reported = [];

    private IssueList Issues => draft.Issues;

    public PriceInfo Bind(YamlMapping map, YamlScalar owner)
    {
        var keys = MapReader.Read(PricingKeys.Table, map, owner, Issues);
        return new PriceInfo
        {
            Currency = keys.Text(PricingKeys.Currency) ?? "",
            AsOf = keys.Text(PricingKeys.AsOf) ?? "",
            Rates = Rates(keys, owner),
            Seconds = keys.Quantity(PricingKeys.Seconds),
            Note = keys.Text(PricingKeys.Note),
            Sources = SourceBinder.Read(keys, PricingKeys.Sources, provider, Issues),
        };
    }

    private EquatableArray<RateInfo> Rates(MapReader keys, YamlScalar owner)
    {
        var free = 0m;
        var videoKey = PricingKeys.PerVideo;
        var secondKey = PricingKeys.PerSecond;
        if (keys.Map(PricingKeys.Base) is { } map)
        {
            if ((keys.Key(videoKey) ?? keys.Key(secondKey)) is { } token)
            {
                Issues.Report(IssueRules.KeyConflict, token, token.Text, "base", "'base' contains both prices");
                return default;
            }

            keys = MapReader.Read(BaseKeys.Table, map, keys.Key(PricingKeys.Base), Issues);
            free = keys.Quantity(BaseKeys.Seconds) ?? 0;
            videoKey = BaseKeys.Price;
            secondKey = BaseKeys.PerExtraSecond;
        }
        else if (!keys.Has(PricingKeys.Base) && !keys.Has(videoKey) && !keys.Has(secondKey))
        {
            Issues.Report(IssueRules.MissingKey, owner, "pricing", "per_video', 'per_second' or 'base");
        }

        var perVideo = Component(keys, videoKey);
        var perSecond = Component(keys, secondKey);
        var (videos, seconds) = (perVideo.Amounts.Count, perSecond.Amounts.Count);
        if (videos > MaxRates || seconds > MaxRates || videos * seconds > MaxRates)
        {
            Issues.Report(IssueRules.TooManyValues, owner, "pricing", Math.Max(videos, seconds), MaxRates);
            return default;
        }

        var rates = RateTable.Join(inputs, perVideo.Amounts, perSecond.Amounts, free);
        foreach (var (video, second, _) in rates)
        {
            perVideo.Amounts[video].IsUsed = perSecond.Amounts[second].IsUsed = true;
        }

        if (draft.IsSound)
        {
            UnusedRates.Report(inputs, perVideo, perSecond, reported, Issues);
        }

        return rates.Select(static pair => pair.Rate).ToEquatableArray();
    }

    private RateComponent Component(MapReader keys, int key)
    {
        var component = new RateComponent(keys.Key(key)?.Text ?? "");
        if (keys.Value(key) is { } node)
        {
            Amounts(node, keys.Key(key)!, [], component.Amounts);
        }
        else
        {
            // A missing component adds nothing to the price.
            component.Amounts.Add(new RateAmount(default, 0, []));
        }

        return component;
    }

    private void Amounts(YamlNode node, YamlScalar key, List<Branch> path, List<RateAmount> amounts)
    {
        if (node is not YamlMapping map)
        {
            if (ScalarReader.Number(node, key.Text, Issues) is { } price)
            {
                if (price < 0)
                {
                    Issues.Report(IssueRules.BadNumber, node, ((YamlScalar)node).Text, key.Text, "a price cannot be less than 0");
                }

                amounts.Add(RateAmount.At(path, price));
            }

            return;
        }

        if (map.Entries.Count != 1)
        {
            var found = "a map of " + map.Entries.Count.ToString(CultureInfo.InvariantCulture);
            Issues.Report(
                IssueRules.WrongKind, map.Entries.Count == 0 ? key : map.Entries[1].Key,
                key.Text, "a number or a map of one field", found);
            return;
        }

        var entry = map.Entries[0];
        if (conditions.Field(entry.Key, IssueRules.PriceFieldUnknown) is not { } field)
        {
            return;
        }

        if (entry.Value is YamlMapping branches)
        {
            Branches(field, branches, path, amounts);
        }
        else
        {
            ScalarReader.ReportWrongKind(entry.Value, field.Name, "a map of conditions to prices", Issues);
        }
    }

    private void Branches(FieldInfo field, YamlMapping branches, List<Branch> path, List<RateAmount> amounts)
    {
        if (branches.Entries.Count > MaxRates)
        {
            Issues.Report(IssueRules.TooManyValues, branches.Entries[0].Key, field.Name, branches.Entries.Count, MaxRates);
            return;
        }

        var read = new List<Branch>(branches.Entries.Count);
        foreach (var entry in branches.Entries)
        {
            if (Condition(field, entry.Key) is { } condition)
            {
                read.Add(new Branch(condition, entry));
            }
        }

        RateChecks.Check(field, read, path, reported, Issues);

        // A value is more specific than a comparison, and a comparison is more specific than "set" and "unset".
        for (var rank = 0; rank < 3; rank++)
        {
            foreach (var branch in read)
            {
                if (Rank(branch.Condition.Operator) == rank)
                {
                    path.Add(branch);
                    Amounts(branch.Entry.Value, branch.Entry.Key, path, amounts);
                    path.RemoveAt(path.Count - 1);
                }
            }
        }
    }

    private ConditionInfo? Condition(FieldInfo field, YamlScalar key)
    {
        if (key.IsPlain && key.Text is "set" or "unset")
        {
            var test = key.Text == "set" ? ConditionOperator.IsSet : ConditionOperator.IsUnset;
            return new ConditionInfo(field.Name, test, default);
        }

        if (!conditions.HasValue(field, key))
        {
            return null;
        }

        if (field.IsNumeric && key.Text.Length > 0 && key.Text[0] is '<' or '>')
        {
            return Comparison(field, key);
        }

        return Value(field, key) is { } value && conditions.CanBe(field, value, key, IssueRules.PriceValueImpossible)
            ? new ConditionInfo(field.Name, ConditionOperator.IsOneOf, new([value])) : null;
    }

    private ConditionInfo? Comparison(FieldInfo field, YamlScalar key)
    {
        var includes = key.Text.Length > 1 && key.Text[1] == '=';
        var digits = key.Text.Substring(includes ? 2 : 1).Trim(' ');
        if (!NumberText.TryRead(digits, out var number, out var remedy, out _))
        {
            Issues.Report(IssueRules.BadNumber, key, Printable.Of(key.Text), field.Name, remedy);
            return null;
        }

        var comparison = key.Text[0] == '<'
            ? includes ? ConditionOperator.AtMost : ConditionOperator.Below
            : includes ? ConditionOperator.AtLeast : ConditionOperator.Above;
        return new ConditionInfo(field.Name, comparison, new([Scalar.Of(number)]));
    }

    // A key of a map is a text with or without quotes, so that a number or a Boolean value may have quotes.
    private Scalar? Value(FieldInfo field, YamlScalar key)
    {
        if (field.Type == FieldType.Boolean && key.Text is "true" or "false")
        {
            return Scalar.Of(key.Text == "true");
        }

        if (field.IsNumeric && NumberText.TryRead(key.Text, out var number, out _, out _))
        {
            return Scalar.Of(number);
        }

        return ValueReader.Read(key, field.Type, field.Name, Issues);
    }

    private static int Rank(ConditionOperator condition) => condition switch
    {
        ConditionOperator.IsOneOf => 0,
        ConditionOperator.IsSet or ConditionOperator.IsUnset => 2,
        _ => 1,
    };
}

/// <summary>Represents a condition of a price map with its entry.</summary>
internal sealed record Branch(ConditionInfo Condition, YamlEntry Entry);
