using System.Threading.RateLimiting;

namespace NanoGpt.Benchmarks;

/// <summary>The interruption of the calls of a series.</summary>
internal enum LoadEnd
{
    Never,
    Canceled,
    Disposed,
}

/// <summary>Submissions in lanes: each lane has a client and a service of its own and makes one call after the other.</summary>
internal sealed class LoadSeries(int count, int lanes)
{
    private const int Seed = 13;

    private readonly LoadLedger ledger = new(count);

    /// <summary>Gets what interrupts each call at its step.</summary>
    public LoadEnd Ends { get; init; }

    /// <summary>Gets the factory of the caller's HttpClient; null for the client's own handlers.</summary>
    public Func<HttpClient>? NewHttp { get; init; }

    /// <summary>Returns whether a call may end with an exception of a type.</summary>
    public bool MayThrow(Type type) => type.IsAssignableTo(typeof(NanoGptException))
        || (Ends == LoadEnd.Canceled && type.IsAssignableTo(typeof(OperationCanceledException)))
        || (Ends == LoadEnd.Disposed && type == typeof(ObjectDisposedException));

    /// <summary>Makes all calls, and asks afterwards for each paid job whose outcome is unknown.</summary>
    public async Task<(LoadLedger Ledger, LoadCall[] Calls, int NotFound)> RunAsync()
    {
        var random = new Random(Seed);
        var calls = new LoadCall[count];
        for (var number = 0; number < count; number++)
        {
            calls[number] = new LoadCall(number, random, Ends != LoadEnd.Never);
        }

        await Task.WhenAll(calls.Chunk((count + lanes - 1) / lanes).Select(LaneAsync));
        return (ledger, calls, await ReconcileAsync(calls.Where(ledger.IsOpen)));
    }

    private async Task LaneAsync(LoadCall[] calls)
    {
        await using var service = new HostileService(ledger);
        using var http = NewHttp?.Invoke();
        var client = NewClient(service, http);
        foreach (var call in calls)
        {
            if (Ends == LoadEnd.Disposed)
            {
                client.Dispose();
                client = NewClient(service, http);
            }

            // Not disposed: the service may still reach the step of a call that is over.
            var stop = new CancellationTokenSource();
            call.Interrupt = Ends == LoadEnd.Disposed ? client.Dispose : stop.Cancel;
            service.Current = call;
            await call.RunAsync(client, stop.Token);
        }

        client.Dispose();
    }

    private async Task<int> ReconcileAsync(IEnumerable<LoadCall> open)
    {
        await using var service = new HostileService(ledger);
        using var client = NewClient(service, http: null);
        var notFound = 0;
        foreach (var call in open)
        {
            var id = ((NanoGptException)call.Error!).SubmissionId ?? Guid.Empty;
            var found = await client.ReconcileAsync(id);
            notFound += found.Job?.RunId == call.RunId ? 0 : 1;
        }

        return notFound;
    }

    private static NanoGptClient NewClient(HostileService service, HttpClient? http)
    {
        var none = new ConcurrencyLimiter(new() { PermitLimit = int.MaxValue });   // holds nothing that must be disposed
        return new(
            ClientFigures.Key,
            new()
            {
                BaseAddress = service.Address,
                AllowInsecureLoopback = true,
                SubmitLimiter = none,
                RecoverLimiter = none,
                ReconcileGrace = TimeSpan.Zero,
                ReconcileWindow = TimeSpan.Zero,
                Observer = new StepObserver(service),
            },
            http);
    }

    private sealed class StepObserver(HostileService service) : NanoGptObserver
    {
        public override void OnEvent(NanoGptEvent e) => service.Current?.Reach(e.Kind switch
        {
            NanoGptEventKind.Submitting => LoadStep.Submitting,
            NanoGptEventKind.Sending => LoadStep.Sending,
            NanoGptEventKind.ResponseReceived => LoadStep.Answered,
            _ => LoadStep.Never,
        });
    }
}
