// Three videos from three kinds of models, in one go. Without arguments nothing leaves this machine: an emulator of the
// service answers. With --live and NANOGPT_API_KEY the same code talks to the service, and asks before it spends. With --crash-demo
// a process is killed in the middle of a paid submission and once more while it waits: see CrashDemo and CrashWorker.

using NanoGpt;
using Quickstart;

var isLive = args.Contains("--live");
if (isLive && Environment.GetEnvironmentVariable("NANOGPT_API_KEY") is null or "")
{
    Console.Error.WriteLine("--live needs your API key: set the environment variable NANOGPT_API_KEY and run again.");
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

// 1. Say what to make. Every request is a record of its own: what a model does not take does not compile.
var requests = SampleRequests.All(folder);

// 2. Look before spending: the JSON that will be sent, what is wrong with it, and what it will cost.
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

// 3. Submit, watch, download.
await using var service = await Service.OpenAsync(isLive, stop.Token);
try
{
    var results = await Screen.RunAsync(requests, (name, request, report) => MakeAsync(name, request, report));
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
    Console.Error.WriteLine("Stopped. Jobs that were accepted go on at the service.");
    return 130;
}

async Task<Made> MakeAsync(string name, VideoRequest request, Action<string, double> report)
{
    report("submitting", 5);
    var job = await service.Client.SubmitAsync(request, stop.Token);
    var result = await job.WaitAsync(new Reporter(report), stop.Token);

    report("downloading", 90);
    var path = Path.Combine(folder, $"{name}.mp4");
    await result.DownloadAsync(path, overwrite: true, cancellationToken: stop.Token);
    report("saved", 100);
    return new Made(name, path, result);
}
