namespace NanoGpt.Jobs;

/// <summary>Represents the state of a submission in the journal, merged from its lines.</summary>
internal sealed record JournalRecord(Guid Id, JournalState State, string Model, DateTimeOffset At)
{
    /// <summary>Gets a hash that identifies the request and does not reveal it.</summary>
    public string? Hash { get; init; }

    public string? RunId { get; init; }

    /// <summary>Gets the id of the extended job; null if the submission is not an extension.</summary>
    public string? Extends { get; init; }

    public string Provider { get; init; } = Providers.NanoGpt;

    /// <summary>Gets the only link to the video, which the service returns once; null for none.</summary>
    public Uri? DownloadLink { get; init; }

    /// <summary>Gets the id of the request, as the service returned it; null if it is unknown.</summary>
    public string? RequestId { get; init; }

    public bool IsOpen => State is JournalState.Intent or JournalState.Unknown;

    public void Write(PooledBuffer buffer) => JsonText.WriteObject(buffer, json =>
    {
        json.WriteNumber("v", JournalLine.Version);
        json.WriteString("submissionId", Id);
        json.WriteString("state", State.ToString());
        json.WriteString("model", Model);
        json.WriteString("submittedAt", At.ToString("O", CultureInfo.InvariantCulture));
        json.WriteOptional("hash", Hash);
        json.WriteOptional("runId", RunId);
        json.WriteOptional("extends", Extends);
        json.WriteOptional("provider", Provider == Providers.NanoGpt ? null : Provider);
        json.WriteOptional("downloadLink", DownloadLink?.OriginalString);
        json.WriteOptional("requestId", RequestId);
    });

    /// <summary>Reads a line; null if it is not a record or contradicts itself.</summary>
    public static JournalRecord? Read(ReadOnlyMemory<byte> line)
    {
        using var document = LenientJson.Parse(line);
        var root = document?.RootElement ?? default;
        if (root.Find("submissionId").AsGuid() is not { } id
            || ParseState(root.Find("state").AsText()) is not { } state
            || root.Find("model").AsText() is not { } model
            || root.Find("submittedAt").AsTime() is not { } at)
        {
            return null;
        }

        var runId = root.Find("runId").AsRunId();
        return (runId is not null) == (state is JournalState.Accepted or JournalState.Ended)
            ? new JournalRecord(id, state, model, at)
            {
                Hash = root.Find("hash").AsText(),
                RunId = runId,
                Extends = root.Find("extends").AsRunId(),
                Provider = root.Find("provider").AsText() ?? Providers.NanoGpt,
                DownloadLink = root.Find("downloadLink").AsLink(),
                RequestId = root.Find("requestId").AsText(),
            }
            : null;
    }

    // By name only: Enum.TryParse also accepts numbers.
    private static JournalState? ParseState(string? text) =>
        Array.IndexOf(Enum.GetNames<JournalState>(), text) is >= 0 and var index ? (JournalState)index : null;
}

/// <summary>Specifies the state of a submission in the journal.</summary>
internal enum JournalState
{
    /// <summary>It is about to be sent.</summary>
    Intent,
    /// <summary>There is a job.</summary>
    Accepted,
    /// <summary>The service rejected it, or the caller recorded that there is no job.</summary>
    Rejected,
    /// <summary>Nothing was sent.</summary>
    NotSent,
    /// <summary>The outcome is unknown.</summary>
    Unknown,
    /// <summary>The service does not list a job. The client looks for it again only on request.</summary>
    NotFound,
    /// <summary>The job has ended.</summary>
    Ended,
}
