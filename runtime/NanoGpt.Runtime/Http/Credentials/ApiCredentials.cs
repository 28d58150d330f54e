using System.Net.Http.Headers;

namespace NanoGpt.Http;

/// <summary>Authenticates requests. The credentials never appear in anything that is shown, logged or thrown.</summary>
internal abstract class ApiCredentials
{
    /// <summary>The number of the current credentials, counted from 1.</summary>
    public abstract int Version { get; }

    /// <summary>Attaches the credentials to a request to the origin of the service.</summary>
    /// <exception cref="AuthenticationFailedException">There are no credentials; nothing was sent.</exception>
    public abstract ValueTask AttachAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Gets the newest credentials. Returns whether they are newer than the version that was refused.</summary>
    public abstract bool Renew(int refused);

    /// <summary>Replaces each occurrence of the credentials by asterisks.</summary>
    public abstract string Scrub(string text);

    /// <summary>Returns whether a text contains the credentials.</summary>
    public bool Shows(string text) => !ReferenceEquals(Scrub(text), text);
}

/// <summary>Represents the current API key and all earlier ones, which are removed from responses too.</summary>
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

    public override bool Renew(int refused)
    {
        if (renew is null)
        {
            return false;
        }

        lock (gate)
        {
            if (Version > refused)
            {
                return true;   // another request was refused before
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
                return false;   // the store of the caller failed: the refusal stands
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
