using System.Globalization;
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
            throw new FormatException("The text is no handle of a job: it has no usable 'runId'.");
        }

        var owner = root.Find("provider").AsText() ?? Providers.NanoGpt;   // older handles have no provider
        if (owner != provider)
        {
            throw new FormatException(
                $"The handle is of a job of {Providers.Title(owner)}, not of {Providers.Title(provider)}: "
                + $"resume it with a {Providers.ClientOf(owner)}.");
        }

        return new VideoJob(client, runId, root.Find("model").AsText() ?? "")
        {
            Provider = provider,
            DownloadLink = root.Find("downloadLink").AsLink(),
            SubmissionId = Guid.TryParse(root.Find("submissionId").AsText(), out var id) ? id : null,
            SubmittedAt = DateTimeOffset.TryParse(
                root.Find("submittedAt").AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                    ? at
                    : null,
        };
    }
}
