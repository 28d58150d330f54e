namespace NanoGpt;

/// <summary>How the key travels.</summary>
public enum ApiAuthentication
{
    /// <summary>In the header <c>x-api-key</c>, which every endpoint documents.</summary>
    ApiKeyHeader,

    /// <summary>In the header <c>Authorization</c>, as a bearer token.</summary>
    Bearer,
}
