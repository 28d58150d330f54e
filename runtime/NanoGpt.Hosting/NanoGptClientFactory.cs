using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NanoGpt.Hosting;

/// <summary>Creates one client for each name, with HttpClients of the factory of the host.</summary>
internal sealed class NanoGptClientFactory(
    IHttpClientFactory http, IOptionsMonitor<NanoGptOptions> options, ILoggerFactory loggers, ISubmissionStore? store = null)
    : INanoGptClientFactory, IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<NanoGptClient>> clients = new(StringComparer.Ordinal);

    public INanoGptClient Get(string name = "") =>
        clients.GetOrAdd(name, name => new Lazy<NanoGptClient>(() => Create(name))).Value;

    public void Dispose()
    {
        foreach (var client in clients.Values.Where(static client => client.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }

    private NanoGptClient Create(string name)
    {
        var clientOptions = options.Get(name);
        var observer = new HostObserver(loggers.CreateLogger("NanoGpt"), "nanogpt", clientOptions.BaseAddress);
        var settings = clientOptions.ToClientOptions(name, observer, () => options.Get(name).EffectiveKey);
        HostStore.AddTo(
            settings, store, clientOptions.EffectiveKey!, NanoGptClient.StatusRequestsPerSecond,
            NanoGptClient.SubmissionsPerMinute);
        if (!settings.BaseAddress.IsLoopback && !NanoGptHosts.IsKnown(settings.BaseAddress))
        {
            HostLog.UnknownHost(loggers.CreateLogger("NanoGpt"), settings.BaseAddress.Host);
        }

        // One HttpClient for the lifetime of the host: the primary handler renews its connections.
        var client = http.CreateClient(NanoGptServiceCollectionExtensions.HttpClientName(name));
        return new NanoGptClient(clientOptions.EffectiveKey!, settings, client);
    }
}

/// <summary>Returns the named clients of a host. Each is created once and lives as long as the host.</summary>
public interface INanoGptClientFactory
{
    /// <summary>Returns a client.</summary>
    /// <param name="name">The name of the client; empty for the one without a name.</param>
    INanoGptClient Get(string name = "");
}
