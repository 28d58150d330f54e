using NanoGpt.Emulator;

namespace NanoGptCluster;

/// <summary>Starts an offline emulator in this process if there is no API key.</summary>
internal static class EmulatedService
{
    /// <summary>Starts an emulator and configures the client to use it; returns null if there is a key.</summary>
    public static async Task<NanoGptEmulator?> StartWithoutKeyAsync(IConfigurationManager configuration)
    {
        if (configuration["NANOGPT_API_KEY"] is { Length: > 0 } || configuration["NanoGpt:ApiKey"] is { Length: > 0 })
        {
            return null;
        }

        var emulator = await NanoGptEmulator.StartAsync();
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["NanoGpt:ApiKey"] = Guid.NewGuid().ToString(),   // the emulator accepts any key
            ["NanoGpt:BaseAddress"] = emulator.BaseAddress.ToString(),
            ["NanoGpt:AllowInsecureLoopback"] = "true",       // the emulator uses http
            ["NanoGpt:PollInterval"] = "00:00:00.250",
            ["Journal"] = Path.GetTempFileName(),             // the jobs of the emulator end with it
        });
        return emulator;
    }
}
