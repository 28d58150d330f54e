using System.Globalization;
using System.Text.Json.Nodes;

namespace NanoGpt.Cli.Service;

/// <summary>Jobs and their results, in words and as JSON.</summary>
internal static class JobView
{
    /// <summary>One line: state, progress, remaining time, details.</summary>
    public static string Line(JobUpdate update)
    {
        var parts = new List<string> { State(update.Status) };
        if (update.Progress is { } percent && !update.IsTerminal)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{percent:0} %"));
        }

        if (update.Remaining is { } remaining && !update.IsTerminal)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"about {Math.Ceiling(remaining.TotalSeconds):0} s left"));
        }

        if ((update.Error ?? update.Details) is { Length: > 0 } words)
        {
            parts.Add(words);
        }

        return string.Join(", ", parts);
    }

    public static string State(JobStatus status) => status switch
    {
        JobStatus.Queued => "queued",
        JobStatus.Running => "running",
        JobStatus.Completed => "completed",
        JobStatus.Failed => "failed",
        JobStatus.Canceled => "canceled",
        _ => "unknown",
    };

    /// <summary>A job with what is known of it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="update">Its last update.</param>
    /// <param name="files">Where its videos were saved; null if they were not.</param>
    public static JsonObject Json(VideoJob job, JobUpdate update, IReadOnlyList<string>? files = null)
    {
        var json = new JsonObject
        {
            ["runId"] = job.RunId,
            ["model"] = job.Model,
            ["submissionId"] = job.SubmissionId?.ToString(),
            ["status"] = State(update.Status),
            ["rawStatus"] = update.RawStatus,
            ["progress"] = update.Progress,
            ["cost"] = update.Cost ?? job.Cost,
            ["error"] = update.Error,
            ["refund"] = update.RefundMessage,
            ["outputs"] = new JsonArray([.. update.Outputs.Select(output => JsonValue.Create(output.Url.AbsoluteUri))]),
        };
        if (files is not null)
        {
            json["files"] = new JsonArray([.. files.Select(file => JsonValue.Create(file))]);
        }

        return json;
    }
}
