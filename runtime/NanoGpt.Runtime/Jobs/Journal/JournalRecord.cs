using System.Globalization;
using System.Text.Json;
using NanoGpt.Http;
using NanoGpt.Requests;

namespace NanoGpt.Jobs;

/// <summary>What the journal knows of a submission: its last line, with what earlier lines said.</summary>
internal sealed record JournalRecord(Guid Id, JournalState State, string Model, DateTimeOffset At)
{
    /// <summary>What tells whether another request is the same; no part of the request can be read from it.</summary>
    public string? Hash { get; init; }

    public string? RunId { get; init; }

    /// <summary>The job that it extends; null if it is a submission of its own.</summary>
    public string? Extends { get; init; }

    /// <summary>Whose submission it is. Lines from before there was a second provider do not say.</summary>
    public string Provider { get; init; } = Providers.NanoGpt;

    /// <summary>The link that the service shows once, and under which alone the video can be fetched; null for none.</summary>
    public Uri? DownloadLink { get; init; }

    public bool IsOpen => State is JournalState.Intent or JournalState.Unknown;

    public void Write(PooledBuffer buffer)
    {
        using var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions);
        json.WriteStartObject();
        json.WriteNumber("v", JournalLine.Version);
        json.WriteString("submissionId", Id);
        json.WriteString("state", State.ToString());
        json.WriteString("model", Model);
        json.WriteString("submittedAt", At.ToString("O", CultureInfo.InvariantCulture));
        if (Hash is not null)
        {
            json.WriteString("hash", Hash);
        }

        if (RunId is not null)
        {
            json.WriteString("runId", RunId);
        }

        if (Extends is not null)
        {
            json.WriteString("extends", Extends);
        }

        if (Provider != Providers.NanoGpt)
        {
            json.WriteString("provider", Provider);
        }

        if (DownloadLink is not null)
        {
            json.WriteString("downloadLink", DownloadLink.OriginalString);
        }

        json.WriteEndObject();
    }

    /// <summary>Returns the record of a line; null if the line is none, or contradicts itself.</summary>
    public static JournalRecord? Read(ReadOnlyMemory<byte> line)
    {
        using var document = LooseJson.Parse(line);
        var root = document?.RootElement ?? default;
        if (!Guid.TryParse(root.Find("submissionId").AsText(), out var id)
            || StateOf(root.Find("state").AsText()) is not { } state
            || root.Find("model").AsText() is not { } model
            || !DateTimeOffset.TryParse(
                root.Find("submittedAt").AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
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
            }
            : null;
    }

    // By name only: Enum.TryParse would take numbers too.
    private static JournalState? StateOf(string? text)
    {
        foreach (var state in Enum.GetValues<JournalState>())
        {
            if (string.Equals(text, state.ToString(), StringComparison.Ordinal))
            {
                return state;
            }
        }

        return null;
    }
}

/// <summary>How far a submission is, as the journal knows it.</summary>
internal enum JournalState
{
    /// <summary>It was about to be sent.</summary>
    Intent,

    /// <summary>There is a job.</summary>
    Accepted,

    /// <summary>The service refused, or somebody who looked said that there is no job.</summary>
    Rejected,

    /// <summary>Nothing was sent.</summary>
    NotSent,

    /// <summary>Nobody but the service knows.</summary>
    Unknown,

    /// <summary>The service has no job for it. Parked: looked for again only when asked.</summary>
    NotFound,

    /// <summary>The job has ended.</summary>
    Ended,
}
