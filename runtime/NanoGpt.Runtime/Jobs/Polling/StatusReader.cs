namespace NanoGpt.Jobs;

/// <summary>Reads statuses of every documented and observed shape, with links in several places.</summary>
internal static class StatusReader
{
    // A job has few videos. More links are a mistake and would waste memory.
    private const int MaxLinks = 64;

    /// <summary>Returns the update, and whether it is about another job; null if the response is not a status.</summary>
    public static (bool IsOther, JobUpdate Update)? Read(ApiResponse response, Uri origin, string runId)
    {
        using var document = LenientJson.Parse(response.Body);
        if (document is not { RootElement: { ValueKind: JsonValueKind.Object } root })
        {
            return null;
        }

        var data = root.Find("data") is { ValueKind: JsonValueKind.Object } inner ? inner : root;
        var status = StatusText(data) ?? StatusText(root) ?? "";
        var text = response.Text;
        var reason = Reason(root, data, text);
        var isContentPolicy = data.Find("isNSFWError").AsBoolean() == true || root.Find("isNSFWError").AsBoolean() == true;
        var links = new Links(origin, isStatusKnown: JobStatuses.Parse(status) != JobStatus.Unknown);
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
            Status = JobStatuses.Resolve(status, links.Found.Count > 0, reason is not null || isContentPolicy),
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
        const int MaxDepth = 4;
        switch (output?.ValueKind)
        {
            case JsonValueKind.String:
                links.Add(output.AsText());
                break;

            case JsonValueKind.Array when depth < MaxDepth:
                foreach (var item in output.Value.EnumerateArray())
                {
                    Add(item, links, depth + 1);
                    if (links.IsFull)
                    {
                        break;
                    }
                }

                break;

            case JsonValueKind.Object when depth < MaxDepth:
                foreach (var name in (ReadOnlySpan<string>)["video", "videos", "url", "video_url", "videoUrl"])
                {
                    Add(output.Find(name), links, depth + 1);
                }

                break;
        }
    }

    // Collects links without duplicates. A link with an unknown status ends the job, so it must be unambiguous.
    private sealed class Links(Uri origin, bool isStatusKnown)
    {
        private readonly HashSet<string> seen = new(StringComparer.Ordinal);

        public List<VideoOutput> Found { get; } = [];

        public bool IsFull => seen.Count == MaxLinks;

        public void Add(string? text)
        {
            text = text?.Trim();
            if (string.IsNullOrEmpty(text) || !(isStatusKnown || IsUnambiguous(text)) || IsFull || !seen.Add(text)
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

        private static bool IsUnambiguous(string text) =>
            (text.StartsWith('/') || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
                || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            && !text.Any(char.IsWhiteSpace);
    }
}

/// <summary>Parses statuses, which services spell in several ways.</summary>
internal static class JobStatuses
{
    public static JobStatus Parse(string text) => text.Trim().ToUpperInvariant().Replace('-', '_').Replace(' ', '_') switch
    {
        "IN_QUEUE" or "QUEUED" or "PENDING" or "SUBMITTED" or "CREATED" => JobStatus.Queued,
        "IN_PROGRESS" or "PROCESSING" or "GENERATING" or "DELIVERING" or "RUNNING" or "STARTING" => JobStatus.Running,
        "COMPLETED" or "SUCCEEDED" or "SUCCESS" or "COMPLETE" or "DONE" or "FINISHED" => JobStatus.Completed,
        "FAILED" or "ERROR" or "FAILURE" or "EXPIRED" or "TIMEOUT" or "TIMED_OUT" => JobStatus.Failed,
        "REJECTED" or "MODERATION_BLOCKED" or "BLOCKED" => JobStatus.Failed,
        "CANCELED" or "CANCELLED" => JobStatus.Canceled,
        _ => JobStatus.Unknown,
    };

    /// <summary>Returns the status of a job. An unknown status with a link or an error is terminal.</summary>
    public static JobStatus Resolve(string text, bool hasLink, bool hasError) => Parse(text) switch
    {
        JobStatus.Unknown when hasLink => JobStatus.Completed,
        JobStatus.Unknown when hasError => JobStatus.Failed,
        var known => known,
    };
}
