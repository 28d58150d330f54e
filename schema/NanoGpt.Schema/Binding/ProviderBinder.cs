using NanoGpt.Schema.Reading;

namespace NanoGpt.Schema.Binding;

/// <summary>Reads <c>provider.yaml</c>.</summary>
internal static class ProviderBinder
{
    /// <param name="root">The map of the file.</param>
    /// <param name="folder">The id of the provider.</param>
    /// <param name="basis">The built-in provider that the file of a user adds to; <see langword="null"/> for none.</param>
    /// <param name="issues">The list that receives the issues.</param>
    public static ProviderSpec Bind(YamlMapping root, string folder, ProviderSpec? basis, IssueList issues)
    {
        var keys = MapReader.Read(ProviderKeys.Table, root, null, issues, isUserFile: basis is not null);
        var id = keys.Text(ProviderKeys.Id);
        if (id is not null && !string.Equals(id, folder, StringComparison.Ordinal))
        {
            issues.ReportWithFix(IssueRules.FileNameIsNotId, keys.Value(ProviderKeys.Id)!, folder, id, "folder", id, folder);
        }

        basis ??= new ProviderSpec { Id = folder, Title = folder };
        var provider = new ProviderSpec
        {
            Id = folder,
            Title = keys.Text(ProviderKeys.Title) ?? basis.Title,
            Summary = keys.Text(ProviderKeys.Summary) ?? basis.Summary,
            BaseUrl = keys.Text(ProviderKeys.BaseUrl) ?? basis.BaseUrl,
            Hosts = keys.Has(ProviderKeys.Hosts) ? keys.Texts(ProviderKeys.Hosts).ToEquatableArray() : basis.Hosts,
            SubmissionId = keys.Text(ProviderKeys.SubmissionId) ?? basis.SubmissionId,
            TypePrefix = keys.Text(ProviderKeys.TypePrefix) ?? basis.TypePrefix,
            HttpLinks = keys.Has(ProviderKeys.HttpLinks) ? keys.Boolean(ProviderKeys.HttpLinks) : basis.HttpLinks,
            Limits = Limits(keys, basis.Limits, issues),
            Sources = Merge(basis.Sources, SourceList(keys, issues), static source => source.Id),
        };
        var disputes = DisputeBinder.Shared(keys, provider, issues);
        return provider with { Disputes = Merge(basis.Disputes, disputes, static dispute => dispute.Id) };
    }

    // An item of the file replaces the one with the same id.
    private static EquatableArray<T> Merge<T>(EquatableArray<T> basis, EquatableArray<T> own, Func<T, string> id)
        where T : IEquatable<T> =>
        basis.IsEmpty ? own : basis.Where(item => !own.Any(other => id(other) == id(item))).Concat(own).ToEquatableArray();

    private static LimitsSpec Limits(MapReader keys, LimitsSpec basis, IssueList issues)
    {
        if (keys.Map(ProviderKeys.Limits) is not { } map)
        {
            return basis;
        }

        var limits = MapReader.Read(LimitKeys.Table, map, keys.Key(ProviderKeys.Limits), issues);
        return new LimitsSpec
        {
            UploadBytes = limits.LongCount(LimitKeys.UploadBytes) ?? basis.UploadBytes,
            SourceVideoSeconds = limits.Quantity(LimitKeys.SourceVideoSeconds) ?? basis.SourceVideoSeconds,
            PromptCharacters = limits.Count(LimitKeys.PromptCharacters, 1) ?? basis.PromptCharacters,
            SubmitsPerMinute = limits.Count(LimitKeys.SubmitsPerMinute, 1) ?? basis.SubmitsPerMinute,
            ExtendsPerMinute = limits.Count(LimitKeys.ExtendsPerMinute, 1) ?? basis.ExtendsPerMinute,
            RecoversPerMinute = limits.Count(LimitKeys.RecoversPerMinute, 1) ?? basis.RecoversPerMinute,
            RequestsPerSecond = limits.Count(LimitKeys.RequestsPerSecond, 1) ?? basis.RequestsPerSecond,
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
