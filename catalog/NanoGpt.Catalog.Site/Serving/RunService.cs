using System.Collections.Concurrent;
using System.Text.Json;
using NanoGpt.Catalogs.Data;
using NanoGpt.Catalogs.Forms;
using NanoGpt.Catalogs.Requests;
using NanoGpt.Catalogs.Running;
using NanoGpt.Definitions;
using NanoGpt.Emulator;
using NanoGpt.Evaluation;

namespace NanoGpt.Catalogs.Site.Serving;

/// <summary>Runs requests on the emulator or, with a key and within a spend cap, on the live services.</summary>
public sealed class RunService : IAsyncDisposable
{
    // The emulator accepts any key.
    private const string EmulatorKey = "local-emulator-key";

    private static readonly string[] EmulatedProviders = [ProviderIds.NanoGpt, ProviderIds.Venice];

    private readonly CatalogDirectory directory;
    private readonly CatalogServerOptions options;
    private readonly NanoGptEmulator? emulator;   // null if the directory has no provider that can be emulated
    private readonly Dictionary<(string Provider, bool IsLive), VideoClient> clients = [];
    private readonly ConcurrentDictionary<string, RunState> runs = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();
    private readonly DirectoryInfo videos = Directory.CreateTempSubdirectory("nanogpt-catalog-");
    private readonly Lock spending = new();
    private decimal spent;

    private RunService(CatalogDirectory directory, CatalogServerOptions options, NanoGptEmulator? emulator) =>
        (this.directory, this.options, this.emulator) = (directory, options, emulator);

    /// <summary>Gets what can be run.</summary>
    public RunSession Session
    {
        get
        {
            lock (spending)
            {
                var live = options.LiveClients.Keys.Order(StringComparer.Ordinal);
                return new RunSession(Emulated, [.. live], options.SpendCap, spent);
            }
        }
    }

    private string[] Emulated =>
        [.. directory.Document.Providers.Select(static provider => provider.Id).Where(EmulatedProviders.Contains)];

    /// <summary>Gets all runs, the last first.</summary>
    public IReadOnlyList<RunState> Runs => [.. runs.Values.OrderByDescending(static run => run.StartedAt)];

    /// <summary>Starts the emulator.</summary>
    /// <param name="catalog">The models.</param>
    /// <param name="document">The data file of the models.</param>
    /// <param name="options">The options of the server.</param>
    /// <param name="cancellationToken">A token that cancels the start.</param>
    public static async Task<RunService> StartAsync(
        Catalog catalog, CatalogDocument document, CatalogServerOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(catalog);
        var emulator = catalog.Providers.Any(static provider => EmulatedProviders.Contains(provider.Id))
            ? await NanoGptEmulator.StartAsync(options.Emulator with { Catalog = catalog }, cancellationToken)
            : null;
        return new RunService(new CatalogDirectory(document), options, emulator);
    }

    /// <summary>Starts a run.</summary>
    /// <param name="start">The request.</param>
    /// <exception cref="RunRejectedException">The request is invalid, or may cost more than confirmed or allowed.</exception>
    public RunState Start(RunStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        var model = directory.Find(start.Model) ?? throw new RunRejectedException($"There is no model {start.Model}.");
        var request = Read(model, start.Json);
        if (start.IsLive)
        {
            Reserve(model, request.EstimateCost().Maximum, start.ConfirmedCost);
        }
        else if (!Emulated.Contains(model.Info.Provider))
        {
            throw new RunRejectedException($"The service of {model.Provider.Title} cannot be emulated.");
        }

        var client = ClientOf(model.Info.Provider, start.IsLive);
        var id = Guid.NewGuid().ToString("N");
        var run = new RunState(id, start.Model, start.Json, start.IsLive, options.TimeProvider.GetUtcNow());
        runs[id] = run;
        _ = ExecuteAsync(id, client, RawRequest.Create(model.Info.Provider, model.Info.Id, start.Json));
        return run;
    }

    /// <summary>Returns the file with the video of a run; null if there is none.</summary>
    /// <param name="id">The id of the run.</param>
    public string? FindVideo(string id) => runs.TryGetValue(id, out var run) && run.HasVideo ? VideoPath(id) : null;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }

        if (emulator is not null)
        {
            await emulator.DisposeAsync();
        }

        stopping.Dispose();
        videos.Delete(recursive: true);
    }

    private static FormRequest Read(CatalogModel model, string json)
    {
        if (!model.CanRequest)
        {
            throw new RunRejectedException($"The model {model.Key} is removed.");
        }

        try
        {
            var reading = new FormType(model).Parse(json);
            if (reading.Dropped.Count > 0)
            {
                throw new RunRejectedException($"The model {model.Key} does not take {string.Join(", ", reading.Dropped)}.");
            }

            var errors = reading.Request.Validate().Where(static finding => finding.Severity == FindingSeverity.Error);
            return errors.FirstOrDefault() is { } error ? throw new RunRejectedException(error.ToString()) : reading.Request;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new RunRejectedException($"The request is not JSON of a request: {e.Message}");
        }
    }

    // Reserves the highest price, because a charge is known only afterwards.
    private void Reserve(CatalogModel model, decimal? price, decimal? confirmed)
    {
        if (!options.LiveClients.ContainsKey(model.Info.Provider))
        {
            throw new RunRejectedException(
                $"The server has no key for {model.Provider.Title}: set {model.Provider.KeyVariable} before it starts.");
        }

        if (price is not { } maximum)
        {
            throw new RunRejectedException(
                "The price of the request is unknown, so that it cannot be compared with the spend cap.");
        }

        if (confirmed is null || maximum > confirmed)
        {
            throw new RunRejectedException($"The request costs up to {Messages.Amount(maximum)}, which was not confirmed.");
        }

        lock (spending)
        {
            if (spent + maximum > options.SpendCap)
            {
                throw new RunRejectedException(
                    $"The request costs up to {Messages.Amount(maximum)}: of the spend cap of "
                    + $"{Messages.Amount(options.SpendCap)}, {Messages.Amount(options.SpendCap - spent)} is left.");
            }

            spent += maximum;
        }
    }

    private VideoClient ClientOf(string provider, bool isLive)
    {
        lock (clients)
        {
            if (!clients.TryGetValue((provider, isLive), out var client))
            {
                client = isLive ? options.LiveClients[provider]() : CreateEmulatorClient(provider);
                clients.Add((provider, isLive), client);
            }

            return client;
        }
    }

    private VideoClient CreateEmulatorClient(string provider)
    {
        return provider == ProviderIds.Venice
            ? new VeniceClient(EmulatorKey, Configure(new VeniceClientOptions(), emulator!.VeniceAddress))
            : new NanoGptClient(EmulatorKey, Configure(new NanoGptClientOptions(), emulator!.BaseAddress));

        T Configure<T>(T client, Uri address)
            where T : VideoClientOptions
        {
            client.BaseAddress = address;
            client.AllowInsecureLoopback = true;
            client.AllowPrivateDownloadHosts = true;
            client.PollInterval = options.EmulatorPollInterval;
            client.TimeProvider = options.TimeProvider;
            return client;
        }
    }

    private async Task ExecuteAsync(string id, VideoClient client, VideoRequest request)
    {
        try
        {
            var job = await client.SubmitAsync(request, stopping.Token);
            Update(id, run => run with { JobId = job.RunId, Cost = job.Cost });
            var progress = new Observer(update =>
                Update(id, run => run with { Status = update.Status, Progress = update.Progress }));
            var result = await job.WaitAsync(progress, stopping.Token);
            await result.DownloadOutputAsync(0, VideoPath(id), overwrite: true, progress: null, stopping.Token);
            Update(id, run => run with { HasVideo = true, Status = JobStatus.Completed, Progress = 100, Cost = result.Cost });
        }
        catch (OperationCanceledException)
        {
            Update(id, static run => run with { Error = "The server stopped. A job of a live service continues." });
        }
        catch (Exception e) when (e is NanoGptException or IOException or InvalidOperationException or ArgumentException)
        {
            Update(id, run => run with { Error = e.Message, Status = JobStatus.Failed });
        }
    }

    private void Update(string id, Func<RunState, RunState> change) => runs[id] = change(runs[id]);

    private string VideoPath(string id) => Path.Combine(videos.FullName, id + ".mp4");

    private sealed class Observer(Action<JobUpdate> action) : IProgress<JobUpdate>
    {
        public void Report(JobUpdate value) => action(value);
    }
}
