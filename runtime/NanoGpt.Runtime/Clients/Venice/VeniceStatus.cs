namespace NanoGpt.Clients;

/// <summary>Reads statuses of Venice.</summary>
internal static class VeniceStatus
{
    public const string Completed = "COMPLETED";

    private const double MaxUnfinishedProgress = 99;
    private const double MaxMilliseconds = 1e9;

    /// <summary>Returns the update; null if the body is not a status. Without a link, the service returns the video.</summary>
    public static JobUpdate? Read(ApiResponse response, Uri? link)
    {
        using var document = LenientJson.Parse(response.Body);
        var root = document?.RootElement ?? default;
        if (root.Find("status").AsText() is not { Length: > 0 } statusText)
        {
            return null;
        }

        var error = FailureReader.Read(root.Find("error"), response.Text).Message;
        var foundLink = FindLink(root, response.Text);
        var status = JobStatuses.Resolve(statusText, hasLink: foundLink is not null, hasError: error is not null);
        link ??= foundLink;
        var average = Milliseconds(root.Find("average_execution_time"));
        var elapsed = Milliseconds(root.Find("execution_duration"));
        var isRunning = status is not (JobStatus.Completed or JobStatus.Failed or JobStatus.Canceled);
        return new JobUpdate
        {
            Status = status,
            RawStatus = response.Text.Clean(statusText, 100),
            Progress = status == JobStatus.Completed ? 100
                : isRunning && average > 0 && elapsed is not null
                ? Math.Min(MaxUnfinishedProgress, 100 * elapsed.Value / average.Value)
                : null,
            Remaining = isRunning && average > elapsed ? TimeSpan.FromMilliseconds(average.Value - elapsed.Value) : null,
            Outputs = status == JobStatus.Completed && link is not null ? [new VideoOutput(link)] : [],
            Error = error,
        };
    }

    /// <summary>Returns the update of a job that the model's vendor rejected.</summary>
    public static JobUpdate FromRefusal(ApiResponse response)
    {
        using var document = LenientJson.Parse(response.Body);
        var error = document?.RootElement.Find("error");
        var isRefunded = error.Find("credits_refunded").AsBoolean();
        return new JobUpdate
        {
            Status = JobStatus.Failed,
            RawStatus = error.Find("type").AsCleanText(response.Text) ?? "422",
            Error = ErrorReader.Read(response).Message,
            IsContentPolicy = true,
            RecommendedModel = error.Find("recommended_model").AsCleanText(response.Text),
            IsRefunded = isRefunded,
            RefundMessage = isRefunded is { } refunded ? $"The credits were {(refunded ? "" : "not ")}refunded." : null,
        };
    }

    // Only a guide documents these members, the endpoint's reference does not.
    private static Uri? FindLink(JsonElement root, SafeText text) =>
        (root.Find("download_url", "url") ?? root.Find("video_url", "videoUrl")).AsLink(text);

    private static double? Milliseconds(JsonElement? element) =>
        element.AsNumber() is { } number and >= 0 and < MaxMilliseconds ? number : null;
}
