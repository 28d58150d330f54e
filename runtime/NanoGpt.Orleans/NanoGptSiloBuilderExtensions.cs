using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NanoGpt.Hosting;
using NanoGpt.Orleans;

namespace NanoGpt;

/// <summary>Contains extension methods that add video jobs to a silo.</summary>
public static class NanoGptSiloBuilderExtensions
{
    /// <summary>
    /// Adds <see cref="IVideoJobGrain"/> and <see cref="VideoJobs"/>. The silo needs reminders, and its services
    /// <c>AddNanoGpt</c>, an <see cref="ISubmissionStore"/> and an <see cref="IVideoSink"/>; without a sink, videos are saved in
    /// the folder <c>videos</c>.
    /// </summary>
    /// <remarks>
    /// Silos of one cluster share a store, such as that of NanoGpt.PostgreSql. It also keeps the rate limits of the API key for
    /// all silos: unlike a grain, which can be active twice when the network is divided, the database grants a permit once, also
    /// to workers outside of the cluster.
    /// </remarks>
    /// <param name="silo">The silo.</param>
    /// <param name="configure">Configures the jobs; null for the defaults.</param>
    public static ISiloBuilder AddNanoGptJobs(this ISiloBuilder silo, Action<VideoJobOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(silo);
        var services = silo.Services;
        services.AddOptions<VideoJobOptions>().Configure(configure ?? (static _ => { }));
        services.TryAddSingleton<IVideoSink>(static _ => new FileVideoSink("videos"));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<VideoJobWork>();
        services.TryAddSingleton<VideoJobs>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IJobNoticeHandler, GrainNoticeHandler>());
        return silo.AddStartupTask(
            static (provider, cancellationToken) => provider.GetRequiredService<VideoJobs>().StartOpenAsync(cancellationToken));
    }
}
