namespace NanoGpt;

/// <summary>How long a download waits before it asks again.</summary>
internal static class DownloadBackoff
{
    /// <summary>Returns a random time up to one second, doubled with each fruitless attempt.</summary>
    public static TimeSpan Delay(int fruitless, VideoClientOptions options) =>
        TimeSpan.FromSeconds(1) * (1 << fruitless) * options.Chance();
}
