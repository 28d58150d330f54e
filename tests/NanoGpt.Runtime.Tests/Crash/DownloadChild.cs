using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Crash;

/// <summary>A process that cannot save its video: its disk is full, or its user may not write into the folder.</summary>
internal static class DownloadChild
{
    public const string Variable = "NANOGPT_TEST_DOWNLOAD_CHILD";

    /// <summary>The output after the exception's type, which shows that the job survives.</summary>
    public static async Task<int> RunAsync(string orders)
    {
        var (link, path) = (new Uri(orders.Split('|')[0]), orders.Split('|')[1]);
        using var client = TestClient.New(new() { BaseAddress = new(link.GetLeftPart(UriPartial.Authority)), AllowInsecureLoopback = true });
        var job = client.Resume("""{"v":1,"runId":"vid_1","model":"sora-2"}""");
        var result = new VideoResult(client, job, new JobUpdate { Status = JobStatus.Completed, Outputs = [new VideoOutput(link)] });
        try
        {
            await result.DownloadAsync(path);
            return 1;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.WriteLine($"{exception.GetType().Name}: {exception.Message} | {result.Job.ToHandleJson()}");
            return 0;
        }
    }
}
