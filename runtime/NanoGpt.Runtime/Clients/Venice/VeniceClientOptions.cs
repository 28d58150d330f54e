namespace NanoGpt;

/// <summary>Represents the options of a <see cref="VeniceClient"/>, which copies them when it is created.</summary>
/// <remarks>
/// Venice allows 40 submissions and 120 status requests per minute, and blocks an account for 30 seconds after more than 20
/// failed calls in 30 seconds. The client respects the first two limits, and polls a job less often if it gets no usable
/// response.
/// </remarks>
public sealed class VeniceClientOptions : VideoClientOptions
{
    /// <summary>Gets the address of the service.</summary>
    public static Uri DefaultAddress { get; } = new("https://api.venice.ai/api/v1");

    /// <summary>Initializes the default options.</summary>
    public VeniceClientOptions()
        : base(DefaultAddress)
    {
    }

    /// <summary>Gets or sets a value that indicates whether a wallet signs in the older header <c>X-Sign-In-With-X</c>.</summary>
    public bool UseLegacySignInHeader { get; set; }

    internal VeniceClientOptions Checked() => (VeniceClientOptions)CheckedCopy();
}
