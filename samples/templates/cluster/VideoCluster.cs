using System.Net;
using System.Net.Sockets;
using NanoGpt;
using NanoGpt.Orleans;
using NanoGpt.PostgreSql;
using Orleans.Configuration;
using Orleans.Dashboard;
using StackExchange.Redis;

namespace NanoGptCluster;

/// <summary>Adds a worker: one that needs no server, or one of several that share PostgreSQL and Redis.</summary>
internal static class VideoCluster
{
    public static void AddVideoCluster(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var (database, redis) = (configuration.GetConnectionString("NanoGpt"), configuration.GetConnectionString("Redis"));
        builder.Services.AddNanoGpt(configuration.GetSection("NanoGpt"));   // the key is in NANOGPT_API_KEY
        builder.Services.AddSingleton<IVideoSink>(new FileVideoSink(configuration["Videos"] ?? "videos"));
        builder.Services.AddSingleton<IVideoJobHandler, VideoReporter>();
        if (string.IsNullOrEmpty(database) || string.IsNullOrEmpty(redis))
        {
            // A journal belongs to one process. Several workers need both connection strings.
            builder.Services.AddSingleton<ISubmissionStore>(
                _ => new JournalSubmissionStore(configuration["Journal"] ?? "jobs.jsonl"));
            builder.UseOrleans(static silo =>
                silo.UseLocalhostClustering().UseInMemoryReminderService().AddDashboard().AddNanoGptJobs());
            return;
        }

        builder.Services.AddNanoGptPostgreSql(database);
        builder.Services.AddHostedService<StoreMigration>();   // before the silo, because hosted services start in order
        builder.UseOrleans(silo => silo
            .UseRedisClustering(redis)
            .UseRedisReminderService(reminders => reminders.ConfigurationOptions = ConfigurationOptions.Parse(redis))
            .Configure<EndpointOptions>(endpoints =>
            {
                // The other workers reach this one here. Any free ports, so that several can run on one machine.
                endpoints.AdvertisedIPAddress = IPAddress.Parse(configuration["Address"] ?? "127.0.0.1");
                (endpoints.SiloPort, endpoints.GatewayPort) = (FreePort(), FreePort());
            })
            .AddDashboard()
            .AddNanoGptJobs());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Creates the tables of the store, or updates them.</summary>
internal sealed class StoreMigration(PostgreSqlSubmissionStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => store.MigrateAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Reports the ends of jobs. It may be called again after a crash.</summary>
internal sealed class VideoReporter(ILogger<VideoReporter> logger) : IVideoJobHandler
{
    public Task HandleEndAsync(SubmissionRecord submission, IReadOnlyList<string> videos, CancellationToken cancellationToken)
    {
        logger.LogInformation(
            "{Submission}: {State} {Detail}", submission.Id, submission.State, submission.Error ?? string.Join(", ", videos));
        return Task.CompletedTask;
    }
}
