namespace NanoGpt.Http;

/// <summary>Represents the settings of a connection. The options of the clients implement it.</summary>
internal interface IConnectionOptions
{
    Uri BaseAddress { get; }

    string? ApiKeySource { get; }

    TimeSpan RequestTimeout { get; }

    bool AllowInsecureLoopback { get; }

    bool AllowPrivateDownloadHosts { get; }

    TimeProvider TimeProvider { get; }
}
