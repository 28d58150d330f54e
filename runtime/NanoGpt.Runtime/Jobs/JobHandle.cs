using System.Text;

namespace NanoGpt.Jobs;

/// <summary>Writes and reads jobs as JSON. Readers ignore unknown members, so that later versions can add some.</summary>
internal static class JobHandle
{
    private const int Version = 1;

    public static string Write(VideoJob job, bool includeDownloadLink) => Encoding.UTF8.GetString(JsonText.Object(json =>
    {
        json.WriteNumber("v", Version);
        json.WriteString("provider", job.Provider);
        json.WriteString("runId", job.RunId);
        json.WriteString("model", job.Model);
        json.WriteOptional("submissionId", job.SubmissionId?.ToString());
        json.WriteOptional("submittedAt", job.SubmittedAt?.ToString("O", CultureInfo.InvariantCulture));
        json.WriteOptional("downloadLink", includeDownloadLink ? job.DownloadLink?.OriginalString : null);
    }));

    public static VideoJob Read(string text, IVideoClient client, string provider)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var document = LenientJson.Parse(Encoding.UTF8.GetBytes(text));
        var root = document?.RootElement ?? default;
        if (root.Find("runId").AsRunId() is not { } runId)
        {
            throw new FormatException("The text is not a handle of a job: it has no valid 'runId'.");
        }

        var owner = root.Find("provider").AsText() ?? Providers.NanoGpt;   // older handles have no provider
        if (owner != provider)
        {
            throw new FormatException(
                $"The handle belongs to a job of {Providers.GetDisplayName(owner)}, not of {Providers.GetDisplayName(provider)}: "
                + $"resume it with a {Providers.GetClientName(owner)}.");
        }

        return new VideoJob(client, runId, root.Find("model").AsText() ?? "")
        {
            Provider = provider,
            DownloadLink = root.Find("downloadLink").AsLink(),
            SubmissionId = root.Find("submissionId").AsGuid(),
            SubmittedAt = root.Find("submittedAt").AsTime(),
        };
    }
}
