using System.Globalization;
using System.Text.Json.Nodes;
using NanoGpt.Directories.Sync;

namespace NanoGpt.Cli.Reports;

/// <summary>What a comparison found, as lines and as JSON.</summary>
internal static class SyncReport
{
    public static IEnumerable<string> Lines(SyncResult result) => result.Changes.Select(change =>
        $"{Word(change.Kind)}: {change.Model}{(change.Subject is null ? "" : " " + change.Subject)}: {change.Message}");

    /// <summary>What needs no edit, for a person.</summary>
    public static IEnumerable<string> Notices(SyncResult result) => result.Notices.Select(notice =>
        $"note: {(notice.Model is null ? "" : notice.Model + ": ")}{notice.Message}");

    public static string Summary(SyncResult result, bool isWritten)
    {
        if (result.Changes.Count == 0)
        {
            return "The directory says what the list says.";
        }

        var counts = result.Changes.GroupBy(change => change.Kind).OrderBy(group => group.Key)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {Word(group.Key)}"));
        var files = result.Files.Count == 1 ? "1 file" : $"{result.Files.Count} files";
        return $"{string.Join(", ", counts)}; {(isWritten ? $"{files} written" : $"{files} would change, nothing is written without --write")}";
    }

    public static JsonObject Json(SyncResult result, string provider, bool isWritten) => new()
    {
        ["provider"] = provider,
        ["drift"] = result.Changes.Count > 0,
        ["written"] = isWritten,
        ["changes"] = new JsonArray([.. result.Changes.Select(change => new JsonObject
        {
            ["kind"] = Word(change.Kind), ["model"] = change.Model, ["subject"] = change.Subject, ["message"] = change.Message,
        })]),
        ["notices"] = new JsonArray([.. result.Notices.Select(notice => new JsonObject { ["model"] = notice.Model, ["message"] = notice.Message })]),
        ["files"] = new JsonArray([.. result.Files.Select(file => JsonValue.Create(file.Path))]),
    };

    private static string Word(SyncKind kind) => kind.ToString().ToLowerInvariant();
}
