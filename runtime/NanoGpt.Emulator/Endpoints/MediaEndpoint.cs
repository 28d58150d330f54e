using System.Globalization;
using Microsoft.AspNetCore.Http;
using NanoGpt.Definitions;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Media;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Endpoints;

/// <summary>Hands out what jobs made: by run id with the key, or under an address that is itself the key.</summary>
internal sealed class MediaEndpoint(Access access, JobStore book, MediaStorage storage)
{
    public const string Prefix = "/media/";
    public const string VideoType = "video/mp4";

    public static string ContentPath(EmulatorJob job) =>
        $"/api/generate-video/content?model={Uri.EscapeDataString(job.Model)}&runId={job.RunId}&variant=video";

    /// <summary>The address of a video, which needs no key.</summary>
    public string FileAddress(HttpContext context, EmulatorJob job, int number)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{job.Video.Token}/{number}.mp4");
        return storage.Address is null ? $"{context.Request.Scheme}://{context.Request.Host}{path}" : storage.Sign(path);
    }

    /// <summary>Redirects to the video, as the service does to its storage; the other variants are pictures.</summary>
    public ValueTask<EmulatorResponse> ContentAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (runId, model, variant) = (query["runId"].ToString(), query["model"].ToString(), query["variant"].ToString());
        var (key, refusal) = access.Of(context);
        if (refusal is not null || runId.Length == 0 || model.Length == 0)
        {
            return new(refusal ?? Refusal.Missing(runId.Length == 0 ? "runId" : "model"));
        }

        var job = book.Find(runId, ProviderIds.NanoGpt);
        return new(
            job is null ? Refusal.NoSuchJob(runId)
            : job.Key != key ? Refusal.NotYours()
            : job.Model != model ? Refusal.BadValue("model", $"The job '{runId}' is not of model '{model}'.")
            : !IsMade(job) ? Refusal.Of(StatusCodes.Status404NotFound, "not_found_error", null, "The video is not there yet.")
            : variant switch
            {
                "" or "video" => EmulatorResponse.Redirect(FileAddress(context, job, 1)),
                "thumbnail" => EmulatorResponse.File(SampleImage.Create(seed: Seed(job)), "image/png"),
                "spritesheet" => EmulatorResponse.File(SampleImage.Create(1024, 576, Seed(job)), "image/png"),
                _ => Refusal.BadValue("variant", $"variant = {variant} is not allowed: use one of video, thumbnail, spritesheet."),
            });
    }

    public EmulatorResponse File(string path)
    {
        var parts = path[Prefix.Length..].Split('/');
        var job = parts.Length == 2 ? book.FindByMediaToken(parts[0]) : null;
        return job is not null && IsMade(job)
            && int.TryParse(Path.GetFileNameWithoutExtension(parts[1]), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= job.Spec.Outputs
            ? Video(job, number)
            : Refusal.NoSuchPath();
    }

    public static EmulatorResponse Video(EmulatorJob job, int number) =>
        EmulatorResponse.File(SampleVideo.Create(job.Video.Seconds, job.Video.Shape, Seed(job) + number), VideoType);

    private bool IsMade(EmulatorJob job) => job is { Outcome: JobOutcome.Completed, IsDeleted: false } && book.StateOf(job) == JobState.Ended;

    /// <summary>A number that depends on the run id only, so that a job's video never changes.</summary>
    private static int Seed(EmulatorJob job) => job.RunId.Aggregate(17, (hash, letter) => ((hash * 31) + letter) & 0xFFFF);
}
