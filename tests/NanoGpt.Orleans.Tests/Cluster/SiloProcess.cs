using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace NanoGpt.Orleans.Tests.Cluster;

/// <summary>A silo of a cluster with Redis and PostgreSQL, which runs until it is killed.</summary>
internal static class SiloProcess
{
    public const string Variable = "NANOGPT_TEST_SILO";

    /// <summary>Gets the line that a silo writes when it has started.</summary>
    public const string Started = "started";

    /// <summary>Returns the orders for a silo, which go into <see cref="Variable"/>.</summary>
    public static string Orders(Uri service, string database, string redis, string folder) => $"{service}|{database}|{redis}|{folder}";

    public static async Task<int> RunAsync(string orders)
    {
        var parts = orders.Split('|');
        using var unlimited = new ConcurrencyLimiter(new() { PermitLimit = int.MaxValue });
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddNanoGptPostgreSql(parts[1]);
        builder.Services.AddSingleton<IVideoSink>(new FileVideoSink(parts[3]));
        builder.Services.AddNanoGpt(options =>
        {
            (options.ApiKey, options.BaseAddress, options.AllowInsecureLoopback) = ("key-of-a-silo", new Uri(parts[0]), true);
            options.PollInterval = TimeSpan.FromMilliseconds(200);
            options.RequestTimeout = TimeSpan.FromSeconds(2);
            options.Configure = client =>
            {
                client.SubmitLimiter = unlimited;
                client.AllowPrivateDownloadHosts = true;
                client.SubmitTimeout = TimeSpan.Zero;   // with the timeout of a request, this is the lease of a send
                client.RateLimitAttempts = 1;
                client.ReconcileGrace = TimeSpan.Zero;
                client.ReconcileWindow = TimeSpan.Zero;   // the emulator lists at once
            };
        });
        builder.UseOrleans(silo => silo
            .UseRedisClustering(parts[2])
            .UseRedisReminderService(options => options.ConfigurationOptions = StackExchange.Redis.ConfigurationOptions.Parse(parts[2]))
            .Configure<EndpointOptions>(static endpoints =>
            {
                endpoints.AdvertisedIPAddress = System.Net.IPAddress.Loopback;
                (endpoints.SiloPort, endpoints.GatewayPort) = (Ports.Free(), Ports.Free());
            })
            .Configure<ClusterMembershipOptions>(static membership =>
            {
                membership.ProbeTimeout = TimeSpan.FromSeconds(1);
                membership.NumMissedProbesLimit = 2;
                membership.NumVotesForDeathDeclaration = 1;
            })
            .Configure<ReminderOptions>(static reminders =>
            {
                reminders.MinimumReminderPeriod = TimeSpan.FromSeconds(2);
                reminders.RefreshReminderListPeriod = TimeSpan.FromSeconds(2);
            })
            .AddNanoGptJobs(static jobs =>
                (jobs.ReminderPeriod, jobs.RetryDelay) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1))));
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine(Started);
        await host.WaitForShutdownAsync();
        return 0;
    }
}
