namespace NanoGpt;

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
