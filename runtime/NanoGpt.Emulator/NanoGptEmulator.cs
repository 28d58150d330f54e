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
using NanoGpt.Definitions;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Endpoints;
using NanoGpt.Emulator.Hosting;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator;

/// <summary>The service's other end on the loopback address: takes requests as the directory says, and serves real small videos.</summary>
public sealed class NanoGptEmulator : IAsyncDisposable
{
    /// <summary>How long calls that a behaviour holds up may hold up the end.</summary>
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(1);

    private readonly WebApplication app;
    private readonly JobStore book;
    private readonly MediaStorage storage;

    private NanoGptEmulator(WebApplication app, JobStore book, MediaStorage storage, Uri address)
    {
        (this.app, this.book, this.storage) = (app, book, storage);
        BaseAddress = address;
    }

    /// <summary>The address to use in place of <c>https://nano-gpt.com</c>; paths under it start with <c>api</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The address to use in place of <c>https://api.venice.ai/api/v1</c>.</summary>
    public Uri VeniceAddress => new(BaseAddress, "api/v1");

    /// <summary>Where videos lie if they have a port of their own; null if they lie under <see cref="BaseAddress"/>.</summary>
    public Uri? StorageAddress => storage.Address;

    /// <summary>The calls that brought a key to the storage, which must never get one: method, path and which header.</summary>
    public IReadOnlyList<string> KeyLeaks => storage.Leaks;

    /// <summary>Every job that was accepted and paid, in order.</summary>
    public IReadOnlyList<EmulatorJob> Journal => book.Jobs;

    /// <summary>How many jobs were paid.</summary>
    public int PaidJobs => book.PaidJobs(submissionId: null);

    /// <summary>The most jobs that were paid for one submission id: the number that must never be above 1.</summary>
    public int MaxPaidJobsPerSubmission => book.MaxPaidJobsPerSubmission;

    /// <summary>How many jobs were paid for a submission id.</summary>
    public int GetPaidJobs(string submissionId) => book.PaidJobs(submissionId);

    /// <summary>What a key can still spend.</summary>
    public decimal GetBalance(string key) => book.Balance(key);

    /// <summary>Starts a server that runs until it is disposed.</summary>
    public static async Task<NanoGptEmulator> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmulatorOptions();
        var catalog = options.Catalog ?? DirectoryFiles.BuiltInCatalog();
        var book = new JobStore(options);
        using var loopback = LoopbackListener.Bind(options.Port);

        // An empty builder reads no configuration: no file or variable of the host changes the address or the behaviour.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.CreateBoundListenSocket =
            endPoint => loopback.Take(endPoint) ?? SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // the size limit is the service's: answered in its words
            kestrel.Limits.MinRequestBodyDataRate = null; // its clock is not ours, and slow callers are the caller's business
            long connections = 0;
            foreach (var endPoint in loopback.EndPoints)
            {
                kestrel.Listen(endPoint, listener => ResetConnections(
                    listener, () => options.Behavior.ShouldReset(Interlocked.Increment(ref connections))));
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
        var service = new EmulatorService(options, catalog, book, storage, access, app.Lifetime.ApplicationStopping);
        app.Run(service.HandleAsync);
        await app.StartAsync(cancellationToken);

        // In the order in which they were asked for.
        var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.ToList();
        storage.Address = options.SeparateStorage ? new Uri(addresses[^1]) : null;
        return new NanoGptEmulator(app, book, storage, new Uri(addresses[0]));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static void ResetConnections(IConnectionBuilder listener, Func<bool> resets)
    {
        listener.Use(next => connection =>
        {
            if (!resets())
            {
                return next(connection);
            }

            WirePlayer.Reset(connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket);
            connection.Abort();
            return Task.CompletedTask;
        });
    }

    private static void MarkStorage(IConnectionBuilder listener) => listener.Use(next => connection =>
    {
        connection.Features.Set(StorageConnection.Mark);
        return next(connection);
    });
}
