using NanoGpt.Cli.Service;
using NanoGpt.Extensions.AI;

namespace NanoGpt.Cli.Mcp;

/// <summary>
/// Opens clients and stores when an agent first needs them, so that it can check requests without any. Disposes the clients and
/// the journals.
/// </summary>
internal sealed class AgentServices : IDisposable
{
    private readonly Lock gate = new();
    private readonly Func<ProviderService, Action<VideoClientOptions>, VideoClient> openClient;
    private readonly Func<ProviderService, ISubmissionStore> openStore;
    private readonly Dictionary<string, VideoClient> clients = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ISubmissionStore> stores = new(StringComparer.Ordinal);

    /// <summary>Initializes the services.</summary>
    /// <param name="providers">The providers.</param>
    /// <param name="openClient">Opens a client.</param>
    /// <param name="openStore">Opens a store.</param>
    public AgentServices(
        IEnumerable<ProviderService> providers, Func<ProviderService, Action<VideoClientOptions>, VideoClient> openClient,
        Func<ProviderService, ISubmissionStore> openStore)
    {
        (this.openClient, this.openStore) = (openClient, openStore);
        All = [.. providers.Select(one => new VideoService(one.Id, () => GetClient(one), () => GetStore(one)))];
    }

    public IReadOnlyList<VideoService> All { get; }

    public void Dispose()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }

        foreach (var journal in stores.Values.OfType<JournalSubmissionStore>())
        {
            journal.Dispose();
        }
    }

    private VideoClient GetClient(ProviderService provider)
    {
        lock (gate)
        {
            return Open(clients, provider.Id, () =>
            {
                var store = GetStore(provider);
                return openClient(provider, options => options.SubmissionStore = store);
            });
        }
    }

    private ISubmissionStore GetStore(ProviderService provider)
    {
        lock (gate)
        {
            return Open(stores, provider.Id, () => openStore(provider));
        }
    }

    // A failure is reported to the agent, and the next call tries again.
    private static T Open<T>(Dictionary<string, T> opened, string id, Func<T> open)
    {
        if (!opened.TryGetValue(id, out var value))
        {
            try
            {
                opened.Add(id, value = open());
            }
            catch (CommandException e)
            {
                throw new NanoGptException(e.Message);
            }
        }

        return value;
    }
}
