using System.Globalization;
using System.Text.Json;

namespace NanoGpt.Jobs;

/// <summary>Reads the list of recent jobs.</summary>
internal static class RecoverReader
{
    /// <summary>Returns the jobs; null if the response is not a list, or a row has no id.</summary>
    public static IReadOnlyList<RecoveredRun>? Read(ApiResponse answer)
    {
        using var document = LenientJson.Parse(answer.Body);
        if (document?.RootElement.Find("data") is not { ValueKind: JsonValueKind.Array } data)
        {
            return null;
        }

        var rows = new List<RecoveredRun>();
        foreach (var item in data.EnumerateArray())
        {
            if ((item.Find("runId").AsRunId() ?? item.Find("id").AsRunId()) is not { } runId)
            {
                return null;   // it could be the job in question
            }

            var status = item.Find("status").AsText() ?? "";
            Guid? submissionId = Guid.TryParse(item.Find("conversationUUID").AsText(), out var id) ? id : null;
            rows.Add(new RecoveredRun(runId, item.Find("model").AsCleanText(answer.Text), submissionId)
            {
                Status = JobStatuses.Parse(status),
                RawStatus = answer.Text.Clean(status, 100),
                CreatedAt = DateTimeOffset.TryParse(
                    item.Find("createdAt").AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                        ? at
                        : null,
            });
        }

        return rows;
    }
}
