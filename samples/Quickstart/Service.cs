using NanoGpt;
using NanoGpt.Emulator;

namespace Quickstart;

/// <summary>Provides a client of the service, or of an emulator in this process.</summary>
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
            AllowInsecureLoopback = true,     // the emulator uses http
            AllowPrivateDownloadHosts = true, // and serves videos from the loopback address
        };
        return new Service(new NanoGptClient(Guid.NewGuid().ToString(), options), emulator);   // the emulator accepts any key
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
