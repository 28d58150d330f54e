using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NanoGpt.Hosting;

/// <summary>Makes clients over HttpClients of the host's factory, once a name.</summary>
internal sealed class NanoGptClientFactory(
    IHttpClientFactory http, IOptionsMonitor<NanoGptOptions> options, ILoggerFactory logs) : INanoGptClientFactory, IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<NanoGptClient>> clients = new(StringComparer.Ordinal);

    public INanoGptClient Get(string name = "") => clients.GetOrAdd(name, name => new Lazy<NanoGptClient>(() => Make(name))).Value;

    public void Dispose()
    {
        foreach (var client in clients.Values.Where(static client => client.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }

    private NanoGptClient Make(string name)
    {
        var wanted = options.Get(name);
        var observer = new HostObserver(logs.CreateLogger("NanoGpt"), "nanogpt", wanted.BaseAddress);
        var settings = wanted.ToClientOptions(name, observer, () => options.Get(name).EffectiveKey);   // as it is when a key is refused
        if (!settings.BaseAddress.IsLoopback && !NanoGptHosts.IsKnown(settings.BaseAddress))
        {
            HostLog.UnknownHost(logs.CreateLogger("NanoGpt"), settings.BaseAddress.Host);
        }

        // Kept for good: the primary handler renews its connections by itself.
        return new NanoGptClient(wanted.EffectiveKey!, settings, http.CreateClient(NanoGptServiceCollectionExtensions.HttpClientName(name)));
    }
}
