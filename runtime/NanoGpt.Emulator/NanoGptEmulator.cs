using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NanoGpt.Emulator.Endpoints;
using NanoGpt.Emulator.Faults;
using NanoGpt.Emulator.Hosting;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator;

/// <summary>Represents a local server that emulates the NanoGPT and Venice video APIs and serves small real videos.</summary>
public sealed class NanoGptEmulator : IAsyncDisposable
{
    // Requests that a behavior delays must not delay the shutdown longer.
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(1);

    private readonly WebApplication app;
    private readonly EmulatorService service;
    private readonly JobStore store;
    private readonly MediaStorage storage;

    private NanoGptEmulator(WebApplication app, EmulatorService service, JobStore store, MediaStorage storage, Uri address)
    {
        (this.app, this.service, this.store, this.storage) = (app, service, store, storage);
        BaseAddress = address;
    }

    /// <summary>Gets the address to use instead of <c>https://nano-gpt.com</c>. Its paths start with <c>api</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Gets the address to use instead of <c>https://api.venice.ai/api/v1</c>.</summary>
    public Uri VeniceAddress => new(BaseAddress, "api/v1");

    /// <summary>Gets the address of the separate storage; null if videos are under <see cref="BaseAddress"/>.</summary>
    public Uri? StorageAddress => storage.Address;

    /// <summary>Gets the requests that sent an API key to the storage: method, path and header, without the key.</summary>
    public IReadOnlyList<string> KeyLeaks => storage.Leaks;

    /// <summary>Gets all jobs that were accepted and charged, in order.</summary>
    public IReadOnlyList<EmulatorJob> Journal => store.Jobs;

    /// <summary>Gets the number of jobs that were charged.</summary>
    public int PaidJobs => store.PaidJobs(submissionId: null);

    /// <summary>Gets the maximum number of charged jobs of one submission id. More than 1 is a duplicate charge.</summary>
    public int MaxPaidJobsPerSubmission => store.MaxPaidJobsPerSubmission;

    /// <summary>Returns the number of jobs that were charged for a submission id.</summary>
    public int GetPaidJobs(string submissionId) => store.PaidJobs(submissionId);

    /// <summary>Returns the balance of an API key in US dollars.</summary>
    public decimal GetBalance(string key) => store.Balance(key);

    /// <summary>Starts a server that runs until it is disposed.</summary>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="cancellationToken">A token that cancels the start.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<NanoGptEmulator> StartAsync(
        EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmulatorOptions();
        var catalog = options.Catalog ?? DirectoryFiles.BuiltInCatalog();
        var store = new JobStore(options);
        var faults = new FaultSwitch(options);
        using var loopback = LoopbackListener.Bind(options.Port);

        // An empty builder reads no configuration, so no file or environment variable changes the address or the behavior.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.CreateBoundListenSocket =
            endPoint => loopback.Take(endPoint) ?? SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // the service limits the size, with its own error
            kestrel.Limits.MinRequestBodyDataRate = null; // it uses another clock, and slow clients are allowed
            long connections = 0;
            foreach (var endPoint in loopback.EndPoints)
            {
                kestrel.Listen(endPoint, listener => ResetConnections(
                    listener, () => faults.Behavior.ShouldReset(Interlocked.Increment(ref connections))));
            }

            if (options.SeparateStorage)
            {
                kestrel.Listen(IPAddress.Loopback, 0, MarkStorage);
            }
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTime);
        var app = builder.Build();
        var access = new Access(options);
        var storage = new MediaStorage(options, access);
        var service = new EmulatorService(
            options, catalog, store, storage, access, faults, app.Lifetime.ApplicationStopping);
        app.Run(service.HandleAsync);
        await app.StartAsync(cancellationToken);

        // In the order of the Listen calls.
        var features = app.Services.GetRequiredService<IServer>().Features;
        var addresses = features.GetRequiredFeature<IServerAddressesFeature>().Addresses.ToList();
        storage.Address = options.SeparateStorage ? new Uri(addresses[^1]) : null;
        return new NanoGptEmulator(app, service, store, storage, new Uri(addresses[0]));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        service.Dispose();
    }

    private static void ResetConnections(IConnectionBuilder listener, Func<bool> shouldReset) =>
        listener.Use(next => connection =>
    {
        if (!shouldReset())
        {
            return next(connection);
        }

        WireStep.ResetSocket(connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket);
        connection.Abort();
        return Task.CompletedTask;
    });

    private static void MarkStorage(IConnectionBuilder listener) => listener.Use(next => connection =>
    {
        connection.Features.Set(StorageConnection.Instance);
        return next(connection);
    });
}
