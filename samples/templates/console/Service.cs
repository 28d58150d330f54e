using NanoGpt;
using NanoGpt.Emulator;

namespace NanoGptConsole;

/// <summary>Provides a client of NanoGPT if NANOGPT_API_KEY is set; otherwise, of an offline emulator in this process.</summary>
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
        Console.WriteLine(
            $"There is no NANOGPT_API_KEY: the emulator at {emulator.BaseAddress} answers, and nothing is charged.");
        var options = new NanoGptClientOptions
        {
            BaseAddress = emulator.BaseAddress,
            AllowInsecureLoopback = true,   // the emulator uses http
            PollInterval = TimeSpan.FromMilliseconds(250),
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
