namespace NanoGpt.Jobs;

/// <summary>The providers' ids, and their names for people.</summary>
internal static class Providers
{
    public const string NanoGpt = "nanogpt";
    public const string Venice = "venice";

    public static string Title(string provider) => provider switch
    {
        NanoGpt => "NanoGPT",
        Venice => "Venice",
        _ => $"'{SafeText.WithoutCredentials.Clean(provider, 100)}'",
    };

    public static string ClientOf(string provider) => provider switch
    {
        NanoGpt => nameof(NanoGptClient),
        Venice => nameof(VeniceClient),
        _ => "client of that provider",
    };
}
