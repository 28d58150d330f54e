using NanoGpt;
using NanoGpt.Models;
#if (emulator)
using NanoGptConsole;
#endif

// Parameters that the model does not support do not compile.
var request = new Sora2Request
{
    Prompt = args.Length > 0 ? string.Join(' ', args) : "A lighthouse at dusk, waves, slow dolly in",
    Resolution = Sora2Resolution.R720p,
    Duration = Sora2Duration.Seconds4,
};
Console.WriteLine($"{request.Model.Id}: {request.EstimateCost()}");

#if (emulator)
await using var service = await Service.OpenAsync();   // an emulator if NANOGPT_API_KEY is not set
var client = service.Client;
#else
using var client = new NanoGptClient(
    Environment.GetEnvironmentVariable("NANOGPT_API_KEY") ?? throw new InvalidOperationException("Set NANOGPT_API_KEY."));
#endif

var job = await client.SubmitAsync(request);   // costs money; the client never sends it twice
var status = JobStatus.Unknown;
await foreach (var update in job.WatchAsync())
{
    if (update.Status != status)
    {
        Console.WriteLine($"{job.RunId}: {status = update.Status}");
    }
}

var video = await job.WaitAsync();
await video.DownloadAsync("video.mp4", overwrite: true);
Console.WriteLine($"saved {Path.GetFullPath("video.mp4")}");
