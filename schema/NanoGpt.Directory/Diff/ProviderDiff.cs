namespace NanoGpt.Directories.Diff;

/// <summary>Compares two definitions of a provider.</summary>
internal static class ProviderDiff
{
    public static IReadOnlyList<Change> Compare(ProviderSpec? old, ProviderSpec? now)
    {
        var changes = new ChangeList((old ?? now)!.Id, model: null);
        if (old is null)
        {
            changes.Additive(ChangeAspect.Code, "provider-added", null, "new provider");
        }
        else if (now is null)
        {
            // The models of the provider are reported one by one.
            changes.Text("provider-removed", null, "the provider was removed");
        }
        else
        {
            Compare(old, now, changes);
        }

        return changes.Changes;
    }

    private static void Compare(ProviderSpec old, ProviderSpec now, ChangeList changes)
    {
        Sent("base_url", old.BaseUrl, now.BaseUrl);
        Sent("submission_id", old.SubmissionId, now.SubmissionId);
        changes.CompareText("title", old.Title, now.Title);
        changes.CompareText("summary", old.Summary, now.Summary);
        changes.CompareTexts("hosts", old.Hosts, now.Hosts);
        changes.CompareTexts("sources", Names(old), Names(now));

        // These settings are applied to the fields, which are compared separately.
        changes.CompareText("http_links", old.HttpLinks ? "true" : null, now.HttpLinks ? "true" : null);
        Limit("upload_bytes", old.Limits.UploadBytes, now.Limits.UploadBytes);
        Limit("source_video_seconds", old.Limits.SourceVideoSeconds, now.Limits.SourceVideoSeconds);
        Limit("prompt_characters", old.Limits.PromptCharacters, now.Limits.PromptCharacters);
        Limit("submits_per_minute", old.Limits.SubmitsPerMinute, now.Limits.SubmitsPerMinute);
        Limit("extends_per_minute", old.Limits.ExtendsPerMinute, now.Limits.ExtendsPerMinute);
        Limit("recovers_per_minute", old.Limits.RecoversPerMinute, now.Limits.RecoversPerMinute);
        Limit("requests_per_second", old.Limits.RequestsPerSecond, now.Limits.RequestsPerSecond);

        void Sent(string key, string? before, string? after)
        {
            if (!string.Equals(before, after, StringComparison.Ordinal))
            {
                changes.Breaking(
                    ChangeAspect.Wire, "wire-changed", key, $"'{key}' changed: requests are sent differently", before, after);
            }
        }

        void Limit(string key, decimal? before, decimal? after) => changes.CompareText(
            "limits." + key, before?.ToString(CultureInfo.InvariantCulture), after?.ToString(CultureInfo.InvariantCulture));
    }

    private static EquatableArray<string> Names(ProviderSpec provider) =>
        provider.Sources.Select(source => $"{source.Id}: {source.Title} ({source.Date})").ToEquatableArray();
}
