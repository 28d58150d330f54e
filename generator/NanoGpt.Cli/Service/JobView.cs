namespace NanoGpt.Cli.Service;

/// <summary>Formats jobs and their results as text and JSON.</summary>
internal static class JobView
{
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

    public static string State(JobStatus status) => JsonOutput.ToLowerName(status);

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
