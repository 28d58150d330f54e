namespace NanoGpt;

/// <summary>Settings of a <see cref="VeniceClient"/>, which copies them when it is made.</summary>
/// <remarks>
/// Venice allows 40 submissions and 120 questions about jobs a minute, and shuts an account out for 30 seconds after more than 20
/// failed calls in 30 seconds. The client keeps to the first two by itself, downloads included; against the third, it asks ever more
/// seldom for a job that gives no usable answer.
/// </remarks>
public sealed class VeniceClientOptions : VideoClientOptions
{
    /// <summary>The address of the service.</summary>
    public static Uri DefaultAddress { get; } = new("https://api.venice.ai/api/v1");

    /// <summary>The defaults.</summary>
    public VeniceClientOptions()
        : base(DefaultAddress)
    {
    }

    /// <summary>Whether a wallet's signature travels under its older name, <c>X-Sign-In-With-X</c>, which Venice takes for the time being.</summary>
    public bool UseLegacySignInHeader { get; set; }

    internal VeniceClientOptions Checked() => (VeniceClientOptions)CheckedCopy();
}
