using NanoGpt;
using NanoGpt.Emulator;

namespace Quickstart;

/// <summary>Who answers: the service, or its emulator in this process.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly NanoGptEmulator? emulator;

    private Service(NanoGptClient client, NanoGptEmulator? emulator) => (Client, this.emulator) = (client, emulator);

    public NanoGptClient Client { get; }

    public string Name => emulator is null ? "NanoGPT" : "the emulator (no real money)";

    public static async Task<Service> OpenAsync(bool isLive, CancellationToken cancellationToken)
    {
        if (isLive)
        {
            return new Service(new NanoGptClient(Environment.GetEnvironmentVariable("NANOGPT_API_KEY")!), emulator: null);
        }

        var emulator = await NanoGptEmulator.StartAsync(cancellationToken: cancellationToken);
        var options = new NanoGptClientOptions
        {
            BaseAddress = emulator.BaseAddress,
            PollInterval = TimeSpan.FromMilliseconds(250),
            AllowInsecureLoopback = true,     // the emulator speaks plain http,
            AllowPrivateDownloadHosts = true, // and serves the videos from this machine
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
