using System.Text.Json;

namespace NanoGpt;

/// <summary>
/// Reads statuses of every documented and observed shape: under <c>data</c> or flat, legacy <c>request_id</c>, and the ways in
/// which outputs name their links.
/// </summary>
internal static class StatusReader
{
    /// <summary>The job that the answer says it is about, and its update; null if it is no status.</summary>
    public static (string? RequestId, JobUpdate Update)? Read(ApiAnswer answer, Uri origin)
    {
        using var document = LooseJson.Parse(answer.Body);
        if (document is not { RootElement: { ValueKind: JsonValueKind.Object } root })
        {
            return null;
        }

        var data = root.Find("data") is { ValueKind: JsonValueKind.Object } inner ? inner : root;
        if (StatusText(data) is not { } status && (status = StatusText(root)) is null)
        {
            return null;
        }

        var text = answer.Text;
        var outputs = new List<VideoOutput>();
        AddOutputs(data, origin, outputs);
        if (outputs.Count == 0)
        {
            AddOutputs(root, origin, outputs);
        }

        var update = new JobUpdate
        {
            Status = JobStatuses.Parse(status),
            RawStatus = text.Clean(status, 100),
            Progress = data.Find("progress").AsNumber() is { } progress ? Math.Clamp(progress, 0, 100) : null,
            Remaining = data.Find("estimatedTimeRemaining").AsNumber() is { } seconds and >= 0 and < 1e6 ? TimeSpan.FromSeconds(seconds) : null,
            Details = data.Find("details").AsCleanText(text),
            Cost = data.Find("cost").AsAmount() ?? root.Find("cost").AsAmount(),
            Outputs = outputs.Count == 0 ? [] : outputs,
            Error = Reason(root, data, text),
            RefundMessage = data.Find("refundMessage").AsCleanText(text) ?? root.Find("refundMessage").AsCleanText(text),
            IsContentPolicy = data.Find("isNSFWError").AsTruth() == true || root.Find("isNSFWError").AsTruth() == true,
        };
        return (root.Find("requestId").AsText(), update);
    }

    private static string? Reason(JsonElement root, JsonElement data, SafeText text) =>
        root.Find("userFriendlyError").AsCleanText(text)
        ?? data.Find("userFriendlyError").AsCleanText(text)
        ?? FailureReader.Read(data.Find("error") ?? root.Find("error"), text).Message;

    private static string? StatusText(JsonElement data)
    {
        if (data.Find("status").AsText() is { Length: > 0 } text)
        {
            return text;
        }

        // An older endpoint has truths instead of a word.
        return data.Find("isCompleted").AsTruth() switch
        {
            true => data.Find("isSuccess").AsTruth() == false ? "FAILED" : "COMPLETED",
            false => "PROCESSING",
            null => null,
        };
    }

    private static void AddOutputs(JsonElement data, Uri origin, List<VideoOutput> outputs)
    {
        Add(data.Find("output"), origin, outputs, depth: 0);
        Add(data.Find("videoUrl"), origin, outputs, depth: 0);
        Add(data.Find("video_url"), origin, outputs, depth: 0);
    }

    // A link may be the value itself, or stand under one of these names, in one object or in a list of them.
    private static void Add(JsonElement? output, Uri origin, List<VideoOutput> outputs, int depth)
    {
        const int Deepest = 4;
        switch (output?.ValueKind)
        {
            case JsonValueKind.String:
                AddLink(output.AsText(), origin, outputs);
                break;

            case JsonValueKind.Array when depth < Deepest:
                foreach (var item in output.Value.EnumerateArray())
                {
                    Add(item, origin, outputs, depth + 1);
                }

                break;

            case JsonValueKind.Object when depth < Deepest:
                foreach (var name in (ReadOnlySpan<string>)["video", "videos", "url", "video_url", "videoUrl"])
                {
                    Add(output.Find(name), origin, outputs, depth + 1);
                }

                break;
        }
    }

    private static void AddLink(string? text, Uri origin, List<VideoOutput> outputs)
    {
        if (string.IsNullOrWhiteSpace(text) || !Uri.TryCreate(origin, text.Trim(), out var link))
        {
            return;
        }

        var output = new VideoOutput(link);
        if (!outputs.Contains(output))
        {
            outputs.Add(output);
        }
    }
}
