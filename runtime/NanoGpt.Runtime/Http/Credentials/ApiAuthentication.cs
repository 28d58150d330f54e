namespace NanoGpt;

/// <summary>How the key travels.</summary>
public enum ApiAuthentication
{
    /// <summary>In the header <c>x-api-key</c>, which every endpoint documents.</summary>
    ApiKeyHeader,

    /// <summary>In the header <c>Authorization</c>, as a bearer token.</summary>
    Bearer,
}

/// <summary>
/// Signs one request to Venice with a wallet (x402): gives the text of the header <c>SIGN-IN-WITH-X</c>. Called for every request that
/// needs one; what it gives goes to the configured origin only and is kept out of everything that is logged, thrown or written.
/// </summary>
/// <param name="method">The request's method.</param>
/// <param name="link">Where it goes.</param>
/// <param name="ct">Canceled with the request.</param>
/// <returns>The header's text: one line of ASCII, such as base64.</returns>
public delegate ValueTask<string> WalletSignature(HttpMethod method, Uri link, CancellationToken ct);
