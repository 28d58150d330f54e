using NanoGpt.Schema.Format;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Reading;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Binding;

/// <summary>Reads the rules of a model.</summary>
internal sealed class RuleBinder(ModelDraft draft, ProviderSpec provider)
{
    private static readonly int[] Demands = [RuleKeys.Require, RuleKeys.Forbid, RuleKeys.RequireAny, RuleKeys.AtMostOne];

    private readonly ConditionBinder conditions = new(draft);

    private IssueList Issues => draft.Issues;

    /// <summary>Reads one item of <c>rules</c>.</summary>
    public void Bind(YamlNode node)
    {
        if (node is not YamlMapping map)
        {
            ScalarReader.Refuse(node, "rules", "a list of maps", Issues);
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
        foreach (var other in draft.Rules)
        {
            if (string.Equals(other.Spec.Id, rule.Id, StringComparison.Ordinal))
            {
                Issues.Add(IssueRules.DuplicateRule, token.Start, token.Length, null, rule.Id);
                return;
            }
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
                Issues.Add(IssueRules.KeyConflict, token.Start, token.Length, null, token.Text, keys.Key(Demands[first])!.Text,
                    "a rule has one demand: make two rules");
                continue;
            }

            found = i;
        }

        if (found is null)
        {
            Issues.Add(IssueRules.MissingKey, anchor.Start, anchor.Length, null, "a rule", "require', 'forbid', 'require_any' or 'at_most_one");
        }

        return found;
    }

    private List<ConditionInfo> Required(MapReader keys) =>
        keys.Map(RuleKeys.Require) is { } map ? Filled(map, RuleKeys.Require, keys) : [];

    private List<ConditionInfo> Forbidden(MapReader keys, List<ConditionInfo> when)
    {
        if (keys.Value(RuleKeys.Forbid) is YamlSequence)
        {
            var unset = new List<ConditionInfo>();
            foreach (var field in Fields(keys, RuleKeys.Forbid, 1))
            {
                unset.Add(new ConditionInfo(field, ConditionOperator.IsSet, default));
            }

            return unset;
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

    // "None of these may hold" would forbid each end of a range by itself. When nothing else is forbidden, the lower end
    // moves to the conditions under which the rule applies, which says the same.
    private void ForbidRange(YamlMapping map, List<ConditionInfo> forbidden, List<ConditionInfo> when, MapReader keys)
    {
        if (map.Entries.Count == 1)
        {
            when.Add(forbidden[0]);
            forbidden.RemoveAt(0);
        }
        else
        {
            var token = keys.Key(RuleKeys.Forbid)!;
            Issues.Add(IssueRules.KeyConflict, token.Start, token.Length, null, "a range under forbid", "other conditions", "make a rule of its own for the range");
        }
    }

    private List<ConditionInfo> Filled(YamlMapping map, int key, MapReader keys)
    {
        if (map.Entries.Count == 0)
        {
            Issues.Add(IssueRules.Empty, map.Start, map.Length, null, keys.Key(key)!.Text, "at least one condition");
        }

        return conditions.Bind(map);
    }

    private List<string> Fields(MapReader keys, int key, int least)
    {
        var fields = new List<string>();
        var items = keys.Items(key);
        foreach (var item in items)
        {
            if (item is not YamlScalar { IsNull: false } token)
            {
                ScalarReader.Refuse(item, keys.Key(key)!.Text, "a list of fields", Issues);
            }
            else if (conditions.Field(token, IssueRules.RuleFieldUnknown) is not null)
            {
                if (fields.Contains(token.Text))
                {
                    Issues.Add(IssueRules.DuplicateValue, token.Start, token.Length, null, token.Text, keys.Key(key)!.Text);
                }
                else
                {
                    fields.Add(token.Text);
                }
            }
        }

        if (items.Count > 0 && items.Count < least)
        {
            var token = keys.Key(key)!;
            Issues.Add(IssueRules.Empty, token.Start, token.Length, null, token.Text, "at least two fields");
        }

        return fields;
    }
}
