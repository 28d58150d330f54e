using System.Diagnostics;
using System.Globalization;
using NanoGpt.Emulator;
using NanoGpt.Emulator.Responses;

namespace Quickstart;

/// <summary>
/// Kills a program twice while it has money at stake, and starts it again each time: once when the service has charged for a job and
/// has not answered yet, once while the program waits for the video. The program is <see cref="CrashWorker"/>.
/// </summary>
internal sealed class CrashDemo
{
    private readonly PlugPuller plug = new();
    private readonly string key = Guid.NewGuid().ToString();   // the emulator takes any key
    private readonly string journal;
    private readonly string video;
    private int lives;

    private CrashDemo(string folder)
    {
        journal = Path.Combine(folder, "crash-demo.jsonl");
        video = Path.Combine(folder, "crash-demo.mp4");
    }

    /// <summary>Runs it.</summary>
    /// <returns>0 if there is one paid job and one whole video; else 1.</returns>
    public static async Task<int> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var demo = new CrashDemo(folder);
        File.Delete(demo.journal);
        File.Delete(demo.video);
        await using var emulator = await NanoGptEmulator.StartAsync(new() { Behavior = demo.plug }, cancellationToken);
        return await demo.RunAsync(emulator, cancellationToken);
    }

    private async Task<int> RunAsync(NanoGptEmulator emulator, CancellationToken cancellationToken)
    {
        Console.WriteLine("A worker submits a job. The service takes it and charges for it; before its answer leaves, the worker is killed.");
        var diedSubmitting = await LiveAsync(emulator.BaseAddress, "POST", "/api/generate-video", cancellationToken) is null;
        Console.WriteLine($"It was charged for, and no process knows the job. In the journal: submission {ReadState()}.");
        Console.WriteLine();

        Console.WriteLine("A second worker starts with the same journal. It is killed while it waits.");
        var diedWaiting = await LiveAsync(emulator.BaseAddress, "GET", "/api/video/status", cancellationToken) is null;
        Console.WriteLine();

        Console.WriteLine("A third worker starts and is left alone.");
        var isDone = await LiveAsync(emulator.BaseAddress, null, null, cancellationToken) == 0;
        Console.WriteLine();

        var bytes = File.Exists(video) ? new FileInfo(video).Length : 0;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Killed while submitting: {Word(diedSubmitting)}. Killed while waiting: {Word(diedWaiting)}. Submissions that arrived: {plug.Submissions}."));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Paid jobs: {emulator.PaidJobs}. Balance: {emulator.GetBalance(key):0.00##} of 50 USD."));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Video: {Path.GetRelativePath(".", video)}, {bytes} bytes."));
        if (diedSubmitting && diedWaiting && isDone && emulator.PaidJobs == 1 && plug.Submissions == 1 && bytes > 0)
        {
            Console.WriteLine("Nothing was paid twice, and nothing was lost.");
            return 0;
        }

        Console.Error.WriteLine("This is not what the client promises: please report it.");
        return 1;

        static string Word(bool isTrue) => isTrue ? "yes" : "no";
    }

    // One life of the worker. Its exit code; null if the plug was pulled.
    private async Task<int?> LiveAsync(Uri service, string? method, string? path, CancellationToken cancellationToken)
    {
        using var worker = Process.Start(Start(service))!;
        try
        {
            var killed = method is null ? null : plug.PullAt(method, path!, worker);
            var name = string.Create(CultureInfo.InvariantCulture, $"  worker {++lives}");
            while (await worker.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                Console.WriteLine($"{name}: {line}");
            }

            await worker.WaitForExitAsync(cancellationToken);
            if (killed is { IsCompletedSuccessfully: true })
            {
                Console.WriteLine($"{name}: killed");
                return null;
            }

            return worker.ExitCode;
        }
        finally
        {
            if (!worker.HasExited)
            {
                worker.Kill();
            }
        }
    }

    private ProcessStartInfo Start(Uri service)
    {
        // This program again: by its own host, or by the one of all of .NET.
        var host = Environment.ProcessPath!;
        var isShared = Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(
            host, [.. isShared ? [typeof(CrashDemo).Assembly.Location] : Array.Empty<string>(), CrashWorker.Argument, service.AbsoluteUri, journal, video])
        { RedirectStandardOutput = true };
        start.Environment["NANOGPT_API_KEY"] = key;
        return start;
    }

    // A journal is made of lines of JSON; what counts for a submission is its last one.
    private string ReadState()
    {
        var last = System.Text.Json.JsonDocument.Parse(File.ReadLines(journal).Last()).RootElement;
        return $"{last.GetProperty("submissionId")}, {last.GetProperty("state")}";
    }

    /// <summary>Kills a process at the moment when the service has dealt with its call, and has not answered.</summary>
    private sealed class PlugPuller : IEmulatorBehavior
    {
        private readonly Lock gate = new();
        private (string Method, string Path, Process Process, TaskCompletionSource Done)? order;
        private int submissions;

        /// <summary>How many submissions arrived, paid or not.</summary>
        public int Submissions => Volatile.Read(ref submissions);

        public Task PullAt(string method, string path, Process process)
        {
            lock (gate)
            {
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                order = (method, path, process, done);
                return done.Task;
            }
        }

        public ValueTask<EmulatorResponse?> BeforeAsync(EmulatorCall call, CancellationToken cancellationToken)
        {
            if (call is { Method: "POST", Path: "/api/generate-video" })
            {
                Interlocked.Increment(ref submissions);
            }

            return new((EmulatorResponse?)null);
        }

        public ValueTask<EmulatorResponse> AfterAsync(EmulatorCall call, EmulatorResponse answer, CancellationToken cancellationToken)
        {
            lock (gate)
            {
                if (order is not { } due || due.Method != call.Method || due.Path != call.Path)
                {
                    return new(answer);
                }

                order = null;
                due.Process.Kill();
                due.Done.SetResult();
                return new(EmulatorResponse.Abort);
            }
        }
    }
}
