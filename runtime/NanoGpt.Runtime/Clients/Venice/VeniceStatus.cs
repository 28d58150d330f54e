using System.Text.Json;

namespace NanoGpt.Clients;

/// <summary>Reads statuses of Venice.</summary>
internal static class VeniceStatus
{
    public const string Completed = "COMPLETED";

    private const double MostBeforeTheEnd = 99;
    private const double LongestMilliseconds = 1e9;

    /// <summary>Returns the update; null if the body is not a status.</summary>
    /// <param name="answer">The response.</param>
    /// <param name="link">The link of the video; null if the service returns its bytes.</param>
    public static JobUpdate? Read(ApiResponse answer, Uri? link)
    {
        using var document = LenientJson.Parse(answer.Body);
        var root = document?.RootElement ?? default;
        if (root.Find("status").AsText() is not { Length: > 0 } word)
        {
            return null;
        }

        var error = FailureReader.Read(root.Find("error"), answer.Text).Message;
        var beside = LinkBeside(root, answer.Text);
        var status = JobStatuses.Of(word, hasLink: beside is not null, hasError: error is not null);
        link ??= beside;
        var (usual, elapsed) = (Milliseconds(root.Find("average_execution_time")), Milliseconds(root.Find("execution_duration")));
        var isRunning = status is not (JobStatus.Completed or JobStatus.Failed or JobStatus.Canceled);
        return new JobUpdate
        {
            Status = status,
            RawStatus = answer.Text.Clean(word, 100),
            Progress = status == JobStatus.Completed ? 100
                : isRunning && usual > 0 && elapsed is not null ? Math.Min(MostBeforeTheEnd, 100 * elapsed.Value / usual.Value)
                : null,
            Remaining = isRunning && usual > elapsed ? TimeSpan.FromMilliseconds(usual.Value - elapsed.Value) : null,
            Outputs = status == JobStatus.Completed && link is not null ? [new VideoOutput(link)] : [],
            Error = error,
        };
    }

    /// <summary>Returns the update of a job that the vendor of the model refused.</summary>
    public static JobUpdate OfRefusal(ApiResponse answer)
    {
        using var document = LenientJson.Parse(answer.Body);
        var error = document?.RootElement.Find("error");
        var isRefunded = error.Find("credits_refunded").AsBoolean();
        return new JobUpdate
        {
            Status = JobStatus.Failed,
            RawStatus = error.Find("type").AsCleanText(answer.Text) ?? "422",
            Error = ErrorReader.Read(answer).Message,
            IsContentPolicy = true,
            RecommendedModel = error.Find("recommended_model").AsCleanText(answer.Text),
            IsRefunded = isRefunded,
            RefundMessage = isRefunded is { } refunded ? $"The credits were {(refunded ? "" : "not ")}refunded." : null,
        };
    }

    // Not documented with the endpoint, but shown in a guide.
    private static Uri? LinkBeside(JsonElement root, SafeText text) =>
        (root.Find("download_url", "url") ?? root.Find("video_url", "videoUrl")).AsLink(text);

    private static double? Milliseconds(JsonElement? element) =>
        element.AsNumber() is { } number and >= 0 and < LongestMilliseconds ? number : null;
}
