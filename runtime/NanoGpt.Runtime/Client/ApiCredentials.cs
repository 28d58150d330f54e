namespace NanoGpt;

/// <summary>What lets requests in. Nothing of it may show up in anything that the service says.</summary>
internal abstract class ApiCredentials
{
    /// <summary>Which of the credentials is the present one, counted from 1.</summary>
    public abstract int Version { get; }

    /// <summary>Attaches them to a request that goes to the service's own origin.</summary>
    /// <exception cref="AuthenticationFailedException">There are none; nothing was sent.</exception>
    public abstract ValueTask AttachAsync(HttpRequestMessage request, CancellationToken ct);

    /// <summary>Takes the newest ones.</summary>
    /// <param name="refused">The version that was refused.</param>
    /// <returns>Whether there are newer ones than that.</returns>
    public abstract bool Renew(int refused);

    /// <summary>Stars over every appearance; the text keeps its length.</summary>
    public abstract string Scrub(string text);

    /// <summary>Stars over every appearance.</summary>
    public abstract void Scrub(Span<byte> text);
}
