namespace NanoGpt.Clients;

/// <summary>Reads the settings of a client from environment variables.</summary>
internal static class ClientEnvironment
{
    // A client requires a key. This value cannot occur in a response and be redacted there.
    private const string LoopbackKey = "no-key-configured-for-this-machine";

    /// <summary>Sets the address, if the variable is set, and allows http and downloads on the loopback interface.</summary>
    /// <exception cref="InvalidOperationException">The variable is not an absolute URL.</exception>
    public static T Configure<T>(T options, string addressVariable)
        where T : VideoClientOptions
    {
        if (Environment.GetEnvironmentVariable(addressVariable) is { Length: > 0 } text)
        {
            options.BaseAddress = Uri.TryCreate(text, UriKind.Absolute, out var address)
                ? address
                : throw new InvalidOperationException($"The environment variable {addressVariable} is not an absolute URL.");
            options.AllowInsecureLoopback = options.AllowPrivateDownloadHosts = address.IsLoopback;
        }

        return options;
    }

    /// <summary>Returns the key; the emulator on the loopback interface accepts any.</summary>
    /// <exception cref="InvalidOperationException">The variable is not set.</exception>
    public static string GetKey(VideoClientOptions options, string keyVariable)
    {
        options.ApiKeySource = keyVariable;
        return Environment.GetEnvironmentVariable(keyVariable) is { Length: > 0 } key ? key
            : options.BaseAddress.IsLoopback ? LoopbackKey
            : throw new InvalidOperationException(
                $"The API key is missing: set the environment variable {keyVariable}, or pass the key to the constructor.");
    }
}
