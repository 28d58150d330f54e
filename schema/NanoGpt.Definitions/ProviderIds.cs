namespace NanoGpt.Definitions;

/// <summary>Provides the ids of the providers whose services this repository speaks to.</summary>
public static class ProviderIds
{
    /// <summary>The id of NanoGPT.</summary>
    public const string NanoGpt = "nanogpt";

    /// <summary>The id of Venice.</summary>
    public const string Venice = "venice";
}
