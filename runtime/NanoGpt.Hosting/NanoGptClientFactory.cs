using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NanoGpt.Hosting;

/// <summary>Creates one client for each name, with HttpClients of the factory of the host.</summary>
internal sealed class NanoGptClientFactory(
    IHttpClientFactory http, IOptionsMonitor<NanoGptOptions> options, ILoggerFactory logs) : INanoGptClientFactory, IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<NanoGptClient>> clients = new(StringComparer.Ordinal);

    public INanoGptClient Get(string name = "") =>
        clients.GetOrAdd(name, name => new Lazy<NanoGptClient>(() => Make(name))).Value;

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
        var settings = wanted.ToClientOptions(name, observer, () => options.Get(name).EffectiveKey);
        if (!settings.BaseAddress.IsLoopback && !NanoGptHosts.IsKnown(settings.BaseAddress))
        {
            HostLog.UnknownHost(logs.CreateLogger("NanoGpt"), settings.BaseAddress.Host);
        }

        // Kept forever: the primary handler renews its connections by itself.
        var client = http.CreateClient(NanoGptServiceCollectionExtensions.HttpClientName(name));
        return new NanoGptClient(wanted.EffectiveKey!, settings, client);
    }
}
