using NanoGpt.Schema.Reading;

namespace NanoGpt.Schema.Binding;

/// <summary>Reads the rules of a model.</summary>
internal sealed class RuleBinder(ModelDraft draft, ProviderSpec provider)
{
    private static readonly int[] Demands = [RuleKeys.Require, RuleKeys.Forbid, RuleKeys.RequireAny, RuleKeys.AtMostOne];

    private readonly ConditionBinder conditions = new(draft);

    private IssueList Issues => draft.Issues;

    public void Bind(YamlNode node)
    {
        if (node is not YamlMapping map)
        {
            ScalarReader.ReportWrongKind(node, "rules", "a list of maps", Issues);
            return;
        }

        var keys = MapReader.Read(RuleKeys.Table, map, null, Issues);
        var id = keys.Text(RuleKeys.Id);
        var because = keys.Text(RuleKeys.Because) ?? "";
        var isWarning = keys.Text(RuleKeys.Severity) == "warning";
        var sources = SourceBinder.Read(keys, RuleKeys.Sources, provider, Issues);
        var when = keys.Map(RuleKeys.When) is { } whenMap ? Filled(whenMap, RuleKeys.When, keys) : [];
        var anchor = keys.Value(RuleKeys.Id) ?? (map.Entries.Count > 0 ? map.Entries[0].Key : map);
        if (Demand(keys, anchor) is not { } demand)
        {
            return;
        }

        var kind = (RuleKind)demand;
        var demanded = kind switch
        {
            RuleKind.Require => Required(keys),
            RuleKind.Forbid => Forbidden(keys, when),
            _ => [],
        };
        var fields = kind switch
        {
            RuleKind.RequireAny => Fields(keys, RuleKeys.RequireAny, 1),
            RuleKind.AtMostOne => Fields(keys, RuleKeys.AtMostOne, 2),
            _ => [],
        };
        if (id is not null)
        {
            Add(keys, new RuleInfo
            {
                Id = id,
                Because = because,
                Kind = kind,
                When = when.ToEquatableArray(),
                Conditions = demanded.ToEquatableArray(),
                Fields = fields.ToEquatableArray(),
                IsWarning = isWarning,
                Sources = sources,
            });
        }
    }

    private void Add(MapReader keys, RuleInfo rule)
    {
        var token = keys.Value(RuleKeys.Id)!;
        if (draft.Rules.Exists(other => string.Equals(other.Spec.Id, rule.Id, StringComparison.Ordinal)))
        {
            Issues.Report(IssueRules.DuplicateRule, token, rule.Id);
            return;
        }

        draft.Rules.Add(new RuleDraft(rule, token, keys.Key(RuleKeys.When)));
    }

    private int? Demand(MapReader keys, YamlNode anchor)
    {
        int? found = null;
        for (var i = 0; i < Demands.Length; i++)
        {
            if (keys.Key(Demands[i]) is not { } token)
            {
                continue;
            }

            if (found is { } first)
            {
                Issues.Report(
                    IssueRules.KeyConflict, token, token.Text, keys.Key(Demands[first])!.Text, "split the rule into two rules");
                continue;
            }

            found = i;
        }

        if (found is null)
        {
            Issues.Report(IssueRules.MissingKey, anchor, "a rule", "require', 'forbid', 'require_any' or 'at_most_one");
        }

        return found;
    }

    private List<ConditionInfo> Required(MapReader keys) =>
        keys.Map(RuleKeys.Require) is { } map ? Filled(map, RuleKeys.Require, keys) : [];

    private List<ConditionInfo> Forbidden(MapReader keys, List<ConditionInfo> when)
    {
        if (keys.Value(RuleKeys.Forbid) is YamlSequence)
        {
            return Fields(keys, RuleKeys.Forbid, 1)
                .ConvertAll(static field => new ConditionInfo(field, ConditionOperator.IsSet, default));
        }

        if (keys.Map(RuleKeys.Forbid) is not { } map)
        {
            return [];
        }

        var forbidden = Filled(map, RuleKeys.Forbid, keys);
        if (forbidden.Count > map.Entries.Count)
        {
            ForbidRange(map, forbidden, when, keys);
        }

        return forbidden;
    }

    // A forbidden range is two conditions, of which each would be forbidden separately. If nothing else is forbidden, the lower
    // bound moves to the conditions for the rule to apply, which has the same meaning.
    private void ForbidRange(YamlMapping map, List<ConditionInfo> forbidden, List<ConditionInfo> when, MapReader keys)
    {
        if (map.Entries.Count == 1)
        {
            when.Add(forbidden[0]);
            forbidden.RemoveAt(0);
        }
        else
        {
            Issues.Report(
                IssueRules.KeyConflict, keys.Key(RuleKeys.Forbid)!,
                "a range under forbid", "other conditions", "move the range to a separate rule");
        }
    }

    private List<ConditionInfo> Filled(YamlMapping map, int key, MapReader keys)
    {
        if (map.Entries.Count == 0)
        {
            Issues.Report(IssueRules.Empty, map, keys.Key(key)!.Text, "at least one condition");
        }

        return conditions.Bind(map);
    }

    private List<string> Fields(MapReader keys, int key, int min)
    {
        var fields = new List<string>();
        var items = keys.Items(key);
        foreach (var item in items)
        {
            if (item is not YamlScalar { IsNull: false } token)
            {
                ScalarReader.ReportWrongKind(item, keys.Key(key)!.Text, "a list of fields", Issues);
            }
            else if (conditions.Field(token, IssueRules.RuleFieldUnknown) is not null)
            {
                if (fields.Contains(token.Text))
                {
                    Issues.Report(IssueRules.DuplicateValue, token, token.Text, keys.Key(key)!.Text);
                }
                else
                {
                    fields.Add(token.Text);
                }
            }
        }

        if (items.Count > 0 && items.Count < min)
        {
            Issues.Report(IssueRules.Empty, keys.Key(key)!, keys.Key(key)!.Text, "at least two fields");
        }

        return fields;
    }
}
