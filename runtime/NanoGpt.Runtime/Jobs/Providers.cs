namespace NanoGpt.Jobs;

/// <summary>Contains the ids of the providers, their names, and the names of their clients.</summary>
internal static class Providers
{
    public const string NanoGpt = NanoGptRequest.ProviderId;
    public const string Venice = VeniceRequest.ProviderId;

    public static string GetDisplayName(string provider) => provider switch
    {
        NanoGpt => "NanoGPT",
        Venice => "Venice",
        _ => $"'{SafeText.WithoutCredentials.Clean(provider, 100)}'",
    };

    public static string GetClientName(string provider) => provider switch
    {
        NanoGpt => "NanoGptClient",
        Venice => "VeniceClient",
        _ => "client of that provider",
    };
}
