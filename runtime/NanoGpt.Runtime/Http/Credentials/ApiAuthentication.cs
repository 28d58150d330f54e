namespace NanoGpt;

/// <summary>Specifies the HTTP header that carries the API key.</summary>
public enum ApiAuthentication
{
    /// <summary>The header <c>x-api-key</c>, which every endpoint documents.</summary>
    ApiKeyHeader,
    /// <summary>The header <c>Authorization</c> with a bearer token.</summary>
    Bearer,
}

/// <summary>Signs a request to Venice with a wallet (x402).</summary>
/// <remarks>
/// Called for every request that needs a signature. The result is sent to the configured origin only and never logged or thrown.
/// </remarks>
/// <param name="method">The method of the request.</param>
/// <param name="link">The address of the request.</param>
/// <param name="cancellationToken">A token that is canceled with the request.</param>
/// <returns>The value of the header <c>SIGN-IN-WITH-X</c>: one line of ASCII, such as Base64.</returns>
public delegate ValueTask<string> WalletSignature(HttpMethod method, Uri link, CancellationToken cancellationToken);
