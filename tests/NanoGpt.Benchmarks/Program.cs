using NanoGpt.Benchmarks;
using NanoGpt.Storage.Tests.Kill;

// dotnet run -c Release --project tests/NanoGpt.Benchmarks            every figure, with its bound
// dotnet run -c Release --project tests/NanoGpt.Benchmarks -- media   only the groups that are named
// dotnet run -c Release --project tests/NanoGpt.Benchmarks -- load    the client under a hostile service, in about a minute
if (args is ["--cold-child"])
{
    ColdStart.RunAsChild();
    return 0;
}

if (args is [LoopbackChild.Argument])
{
    LoopbackChild.Run();
    return 0;
}

if (Environment.GetEnvironmentVariable(WaitingWorker.Variable) is { Length: > 0 } waits)
{
    return await WaitingWorker.RunAsync(waits);
}

if (Environment.GetEnvironmentVariable(StoreWorker.Variable) is { Length: > 0 } orders)
{
    return await StoreWorker.RunAsync(orders);
}

var groups = new (string Names, Action<Report> Run)[]
{
    ("generator", GeneratorFigures.Measure),
    ("cold", ColdStart.Measure),
    ("growth", GrowthFigures.Measure),
    ("size", SizeFigures.Measure),
    ("serialise", SerialiseFigures.Measure),
    ("media", MediaFigures.Measure),
    ("analyzers", AnalyzerFigures.Measure),
    ("client load", WatchFigures.Measure),
    ("client", ClientFigures.Measure),
    ("load", LoadFigures.Measure),
    ("store", StoreFigures.Measure),
    ("kill", KillFigures.Measure),
    ("waiting", WaitingFigures.Measure),
    ("sync", SyncFigures.Measure),
    ("build", ConsumerBuildFigures.Measure),
    ("cli", CliFigures.Measure),
    ("catalog", CatalogFigures.Measure),
    ("agents", AgentFigures.Measure),
    ("code", CodeFigures.Measure),
};

var report = new Report(Console.Out);
foreach (var (names, run) in groups)
{
    if (args.Length == 0 || names.Split(' ').Intersect(args).Any())
    {
        run(report);
    }
}

return report.Finish();
