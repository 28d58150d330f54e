using NanoGpt.Emulator;

namespace NanoGptWorker;

/// <summary>The service without a key: an emulator in this process, offline and without real money.</summary>
internal static class EmulatedService
{
    /// <summary>Starts an emulator and points the client's settings at it; null if there is a key.</summary>
    public static async Task<NanoGptEmulator?> StartWithoutKeyAsync(IConfigurationManager configuration)
    {
        if (configuration["NANOGPT_API_KEY"] is { Length: > 0 } || configuration["NanoGpt:ApiKey"] is { Length: > 0 })
        {
            return null;
        }

        var emulator = await NanoGptEmulator.StartAsync();
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["NanoGpt:ApiKey"] = Guid.NewGuid().ToString(),   // it takes any key
            ["NanoGpt:BaseAddress"] = emulator.BaseAddress.ToString(),
            ["NanoGpt:AllowInsecureLoopback"] = "true",       // it speaks plain http
            ["NanoGpt:PollInterval"] = "00:00:00.250",
            ["NanoGpt:JournalPath"] = "",                     // it forgets its jobs when it ends: nothing to remember
        });
        return emulator;
    }
}
