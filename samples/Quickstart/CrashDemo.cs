using System.Diagnostics;
using System.Globalization;
using NanoGpt.Emulator;
using NanoGpt.Emulator.Responses;

namespace Quickstart;

/// <summary>
/// Starts <see cref="CrashWorker"/> and kills it twice: after the service has charged for a job but before it responds, and while
/// the worker waits for the video.
/// </summary>
internal sealed class CrashDemo
{
    private readonly ProcessKiller killer = new();
    private readonly string key = Guid.NewGuid().ToString();   // the emulator accepts any key
    private readonly string journal;
    private readonly string video;
    private int workers;

    private CrashDemo(string folder)
    {
        journal = Path.Combine(folder, "crash-demo.jsonl");
        video = Path.Combine(folder, "crash-demo.mp4");
    }

    /// <summary>Runs the demonstration.</summary>
    /// <returns>0 if there is one paid job and one complete video; otherwise, 1.</returns>
    public static async Task<int> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var demo = new CrashDemo(folder);
        File.Delete(demo.journal);
        File.Delete(demo.video);
        await using var emulator = await NanoGptEmulator.StartAsync(new() { Behavior = demo.killer }, cancellationToken);
        return await demo.RunAsync(emulator, cancellationToken);
    }

    private async Task<int> RunAsync(NanoGptEmulator emulator, CancellationToken cancellationToken)
    {
        Console.WriteLine("A worker submits a job, which is accepted and charged. It is killed before the response is sent.");
        var submitExitCode = await RunWorkerAsync(emulator.BaseAddress, "POST", "/api/generate-video", cancellationToken);
        var killedSubmitting = submitExitCode is null;
        Console.WriteLine($"The job was charged, but no process knows its id. Journal: submission {ReadState()}.");
        Console.WriteLine();

        Console.WriteLine("A second worker starts with the same journal and is killed while it waits.");
        var killedWaiting = await RunWorkerAsync(emulator.BaseAddress, "GET", "/api/video/status", cancellationToken) is null;
        Console.WriteLine();

        Console.WriteLine("A third worker starts and is not killed.");
        var isDone = await RunWorkerAsync(emulator.BaseAddress, null, null, cancellationToken) == 0;
        Console.WriteLine();

        var bytes = File.Exists(video) ? new FileInfo(video).Length : 0;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Killed while submitting: {YesNo(killedSubmitting)}. Killed while waiting: {YesNo(killedWaiting)}. "
                + $"Submissions received: {killer.Submissions}."));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Paid jobs: {emulator.PaidJobs}. Balance: {emulator.GetBalance(key):0.00##} of 50 USD."));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Video: {Path.GetRelativePath(".", video)}, {bytes} bytes."));
        if (killedSubmitting && killedWaiting && isDone && emulator.PaidJobs == 1 && killer.Submissions == 1 && bytes > 0)
        {
            Console.WriteLine("Nothing was charged twice, and nothing was lost.");
            return 0;
        }

        Console.Error.WriteLine("The client does not work as documented. Please report this.");
        return 1;

        static string YesNo(bool isTrue) => isTrue ? "yes" : "no";
    }

    // Returns the exit code of the worker; null if it was killed.
    private async Task<int?> RunWorkerAsync(Uri service, string? method, string? path, CancellationToken cancellationToken)
    {
        using var worker = Process.Start(Start(service))!;
        try
        {
            var killed = method is null ? null : killer.KillAt(method, path!, worker);
            var name = string.Create(CultureInfo.InvariantCulture, $"  worker {++workers}");
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
        // This program, started by its own executable or by the shared dotnet host.
        var host = Environment.ProcessPath!;
        var isShared = Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        string[] program = isShared ? [typeof(CrashDemo).Assembly.Location] : [];
        var start = new ProcessStartInfo(host, [.. program, CrashWorker.Argument, service.AbsoluteUri, journal, video])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["NANOGPT_API_KEY"] = key;
        return start;
    }

    // Each line of the journal is JSON. The last line of a submission contains its state.
    private string ReadState()
    {
        var last = System.Text.Json.JsonDocument.Parse(File.ReadLines(journal).Last()).RootElement;
        return $"{last.GetProperty("submissionId")}, {last.GetProperty("state")}";
    }

    /// <summary>Kills a process after the service has processed its request, before the response is sent.</summary>
    private sealed class ProcessKiller : IEmulatorBehavior
    {
        private readonly Lock gate = new();
        private (string Method, string Path, Process Process, TaskCompletionSource Done)? target;
        private int submissions;

        /// <summary>Gets the number of submissions that the service received, charged or not.</summary>
        public int Submissions => Volatile.Read(ref submissions);

        public Task KillAt(string method, string path, Process process)
        {
            lock (gate)
            {
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                target = (method, path, process, done);
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

        public ValueTask<EmulatorResponse> AfterAsync(
            EmulatorCall call, EmulatorResponse response, CancellationToken cancellationToken)
        {
            lock (gate)
            {
                if (target is not { } due || due.Method != call.Method || due.Path != call.Path)
                {
                    return new(response);
                }

                target = null;
                due.Process.Kill();
                due.Done.SetResult();
                return new(EmulatorResponse.Abort);
            }
        }
    }
}
