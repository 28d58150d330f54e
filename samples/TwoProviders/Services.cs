using NanoGpt;
using NanoGpt.Emulator;

namespace TwoProviders;

/// <summary>Provides clients of both services, or of one emulator in this process.</summary>
internal sealed class Services : IAsyncDisposable
{
    private readonly NanoGptEmulator? emulator;

    private Services(NanoGptClient nanoGpt, VeniceClient venice, NanoGptEmulator? emulator) =>
        (NanoGpt, Venice, this.emulator) = (nanoGpt, venice, emulator);

    public NanoGptClient NanoGpt { get; }

    public VeniceClient Venice { get; }

    public bool AreLive => emulator is null;

    /// <exception cref="InvalidOperationException">A key is missing.</exception>
    public static async Task<Services> OpenAsync(bool isLive, CancellationToken cancellationToken)
    {
        if (isLive)
        {
            return new Services(
                new NanoGptClient(Key("NANOGPT_API_KEY")), new VeniceClient(Key("VENICE_API_KEY")), emulator: null);
        }

        var emulator = await NanoGptEmulator.StartAsync(cancellationToken: cancellationToken);
        var anyKey = Guid.NewGuid().ToString();
        return new Services(
            new NanoGptClient(anyKey, Local(new NanoGptClientOptions(), emulator.BaseAddress)),
            new VeniceClient(anyKey, Local(new VeniceClientOptions(), emulator.VeniceAddress)),
            emulator);
    }

    public async ValueTask DisposeAsync()
    {
        NanoGpt.Dispose();
        Venice.Dispose();
        if (emulator is not null)
        {
            await emulator.DisposeAsync();
        }
    }

    private static T Local<T>(T options, Uri address)
        where T : VideoClientOptions
    {
        options.BaseAddress = address;
        options.PollInterval = TimeSpan.FromMilliseconds(250);
        options.AllowInsecureLoopback = true;       // the emulator uses http
        options.AllowPrivateDownloadHosts = true;   // and serves videos from the loopback address
        return options;
    }

    private static string Key(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } key
        ? key
        : throw new InvalidOperationException($"--live requires both keys: set the environment variable {variable} first.");
}
