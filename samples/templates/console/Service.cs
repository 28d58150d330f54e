using NanoGpt;
using NanoGpt.Emulator;

namespace NanoGptConsole;

/// <summary>Who answers: NanoGPT if NANOGPT_API_KEY is set; else its emulator in this process, offline and without real money.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly NanoGptEmulator? emulator;

    private Service(NanoGptClient client, NanoGptEmulator? emulator) => (Client, this.emulator) = (client, emulator);

    public NanoGptClient Client { get; }

    public static async Task<Service> OpenAsync()
    {
        if (Environment.GetEnvironmentVariable("NANOGPT_API_KEY") is { Length: > 0 } key)
        {
            return new Service(new NanoGptClient(key), emulator: null);
        }

        var emulator = await NanoGptEmulator.StartAsync();
        var options = new NanoGptClientOptions
        {
            BaseAddress = emulator.BaseAddress,
            AllowInsecureLoopback = true,   // the emulator speaks plain http
            PollInterval = TimeSpan.FromMilliseconds(250),
        };
        return new Service(new NanoGptClient(Guid.NewGuid().ToString(), options), emulator);   // it takes any key
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (emulator is not null)
        {
            await emulator.DisposeAsync();
        }
    }
}
