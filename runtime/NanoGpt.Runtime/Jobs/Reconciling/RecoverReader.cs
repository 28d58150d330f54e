using System.Globalization;
using System.Text.Json;
using NanoGpt.Http;

namespace NanoGpt.Jobs;

/// <summary>Reads the list of recent jobs.</summary>
internal static class RecoverReader
{
    /// <summary>The rows that name a job; null if the answer is no list.</summary>
    public static IReadOnlyList<RecoveredRun>? Read(ApiAnswer answer)
    {
        using var document = LooseJson.Parse(answer.Body);
        if (document?.RootElement.Find("data") is not { ValueKind: JsonValueKind.Array } data)
        {
            return null;
        }

        var rows = new List<RecoveredRun>();
        foreach (var item in data.EnumerateArray())
        {
            if ((item.Find("runId").AsRunId() ?? item.Find("id").AsRunId()) is not { } runId)
            {
                return null;   // a row that cannot be told apart could be ours
            }

            var status = item.Find("status").AsText() ?? "";
            rows.Add(new RecoveredRun(runId, item.Find("model").AsCleanText(answer.Text), Guid.TryParse(item.Find("conversationUUID").AsText(), out var id) ? id : null)
            {
                Status = JobStatuses.Parse(status),
                RawStatus = answer.Text.Clean(status, 100),
                CreatedAt = DateTimeOffset.TryParse(
                    item.Find("createdAt").AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null,
            });
        }

        return rows;
    }
}
