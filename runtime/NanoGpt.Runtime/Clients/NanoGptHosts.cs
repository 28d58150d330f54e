using NanoGpt.Http;

namespace NanoGpt;

/// <summary>Addresses under which the service answers. The key goes to the one that is set as the base address.</summary>
public static class NanoGptHosts
{
    /// <summary>The website's own address, and the default.</summary>
    public static Uri Default { get; } = new("https://nano-gpt.com");

    /// <summary>For API keys only: larger requests and longer answers. Its list of models can be another.</summary>
    public static Uri Direct { get; } = new("https://api.nano-gpt.com");

    /// <summary>All addresses that the service documents.</summary>
    public static IReadOnlyList<Uri> Known { get; } =
    [
        Default,
        Direct,
        new("https://ai.bitcoin.com"),
        new("https://bcashgpt.com"),
        new("https://cake.nano-gpt.com"),
    ];

    /// <summary>Whether the service documents an address.</summary>
    /// <param name="address">The address.</param>
    public static bool IsKnown(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Known.Any(known => Origins.AreSame(known, address));
    }
}
