using System.Diagnostics;
using System.Text.Json;

namespace NanoGpt.Benchmarks;

/// <summary>The server of agents as a process: how soon it answers, how long the list of all models takes, and a validation.</summary>
internal static class AgentFigures
{
    private const int Starts = 9;
    private const int Validations = 500;
    private const string Tool = "artifacts/bin/NanoGpt.Benchmarks/release/tool/nanogpt.dll";   // compiled as its package has it

    private const string Initialize =
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"figures","version":"1"}}}""";

    private const string List = """{"jsonrpc":"2.0","id":2,"method":"tools/list"}""";

    private const string Validate =
        """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"validate_request","arguments":{"model":"sora-2","request":{"prompt":"A tram","resolution":"1792x1024","duration":"8"}}}}""";

    public static void Measure(Report report)
    {
        MeasureStart(report);
        using var server = Server.Start("--models", "*");
        server.Call(Initialize);
        MeasureList(report, server);
        server.Call(Validate);
        report.Figure(
            "A validation with repairs over the protocol", Sample.Median(Validations, () => server.Call(Validate).Milliseconds), "ms", atMost: 2);
    }

    // In pairs: what else the machine does then strikes both.
    private static void MeasureStart(Report report)
    {
        MeasureVersion();
        MeasureFirstAnswer();
        var answers = new List<double>();
        var ratio = Sample.Median(Starts, () =>
        {
            var version = MeasureVersion();
            answers.Add(MeasureFirstAnswer());
            return answers[^1] / version;
        });
        report.Figure("nanogpt mcp, start to the first answer", answers.Order().ElementAt(Starts / 2), "ms");
        report.Figure("nanogpt mcp, of nanogpt --version, times", ratio, "", atMost: 1.5);
    }

    private static void MeasureList(Report report, Server server)
    {
        var (text, first) = server.Call(List);
        var tools = JsonElement.Parse(text).GetProperty("result").GetProperty("tools").GetArrayLength();
        report.Figure($"The list of {tools} tools, the first time", first, "ms");
        report.Figure($"The list of {tools} tools", Sample.Median(Starts, () => server.Call(List).Milliseconds), "ms", atMost: 200);
        report.Figure($"The list of {tools} tools, size", text.Length / 1_000_000.0, "MB", atMost: 2);
    }

    private static double MeasureVersion()
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Repository.PathOf(Tool), "--version"]) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double MeasureFirstAnswer()
    {
        var start = Stopwatch.GetTimestamp();
        using var server = Server.Start();
        server.Call(Initialize);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>A server process, to which one request at a time is sent.</summary>
    private sealed class Server : IDisposable
    {
        private readonly Process process;
        private readonly DirectoryInfo folder;

        private Server(Process process, DirectoryInfo folder) => (this.process, this.folder) = (process, folder);

        public static Server Start(params string[] arguments)
        {
            var folder = Directory.CreateTempSubdirectory("nanogpt-figures-");
            var start = new ProcessStartInfo("dotnet", [Repository.PathOf(Tool), "mcp", "--out", folder.FullName, .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            };

            // Nothing is sent: the addresses of an emulator replace the keys.
            start.Environment["NANOGPT_BASE_URL"] = start.Environment["VENICE_BASE_URL"] = "http://127.0.0.1:1";
            return new Server(Process.Start(start)!, folder);
        }

        public (string Text, double Milliseconds) Call(string message)
        {
            var start = Stopwatch.GetTimestamp();
            process.StandardInput.Write(message + "\n");
            process.StandardInput.Flush();
            var text = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server has ended.");
            return (text, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        public void Dispose()
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
            folder.Delete(recursive: true);
        }
    }
}
