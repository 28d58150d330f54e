namespace NanoGpt;

/// <summary>Contains the documented addresses of NanoGPT. The key is sent only to the configured base address.</summary>
public static class NanoGptHosts
{
    /// <summary>Gets the address of the website, which is the default.</summary>
    public static Uri Default { get; } = new("https://nano-gpt.com");

    /// <summary>
    /// Gets the address for API keys only, with larger requests and longer responses. Its list of models may differ.
    /// </summary>
    public static Uri Direct { get; } = new("https://api.nano-gpt.com");

    /// <summary>Gets all documented addresses.</summary>
    public static IReadOnlyList<Uri> Known { get; } =
    [
        Default,
        Direct,
        new("https://ai.bitcoin.com"),
        new("https://bcashgpt.com"),
        new("https://cake.nano-gpt.com"),
    ];

    /// <summary>Determines whether an address is documented.</summary>
    /// <param name="address">The address.</param>
    public static bool IsKnown(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Known.Any(known => Origins.AreSame(known, address));
    }
}
