using System.Net.Http.Headers;

namespace NanoGpt.Http;

/// <summary>Authenticates requests. The credentials never appear in anything that is shown, logged or thrown.</summary>
internal abstract class ApiCredentials
{
    /// <summary>Gets the number of the current credentials, counted from 1.</summary>
    public abstract int Version { get; }

    public abstract ValueTask AttachAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Gets the newest credentials. Returns whether they are newer than the rejected version.</summary>
    public abstract bool Renew(int rejectedVersion);

    public abstract string Scrub(string text);

    public bool IsContainedIn(string text) => !ReferenceEquals(Scrub(text), text);
}

/// <summary>Represents the current API key and all earlier ones, which are also removed from responses.</summary>
internal sealed class ApiKeys(NanoGptApiKey first, ApiAuthentication authentication, Func<string?>? renew) : ApiCredentials
{
    private readonly object gate = new();
    private volatile NanoGptApiKey[] all = [first];   // the last is the current one

    public override int Version => all.Length;

    public override ValueTask AttachAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var key = all[^1];
        if (authentication == ApiAuthentication.Bearer)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Value);
        }
        else
        {
            request.Headers.TryAddWithoutValidation("x-api-key", key.Value);
        }

        return default;
    }

    public override bool Renew(int rejectedVersion)
    {
        if (renew is null)
        {
            return false;
        }

        lock (gate)
        {
            if (Version > rejectedVersion)
            {
                return true;   // another request has renewed it
            }

            NanoGptApiKey key;
            try
            {
                if (renew() is not { } text)
                {
                    return false;
                }

                key = new NanoGptApiKey(text);
            }
            catch (Exception)
            {
                return false;   // the caller's function failed, so there is no new key
            }

            if (key.Value == all[^1].Value)
            {
                return false;
            }

            all = [.. all, key];
            return true;
        }
    }

    public override string Scrub(string text)
    {
        foreach (var key in all)
        {
            text = key.Scrub(text);
        }

        return text;
    }
}

/// <summary>Authenticates each request with a signature by the caller's wallet.</summary>
internal sealed class WalletCredentials(WalletSignature sign, bool usesLegacyHeader) : ApiCredentials
{
    // A response that contains a signature arrives soon after it, and signatures expire.
    private const int MaxRemembered = 64;

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
    public override bool Renew(int rejectedVersion) => false;

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
                "The wallet returned no signature; nothing was sent. See the inner exception.", exception)
            { IsRetrySafe = true };
        }

        try
        {
            return new NanoGptApiKey(text);
        }
        catch (ArgumentException)
        {
            throw new AuthenticationFailedException(
                "The signature is empty or contains spaces, control characters or non-ASCII characters; nothing was sent.")
            { IsRetrySafe = true };
        }
    }

    private void Remember(NanoGptApiKey signature)
    {
        lock (gate)
        {
            if (!Array.Exists(recent, known => known.Value == signature.Value))
            {
                recent = [.. recent.TakeLast(MaxRemembered - 1), signature];
            }
        }
    }
}
