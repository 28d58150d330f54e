// Generates three videos with three kinds of models. Without arguments, it uses a local emulator of the service. With --live and
// NANOGPT_API_KEY, the same code uses the service and asks for confirmation before it spends money. With --crash-demo, it kills a
// process during a paid submission and again while it waits: see CrashDemo and CrashWorker.

using NanoGpt;
using Quickstart;

var isLive = args.Contains("--live");
if (isLive && Environment.GetEnvironmentVariable("NANOGPT_API_KEY") is null or "")
{
    Console.Error.WriteLine("--live requires an API key: set the environment variable NANOGPT_API_KEY.");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

if (args.FirstOrDefault() == CrashWorker.Argument)
{
    return await CrashWorker.RunAsync(args[1..], stop.Token);
}

var folder = Directory.CreateDirectory("quickstart-output").FullName;
if (args.Contains("--crash-demo"))
{
    return await CrashDemo.RunAsync(folder, stop.Token);
}

// 1. Create the requests. Each model has its own record, so parameters that it does not support do not compile.
var requests = SampleRequests.All(folder);

// 2. Before spending money, display the JSON and the estimated cost, and validate the requests.
foreach (var (name, request) in requests)
{
    Screen.Show(name, request);
    if (request.Validate().FirstOrDefault(finding => finding.Severity == FindingSeverity.Error) is { } wrong)
    {
        Console.Error.WriteLine($"{name}: {wrong.Message}");
        return 3;
    }
}

if (isLive && !args.Contains("--yes") && !Screen.Confirm(requests))
{
    return 2;
}

// 3. Submit, wait and download.
await using var service = await Service.OpenAsync(isLive, stop.Token);
try
{
    var results = await Screen.RunAsync(requests, (name, request, report) => GenerateAsync(name, request, report));
    Screen.Summarize(results, service.Name);
    return 0;
}
catch (Exception e) when (e is NanoGptException or IOException)
{
    Console.Error.WriteLine($"{e.GetType().Name}: {e.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Canceled. Accepted jobs continue at the service.");
    return 130;
}

async Task<GeneratedVideo> GenerateAsync(string name, VideoRequest request, Action<string, double> report)
{
    report("submitting", 5);
    var job = await service.Client.SubmitAsync(request, stop.Token);
    var result = await job.WaitAsync(new Reporter(report), stop.Token);

    report("downloading", 90);
    var path = Path.Combine(folder, $"{name}.mp4");
    await result.DownloadAsync(path, overwrite: true, cancellationToken: stop.Token);
    report("saved", 100);
    return new GeneratedVideo(name, path, result);
}
