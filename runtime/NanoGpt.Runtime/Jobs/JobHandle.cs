using System.Globalization;
using System.Text;
using System.Text.Json;
using NanoGpt.Http;
using NanoGpt.Requests;

namespace NanoGpt.Jobs;

/// <summary>A job as text. Readers skip what they do not know, so that later versions can add to it.</summary>
internal static class JobHandle
{
    private const int Version = 1;

    public static string Write(VideoJob job, bool includeDownloadLink)
    {
        using var buffer = new PooledBuffer();
        using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("v", Version);
            json.WriteString("provider", job.Provider);
            json.WriteString("runId", job.RunId);
            json.WriteString("model", job.Model);
            if (job.SubmissionId is { } submissionId)
            {
                json.WriteString("submissionId", submissionId);
            }

            if (job.SubmittedAt is { } submittedAt)
            {
                json.WriteString("submittedAt", submittedAt.ToString("O", CultureInfo.InvariantCulture));
            }

            if (includeDownloadLink && job.DownloadLink is { } link)
            {
                json.WriteString("downloadLink", link.OriginalString);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.Written);
    }

    /// <exception cref="FormatException">The text is no handle, or one of another provider's job.</exception>
    public static VideoJob Read(string text, IVideoClient client, string provider)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var document = LooseJson.Parse(Encoding.UTF8.GetBytes(text));
        var root = document?.RootElement ?? default;
        if (root.Find("runId").AsRunId() is not { } runId)
        {
            throw new FormatException("The text is no handle of a job: it has no usable 'runId'.");
        }

        var owner = root.Find("provider").AsText() ?? Providers.NanoGpt;   // handles from before there was a second one do not say
        if (owner != provider)
        {
            throw new FormatException(
                $"The handle is of a job of {Providers.Title(owner)}, not of {Providers.Title(provider)}: resume it with a {Providers.ClientOf(owner)}.");
        }

        return new VideoJob(client, runId, root.Find("model").AsText() ?? "")
        {
            Provider = provider,
            DownloadLink = root.Find("downloadLink").AsLink(),
            SubmissionId = Guid.TryParse(root.Find("submissionId").AsText(), out var id) ? id : null,
            SubmittedAt = DateTimeOffset.TryParse(
                root.Find("submittedAt").AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null,
        };
    }
}
