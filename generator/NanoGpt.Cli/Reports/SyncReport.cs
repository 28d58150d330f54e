using NanoGpt.Directories.Sync;

namespace NanoGpt.Cli.Reports;

/// <summary>Formats the result of a synchronization as lines and JSON.</summary>
internal static class SyncReport
{
    public static IEnumerable<string> Lines(SyncResult result) => result.Changes.Select(change =>
        $"{JsonOutput.ToLowerName(change.Kind)}: {change.Model}{(change.Subject is null ? "" : " " + change.Subject)}: "
            + $"{change.Message}")
        .Concat(result.Uncompared.Select(fact =>
            $"not compared: {(fact.Model is null ? "" : fact.Model + " ")}{fact.Key}: {fact.Reason}"));

    public static IEnumerable<string> Notices(SyncResult result) => result.Notices.Select(notice =>
        $"note: {(notice.Model is null ? "" : notice.Model + ": ")}{notice.Message}");

    public static string Summary(SyncResult result, bool isWritten)
    {
        var compared = string.Create(
            CultureInfo.InvariantCulture, $"{result.Compared} facts compared, {result.Uncompared.Count} not compared");
        var files = result.Files.Count == 1 ? "1 file" : $"{result.Files.Count} files";
        var written = isWritten ? $"{files} written" : $"{files} would change; nothing is written without --write";
        if (result.Changes.Count == 0)
        {
            var what = result.Uncompared.Count == 0 ? "the list" : "what could be compared";
            return result.Files.Count == 0
                ? $"The directory matches {what}: {compared}."
                : $"The built-in directory, from which the new one starts, matches {what}: {compared}; {written}.";
        }

        var counts = result.Changes.GroupBy(change => change.Kind).OrderBy(group => group.Key)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {JsonOutput.ToLowerName(group.Key)}"));
        return $"{string.Join(", ", counts)}; {compared}; {written}";
    }

    public static JsonObject Json(SyncResult result, string provider, bool isWritten) => new()
    {
        ["provider"] = provider,
        ["drift"] = result.Changes.Count > 0,
        ["written"] = isWritten,
        ["changes"] = new JsonArray([.. result.Changes.Select(change => new JsonObject
        {
            ["kind"] = JsonOutput.ToLowerName(
                change.Kind), ["model"] = change.Model, ["subject"] = change.Subject, ["message"] = change.Message,
        })]),
        ["compared"] = result.Compared,
        ["notCompared"] = new JsonArray([.. result.Uncompared.Select(fact => new JsonObject
        {
            ["model"] = fact.Model, ["key"] = fact.Key, ["reason"] = fact.Reason,
        })]),
        ["notices"] = new JsonArray(
            [.. result.Notices.Select(notice => new JsonObject { ["model"] = notice.Model, ["message"] = notice.Message })]),
        ["files"] = new JsonArray([.. result.Files.Select(file => JsonValue.Create(file.Path))]),
    };
}
