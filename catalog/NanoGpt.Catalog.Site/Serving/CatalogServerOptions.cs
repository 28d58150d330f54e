using NanoGpt.Emulator;

namespace NanoGpt.Catalogs.Site.Serving;

/// <summary>Represents the options of a <see cref="CatalogServer"/>.</summary>
public sealed record CatalogServerOptions
{
    /// <summary>Gets the port on 127.0.0.1. 0, the default, uses a free port.</summary>
    public int Port { get; init; }

    /// <summary>Gets the functions that create the clients of live services, by provider; only of those with a key.</summary>
    public IReadOnlyDictionary<string, Func<VideoClient>> LiveClients { get; init; } =
        new Dictionary<string, Func<VideoClient>>(StringComparer.Ordinal);

    /// <summary>Gets the maximum amount that all runs on live services may cost together. The default is 5.</summary>
    public decimal SpendCap { get; init; } = 5;

    /// <summary>Gets the options of the emulator.</summary>
    public EmulatorOptions Emulator { get; init; } = new();

    /// <summary>Gets the interval between status requests to the emulator. The default is half a second.</summary>
    public TimeSpan EmulatorPollInterval { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Gets the clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
