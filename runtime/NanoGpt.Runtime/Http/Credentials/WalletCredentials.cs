namespace NanoGpt.Http;

/// <summary>Authenticates each request by a signature that the caller's wallet makes.</summary>
internal sealed class WalletCredentials(WalletSignature sign, bool usesLegacyHeader) : ApiCredentials
{
    // A response that repeats a signature comes soon after it, and signatures expire.
    private const int MostRemembered = 64;

    private readonly object gate = new();
    private volatile NanoGptApiKey[] recent = [];

    public override int Version => 1;

    public override async ValueTask AttachAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var signature = await SignAsync(request, cancellationToken).ConfigureAwait(false);
        Remember(signature);
        request.Headers.TryAddWithoutValidation(usesLegacyHeader ? "X-Sign-In-With-X" : "SIGN-IN-WITH-X", signature.Value);
    }

    // Each request has its own signature.
    public override bool Renew(int refused) => false;

    public override string Scrub(string text)
    {
        foreach (var signature in recent)
        {
            text = signature.Scrub(text);
        }

        return text;
    }

    private async ValueTask<NanoGptApiKey> SignAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string? text;
        try
        {
            text = await sign(request.Method, request.RequestUri!, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AuthenticationFailedException(
                "The wallet gave no signature; nothing was sent. The inner exception says why.", exception)
            { IsRetrySafe = true };
        }

        try
        {
            return new NanoGptApiKey(text);
        }
        catch (ArgumentException)
        {
            throw new AuthenticationFailedException(
                "The wallet's signature is empty or has blanks, control characters or characters beyond ASCII, which no header "
                + "can carry; nothing was sent.")
            { IsRetrySafe = true };
        }
    }

    private void Remember(NanoGptApiKey signature)
    {
        lock (gate)
        {
            if (!Array.Exists(recent, known => known.Value == signature.Value))
            {
                recent = [.. recent.TakeLast(MostRemembered - 1), signature];
            }
        }
    }
}
