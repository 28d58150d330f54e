namespace NanoGpt.Definitions;

/// <summary>Contains the ids of the supported providers.</summary>
public static class ProviderIds
{
    /// <summary>The id of NanoGPT.</summary>
    public const string NanoGpt = "nanogpt";

    /// <summary>The id of Venice.</summary>
    public const string Venice = "venice";
}
