using NanoGpt.Schema.Naming;
using NanoGpt.Schema.Reading;

namespace NanoGpt.Schema.Binding;

/// <summary>Reads disputes. A model contains a dispute in full, or the id of a shared dispute of its provider.</summary>
internal static class DisputeBinder
{
    /// <summary>Reads the shared disputes of a provider.</summary>
    public static EquatableArray<SharedDisputeSpec> Shared(MapReader keys, ProviderSpec provider, IssueList issues)
    {
        if (keys.Map(ProviderKeys.Disputes) is not { } map)
        {
            return default;
        }

        var disputes = new List<SharedDisputeSpec>(map.Entries.Count);
        foreach (var entry in map.Entries)
        {
            var id = entry.Key.Text;
            if (!TextForm.IsKebab(id))
            {
                issues.Report(IssueRules.BadFormat, entry.Key, Printable.Of(id), "dispute id", TextForm.KebabRemedy);
            }

            if (entry.Value is YamlMapping body)
            {
                disputes.Add(new SharedDisputeSpec(id, Dispute(body, entry.Key, provider, issues)));
            }
            else
            {
                // The id is known, so that models that refer to it get no further issue.
                ScalarReader.ReportWrongKind(entry.Value, id, "a map", issues);
                disputes.Add(new SharedDisputeSpec(id, new DisputeSpec("", default, "")));
            }
        }

        return disputes.ToEquatableArray();
    }

    /// <summary>Reads the disputes of a model in the order of the file, including shared ones.</summary>
    public static EquatableArray<DisputeSpec> Bind(MapReader keys, ProviderSpec provider, IssueList issues)
    {
        var disputes = new List<DisputeSpec>();
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in keys.Items(ModelKeys.Disputes))
        {
            switch (item)
            {
                case YamlMapping map:
                    disputes.Add(Dispute(map, null, provider, issues));
                    break;
                case YamlScalar { IsNull: false } id when !named.Add(id.Text):
                    issues.Report(IssueRules.DuplicateValue, id, Printable.Of(id.Text), "disputes");
                    break;
                case YamlScalar { IsNull: false } id:
                    if (Find(id, provider, issues) is { } dispute)
                    {
                        disputes.Add(dispute);
                    }

                    break;
                default:
                    ScalarReader.ReportWrongKind(item, "disputes", "a list of maps and of ids from provider.yaml", issues);
                    break;
            }
        }

        return disputes.ToEquatableArray();
    }

    private static DisputeSpec Dispute(YamlMapping map, YamlScalar? owner, ProviderSpec provider, IssueList issues)
    {
        var keys = MapReader.Read(DisputeKeys.Table, map, owner, issues);
        var claims = new List<ClaimSpec>();
        if (keys.Map(DisputeKeys.Claims) is { } statements)
        {
            foreach (var entry in statements.Entries)
            {
                if (ScalarReader.Text(entry.Key, "claims", issues) is { } source
                    && SourceBinder.Check(entry.Key, provider, issues)
                    && ScalarReader.Text(entry.Value, source, issues) is { } claim)
                {
                    claims.Add(new ClaimSpec(source, claim));
                }
            }
        }

        return new DisputeSpec(
            keys.Text(DisputeKeys.About) ?? "", claims.ToEquatableArray(), keys.Text(DisputeKeys.Resolved) ?? "");
    }

    private static DisputeSpec? Find(YamlScalar id, ProviderSpec provider, IssueList issues)
    {
        if (provider.Disputes.FirstOrDefault(shared => shared.Id == id.Text) is { } found)
        {
            return found.Dispute;
        }

        var known = provider.Disputes.Select(static shared => shared.Id).ToList();
        var guess = issues.Guess(id.Text, known);
        issues.ReportWithFix(IssueRules.UnknownDispute, id, guess, Printable.Of(id.Text), DidYouMean.Hint(guess, known));
        return null;
    }
}
