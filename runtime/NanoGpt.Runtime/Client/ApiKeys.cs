namespace NanoGpt;

/// <summary>The key that is sent now, and those that were: none may show up in anything that the service says.</summary>
internal sealed class ApiKeys(NanoGptApiKey first, Func<string?>? renew)
{
    private readonly object gate = new();
    private volatile NanoGptApiKey[] all = [first];   // the last is the present one

    public NanoGptApiKey Present => all[^1];

    public int Version => all.Length;

    /// <summary>Takes the newest key.</summary>
    /// <param name="refused">The version that was refused.</param>
    /// <returns>Whether there is a newer one than that.</returns>
    public bool Renew(int refused)
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

            if (key.Value == Present.Value)
            {
                return false;
            }

            all = [.. all, key];
            return true;
        }
    }

    /// <summary>Stars over every appearance of any of them.</summary>
    public string Scrub(string text)
    {
        foreach (var key in all)
        {
            text = key.Scrub(text);
        }

        return text;
    }

    public void Scrub(Span<byte> text)
    {
        foreach (var key in all)
        {
            key.Scrub(text);
        }
    }
}
