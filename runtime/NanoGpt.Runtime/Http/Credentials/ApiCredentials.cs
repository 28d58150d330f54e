using System.Net.Http.Headers;

namespace NanoGpt.Http;

/// <summary>Authenticates requests. Nothing of it may appear in anything that is shown, logged or thrown.</summary>
internal abstract class ApiCredentials
{
    /// <summary>The number of the current credentials, counted from 1.</summary>
    public abstract int Version { get; }

    /// <summary>Attaches the credentials to a request that goes to the service's own origin.</summary>
    /// <param name="request">The request.</param>
    /// <param name="ct">A token that cancels the operation.</param>
    /// <exception cref="AuthenticationFailedException">There are no credentials; nothing was sent.</exception>
    public abstract ValueTask AttachAsync(HttpRequestMessage request, CancellationToken ct);

    /// <summary>Takes the newest credentials.</summary>
    /// <param name="refused">The version that was refused.</param>
    /// <returns>Whether there are newer ones than that.</returns>
    public abstract bool Renew(int refused);

    /// <summary>Replaces each occurrence of the credentials by asterisks.</summary>
    public abstract string Scrub(string text);

    /// <summary>Returns whether a text contains the credentials.</summary>
    public bool Shows(string text) => !ReferenceEquals(Scrub(text), text);
}

/// <summary>The key that is sent now, and those that were: none may show up in anything that the service says.</summary>
internal sealed class ApiKeys(NanoGptApiKey first, ApiAuthentication authentication, Func<string?>? renew) : ApiCredentials
{
    private readonly object gate = new();
    private volatile NanoGptApiKey[] all = [first];   // the last is the present one

    public override int Version => all.Length;

    public override ValueTask AttachAsync(HttpRequestMessage request, CancellationToken ct)
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
                return true;   // somebody else was refused before
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
                return false;   // of the caller's store: that the key was refused stays the answer
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
