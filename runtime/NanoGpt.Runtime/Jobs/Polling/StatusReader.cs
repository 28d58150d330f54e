using System.Text.Json;

namespace NanoGpt.Jobs;

/// <summary>
/// Reads statuses of every documented and observed shape: under <c>data</c> or flat, with legacy ids, and with links in several
/// places.
/// </summary>
internal static class StatusReader
{
    // A job has few videos. More links are a mistake and would waste memory.
    private const int MaxLinks = 64;

    /// <summary>
    /// Returns the update, and whether it is about another job; null if the response is not a status. Relative links are resolved
    /// by the origin.
    /// </summary>
    public static (bool IsOther, JobUpdate Update)? Read(ApiResponse answer, Uri origin, string runId)
    {
        using var document = LenientJson.Parse(answer.Body);
        if (document is not { RootElement: { ValueKind: JsonValueKind.Object } root })
        {
            return null;
        }

        var data = root.Find("data") is { ValueKind: JsonValueKind.Object } inner ? inner : root;
        var status = StatusText(data) ?? StatusText(root) ?? "";
        var text = answer.Text;
        var reason = Reason(root, data, text);
        var isContentPolicy = data.Find("isNSFWError").AsBoolean() == true || root.Find("isNSFWError").AsBoolean() == true;
        var links = new Links(origin, isWordKnown: JobStatuses.Parse(status) != JobStatus.Unknown);
        AddOutputs(data, links);
        if (links.Found.Count == 0)
        {
            AddOutputs(root, links);
        }

        if (status.Length == 0 && links.Found.Count == 0)
        {
            return null;   // a link without a status is enough
        }

        var update = new JobUpdate
        {
            Status = JobStatuses.Of(status, links.Found.Count > 0, reason is not null || isContentPolicy),
            RawStatus = text.Clean(status, 100),
            Progress = data.Find("progress").AsNumber() is { } progress ? Math.Clamp(progress, 0, 100) : null,
            Remaining = data.Find("estimatedTimeRemaining").AsNumber() is { } seconds and >= 0 and < 1e6
                ? TimeSpan.FromSeconds(seconds)
                : null,
            Details = data.Find("details").AsCleanText(text),
            Cost = data.Find("cost").AsAmount() ?? root.Find("cost").AsAmount(),
            Outputs = links.Found.Count == 0 ? [] : links.Found,
            Error = reason,
            RefundMessage = data.Find("refundMessage").AsCleanText(text) ?? root.Find("refundMessage").AsCleanText(text),
            IsContentPolicy = isContentPolicy,
        };
        return (IsOther(root, data, runId), update);
    }

    // The outer id may be that of the HTTP request. One id of the job is enough.
    private static bool IsOther(JsonElement root, JsonElement data, string runId)
    {
        foreach (var name in (ReadOnlySpan<string>)["requestId", "request_id", "runId", "id"])
        {
            if (Is(root.Find(name), runId) || Is(data.Find(name), runId))
            {
                return false;
            }
        }

        return root.Find("requestId").AsText() is not null;
    }

    private static string? Reason(JsonElement root, JsonElement data, SafeText text) =>
        root.Find("userFriendlyError").AsCleanText(text)
        ?? data.Find("userFriendlyError").AsCleanText(text)
        ?? FailureReader.Read(data.Find("error") ?? root.Find("error"), text).Message;

    private static bool Is(JsonElement? id, string runId) =>
        string.Equals(id.AsText(), runId, StringComparison.OrdinalIgnoreCase);

    private static string? StatusText(JsonElement data)
    {
        if (data.Find("status").AsText() is { Length: > 0 } text)
        {
            return text;
        }

        // An older endpoint has Boolean values instead of a status.
        return data.Find("isCompleted").AsBoolean() switch
        {
            true => data.Find("isSuccess").AsBoolean() == false ? "FAILED" : "COMPLETED",
            false => "PROCESSING",
            null => null,
        };
    }

    private static void AddOutputs(JsonElement data, Links links)
    {
        Add(data.Find("output"), links, depth: 0);
        Add(data.Find("videoUrl"), links, depth: 0);
        Add(data.Find("video_url"), links, depth: 0);
    }

    // A link is a text, or a member of an object or of a list of objects.
    private static void Add(JsonElement? output, Links links, int depth)
    {
        const int Deepest = 4;
        switch (output?.ValueKind)
        {
            case JsonValueKind.String:
                links.Add(output.AsText());
                break;

            case JsonValueKind.Array when depth < Deepest:
                foreach (var item in output.Value.EnumerateArray())
                {
                    Add(item, links, depth + 1);
                    if (links.IsFull)
                    {
                        break;
                    }
                }

                break;

            case JsonValueKind.Object when depth < Deepest:
                foreach (var name in (ReadOnlySpan<string>)["video", "videos", "url", "video_url", "videoUrl"])
                {
                    Add(output.Find(name), links, depth + 1);
                }

                break;
        }
    }

    // Collects links in their order, without duplicates. A link beside an unknown status ends the job, so it must be
    // unmistakable.
    private sealed class Links(Uri origin, bool isWordKnown)
    {
        private readonly HashSet<string> seen = new(StringComparer.Ordinal);

        public List<VideoOutput> Found { get; } = [];

        public bool IsFull => seen.Count == MaxLinks;

        public void Add(string? text)
        {
            text = text?.Trim();
            if (string.IsNullOrEmpty(text) || !(isWordKnown || IsUnmistakable(text)) || IsFull || !seen.Add(text)
                || !Uri.TryCreate(origin, text, out var link))
            {
                return;
            }

            var output = new VideoOutput(link);
            if (!Found.Contains(output))
            {
                Found.Add(output);
            }
        }

        private static bool IsUnmistakable(string text) =>
            (text.StartsWith('/') || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
                || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            && !text.Any(char.IsWhiteSpace);
    }
}
