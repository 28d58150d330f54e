using System.Net.Http.Headers;

namespace NanoGpt;

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
