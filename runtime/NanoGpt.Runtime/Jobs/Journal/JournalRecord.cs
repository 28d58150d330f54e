namespace NanoGpt.Jobs;

/// <summary>Writes and reads the line of a submission in the journal. The last line of a submission is its record.</summary>
internal static class JournalRecord
{
    public static void Write(SubmissionRecord record, PooledBuffer buffer) => JsonText.WriteObject(buffer, json =>
    {
        json.WriteNumber("v", JournalLine.Version);
        json.WriteString("submissionId", record.Id);
        json.WriteString("state", record.State.ToString());
        json.WriteString("model", record.Model);
        json.WriteString("submittedAt", record.SubmittedAt.ToString("O", CultureInfo.InvariantCulture));
        json.WriteOptional("fence", record.Fence == 0 ? null : record.Fence.ToString(CultureInfo.InvariantCulture));
        json.WriteOptional("hash", record.Hash);
        json.WriteOptional("runId", record.RunId);
        json.WriteOptional("extends", record.Extends);
        json.WriteOptional("provider", record.Provider == Providers.NanoGpt ? null : record.Provider);
        json.WriteOptional("downloadLink", record.DownloadLink?.OriginalString);
        json.WriteOptional("requestId", record.RequestId);
        json.WriteOptional("request", record.Request);
        json.WriteOptional("budget", record.Budget);
        json.WriteOptional("price", record.Price?.ToString(CultureInfo.InvariantCulture));
        json.WriteOptional("cost", record.Cost?.ToString(CultureInfo.InvariantCulture));
        json.WriteOptional("error", record.Error);
    });

    /// <summary>Reads a line; null if it is not a record or contradicts itself.</summary>
    public static SubmissionRecord? Read(ReadOnlyMemory<byte> line)
    {
        using var document = LenientJson.Parse(line);
        var root = document?.RootElement ?? default;
        if (root.Find("submissionId").AsGuid() is not { } id
            || ParseState(root.Find("state").AsText()) is not { } state
            || root.Find("model").AsText() is not { } model
            || root.Find("submittedAt").AsTime() is not { } at
            || !long.TryParse(root.Find("fence").AsText() ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var fence))
        {
            return null;
        }

        var runId = root.Find("runId").AsRunId();
        return (runId is not null) == SubmissionTransitions.WithJob.Contains(state)
            ? new SubmissionRecord(id, model, at)
            {
                State = state,
                Fence = fence,
                Hash = root.Find("hash").AsText(),
                RunId = runId,
                Extends = root.Find("extends").AsRunId(),
                Provider = root.Find("provider").AsText() ?? Providers.NanoGpt,
                DownloadLink = root.Find("downloadLink").AsLink(),
                RequestId = root.Find("requestId").AsText(),
                Request = root.Find("request").AsText(),
                Budget = root.Find("budget").AsText(),
                Price = root.Find("price").AsAmount(),
                Cost = root.Find("cost").AsAmount(),
                Error = root.Find("error").AsText(),
            }
            : null;
    }

    // By name only: Enum.TryParse also accepts numbers.
    private static SubmissionState? ParseState(string? text) =>
        Array.IndexOf(Enum.GetNames<SubmissionState>(), text) is >= 0 and var index ? (SubmissionState)index : null;
}
