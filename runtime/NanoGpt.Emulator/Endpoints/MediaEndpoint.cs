using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Media;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Endpoints;

/// <summary>Serves the output of jobs: by run id with an API key, or under a link with an unguessable token.</summary>
internal sealed class MediaEndpoint(Access access, JobStore store, MediaStorage storage)
{
    public const string Prefix = "/media/";
    public const string VideoType = "video/mp4";

    public static string ContentPath(EmulatorJob job) =>
        $"/api/generate-video/content?model={Uri.EscapeDataString(job.Model)}&runId={job.RunId}&variant=video";

    /// <summary>Returns the link of a video, which requires no key.</summary>
    public string GetVideoLink(HttpContext context, EmulatorJob job, int number)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{job.Video.Token}/{number}.mp4");
        return storage.Address is null ? $"{context.Request.Scheme}://{context.Request.Host}{path}" : storage.Sign(path);
    }

    /// <summary>Redirects to the video, as the service does to its storage. The other variants are images.</summary>
    public ValueTask<EmulatorResponse> ContentAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (runId, model, variant) = (query["runId"].ToString(), query["model"].ToString(), query["variant"].ToString());
        var (key, error) = access.Authenticate(context);
        if (error is not null || runId.Length == 0 || model.Length == 0)
        {
            return new(error ?? ErrorResponses.MissingParameter(runId.Length == 0 ? "runId" : "model"));
        }

        var job = store.Find(runId, ProviderIds.NanoGpt);
        return new(
            job is null ? ErrorResponses.JobNotFound(runId)
            : job.Key != key ? ErrorResponses.OtherAccount()
            : job.Model != model ? ErrorResponses.InvalidValue("model", $"The job '{runId}' is not of model '{model}'.")
            : !HasVideo(job)
                ? ErrorResponses.Create(StatusCodes.Status404NotFound, "not_found_error", null, "The video is not there yet.")
            : variant switch
            {
                "" or "video" => EmulatorResponse.Redirect(GetVideoLink(context, job, 1)),
                "thumbnail" => EmulatorResponse.File(SampleImage.Create(seed: Seed(job)), "image/png"),
                "spritesheet" => EmulatorResponse.File(SampleImage.Create(1024, 576, Seed(job)), "image/png"),
                _ => ErrorResponses.InvalidValue(
                    "variant", $"variant = {variant} is not allowed: use one of video, thumbnail, spritesheet."),
            });
    }

    public EmulatorResponse File(string path)
    {
        var parts = path[Prefix.Length..].Split('/');
        var name = Path.GetFileNameWithoutExtension(parts[^1]);
        var job = parts.Length == 2 ? store.FindByMediaToken(parts[0]) : null;
        return job is not null && HasVideo(job)
            && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= job.Spec.Outputs
            ? Video(job, number)
            : ErrorResponses.PathNotFound();
    }

    public static EmulatorResponse Video(EmulatorJob job, int number) =>
        EmulatorResponse.File(SampleVideo.Create(job.Video.Seconds, job.Video.Shape, Seed(job) + number), VideoType);

    private bool HasVideo(EmulatorJob job) =>
        job is { Outcome: JobOutcome.Completed, IsDeleted: false } && store.StateOf(job) == JobState.Ended;

    // Depends only on the run id, so that the video of a job never changes.
    private static int Seed(EmulatorJob job) => job.RunId.Aggregate(17, (hash, letter) => ((hash * 31) + letter) & 0xFFFF);
}
