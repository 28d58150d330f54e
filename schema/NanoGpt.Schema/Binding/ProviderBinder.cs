using NanoGpt.Schema.Reading;

namespace NanoGpt.Schema.Binding;

/// <summary>Reads <c>provider.yaml</c>.</summary>
internal static class ProviderBinder
{
    public static ProviderSpec Bind(YamlMapping root, string folder, IssueList issues)
    {
        var keys = MapReader.Read(ProviderKeys.Table, root, null, issues);
        var id = keys.Text(ProviderKeys.Id);
        if (id is not null && !string.Equals(id, folder, StringComparison.Ordinal))
        {
            issues.ReportWithFix(IssueRules.FileNameIsNotId, keys.Value(ProviderKeys.Id)!, folder, id, "folder", id, folder);
        }

        var provider = new ProviderSpec
        {
            Id = folder,
            Title = keys.Text(ProviderKeys.Title) ?? folder,
            Summary = keys.Text(ProviderKeys.Summary) ?? "",
            BaseUrl = keys.Text(ProviderKeys.BaseUrl) ?? "",
            Hosts = keys.Texts(ProviderKeys.Hosts).ToEquatableArray(),
            SubmissionId = keys.Text(ProviderKeys.SubmissionId),
            TypePrefix = keys.Text(ProviderKeys.TypePrefix) ?? "",
            HttpLinks = keys.Boolean(ProviderKeys.HttpLinks),
            Limits = Limits(keys, issues),
            Sources = SourceList(keys, issues),
        };
        return provider with { Disputes = DisputeBinder.Shared(keys, provider, issues) };
    }

    private static LimitsSpec Limits(MapReader keys, IssueList issues)
    {
        if (keys.Map(ProviderKeys.Limits) is not { } map)
        {
            return new LimitsSpec();
        }

        var limits = MapReader.Read(LimitKeys.Table, map, keys.Key(ProviderKeys.Limits), issues);
        return new LimitsSpec
        {
            UploadBytes = limits.LongCount(LimitKeys.UploadBytes),
            SourceVideoSeconds = limits.Quantity(LimitKeys.SourceVideoSeconds),
            PromptCharacters = limits.Count(LimitKeys.PromptCharacters, 1),
            SubmitsPerMinute = limits.Count(LimitKeys.SubmitsPerMinute, 1),
            ExtendsPerMinute = limits.Count(LimitKeys.ExtendsPerMinute, 1),
            RecoversPerMinute = limits.Count(LimitKeys.RecoversPerMinute, 1),
            RequestsPerSecond = limits.Count(LimitKeys.RequestsPerSecond, 1),
        };
    }

    private static EquatableArray<SourceSpec> SourceList(MapReader keys, IssueList issues)
    {
        if (keys.Map(ProviderKeys.Sources) is not { } map)
        {
            return default;
        }

        var sources = new List<SourceSpec>(map.Entries.Count);
        foreach (var entry in map.Entries)
        {
            if (ScalarReader.Text(entry.Key, "sources", issues) is not { } id)
            {
                continue;
            }

            if (entry.Value is not YamlMapping body)
            {
                ScalarReader.ReportWrongKind(entry.Value, id, "a map with a title and a date", issues);
                sources.Add(new SourceSpec(id, id, null));
                continue;
            }

            var source = MapReader.Read(SourceKeys.Table, body, entry.Key, issues);
            sources.Add(new SourceSpec(id, source.Text(SourceKeys.Title) ?? id, source.Text(SourceKeys.Date)));
        }

        return sources.ToEquatableArray();
    }
}
