namespace NanoGpt.Extensions.AI;

/// <summary>Represents the service of a provider: its client, and the store in which that client records submissions.</summary>
/// <remarks>
/// The functions are called for each operation on jobs, and not to find models or to check requests. A
/// <see cref="NanoGptException"/> that they throw becomes the result of the operation.
/// </remarks>
/// <param name="Provider">The id of the provider, such as <c>nanogpt</c>.</param>
/// <param name="OpenClient">Returns the client.</param>
/// <param name="OpenStore">
/// Returns the store, which must be the <see cref="VideoClientOptions.SubmissionStore"/> of the client.
/// </param>
public sealed record VideoService(string Provider, Func<IVideoClient> OpenClient, Func<ISubmissionStore> OpenStore)
{
    /// <summary>Initializes a service from a client.</summary>
    /// <param name="client">The client.</param>
    /// <param name="store">The store, which must be the <see cref="VideoClientOptions.SubmissionStore"/> of the client.</param>
    public VideoService(IVideoClient client, ISubmissionStore store)
        : this(client is IVeniceClient ? ProviderIds.Venice : ProviderIds.NanoGpt, () => client, () => store)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(store);
    }
}
