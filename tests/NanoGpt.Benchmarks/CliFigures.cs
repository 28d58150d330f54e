using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace NanoGpt.Benchmarks;

/// <summary>The command line as its users run it: a process a command, over ten thousand models, and to ask for its version.</summary>
internal static partial class CliFigures
{
    private const int Count = 10_000;
    private const int Pairs = 15;

    public static void Measure(Report report)
    {
        using var folder = new ScratchFolder();
        var tool = Publish(folder, Repository.PathOf("generator/NanoGpt.Cli"), "tool");
        MeasureStart(report, folder, tool);
        var directory = MakeDirectory(folder);
        MeasureCommand(report, $"nanogpt validate over {Count} models", tool, "validate", directory);
        MeasureCommand(report, $"nanogpt export over {Count} models", tool, "export", "-d", directory, "-o", folder.PathOf("models.json"));
    }

    // In pairs, each compared with its own: what else the machine does then strikes both.
    private static void MeasureStart(Report report, ScratchFolder folder, string tool)
    {
        var project = folder.PathOf("empty");
        Directory.CreateDirectory(project);
        File.WriteAllText(Path.Combine(project, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(project, "Directory.Build.targets"), "<Project />");
        File.WriteAllText(Path.Combine(project, "empty.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(project, "Program.cs"), "System.Console.WriteLine(\"0.1.0\");");
        var empty = Publish(folder, project, "published-empty", "empty.dll");
        Run(empty);
        Run(tool, "--version");
        var emptyTimes = new List<double>();
        var ratio = Sample.Median(Pairs, () =>
        {
            var before = Run(empty).Milliseconds;
            emptyTimes.Add(before);
            return Run(tool, "--version").Milliseconds / before;
        });
        report.Figure("An empty console program, start to end", emptyTimes.Order().ElementAt(Pairs / 2), "ms");
        report.Figure("nanogpt --version, of that, times", ratio, "", atMost: 1.5);
    }

    private static void MeasureCommand(Report report, string what, string tool, params string[] arguments)
    {
        var runs = Enumerable.Range(0, 3).Select(_ => Run(tool, arguments)).OrderBy(run => run.Milliseconds).ToList();
        report.Figure(what, runs[1].Milliseconds / 1000, "s", atMost: 3);
        report.Figure($"{what}, CPU", runs[1].CpuMilliseconds / 1000, "s CPU");
        report.Figure($"{what}, most memory", runs.Max(run => run.PeakMegabytes), "MB", atMost: 300);
    }

    /// <summary>The built-in models over and over, under new ids.</summary>
    private static string MakeDirectory(ScratchFolder folder)
    {
        var source = Repository.PathOf("schema/nanogpt");
        var target = folder.PathOf("nanogpt");
        Directory.CreateDirectory(Path.Combine(target, "models"));
        File.Copy(Path.Combine(source, "provider.yaml"), Path.Combine(target, "provider.yaml"));
        File.Copy(Path.Combine(source, "fields.yaml"), Path.Combine(target, "fields.yaml"));
        var texts = Directory.GetFiles(Path.Combine(source, "models")).Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        for (var i = 0; i < Count; i++)
        {
            var (text, round) = (texts[i % texts.Count], (i / texts.Count).ToString(CultureInfo.InvariantCulture));
            var id = "";
            text = Id().Replace(text, match => $"id: {id = $"m{round}x-{match.Groups[1].Value}"}", 1);
            text = Type().Replace(text, $"type: M{round}x$1");
            text = Successor().Replace(text, $"successor: m{round}x-$1");
            File.WriteAllText(Path.Combine(target, "models", id + ".yaml"), text, new UTF8Encoding(false));
        }

        return target;
    }

    private static string Publish(ScratchFolder folder, string project, string name, string assembly = "nanogpt.dll")
    {
        var output = folder.PathOf(name);
        using var build = Start("dotnet", "publish", project, "-c", "Release", "-o", output, "-p:UseAppHost=false", $"-p:ArtifactsPath={folder.PathOf("artifacts")}");
        var text = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        return build.ExitCode == 0 ? Path.Combine(output, assembly) : throw new InvalidOperationException(text);
    }

    private static (double Milliseconds, double CpuMilliseconds, double PeakMegabytes) Run(string assembly, params string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Start("dotnet", [assembly, .. arguments]);

        // Both are gone with the process, and read 0 while it goes: the greatest counts.
        var (cpu, peak) = (0.0, 0L);
        var reading = process.StandardOutput.ReadToEndAsync();
        while (!process.WaitForExit(20))
        {
            process.Refresh();
            try
            {
                (cpu, peak) = (Math.Max(cpu, process.TotalProcessorTime.TotalMilliseconds), Math.Max(peak, process.PeakWorkingSet64));
            }
            catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
            {
                break;
            }
        }

        process.WaitForExit();

        var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        reading.Wait();
        return process.ExitCode == 0
            ? (elapsed, cpu, peak / 1048576.0)
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} exited with {process.ExitCode}.");
    }

    private static Process Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    [GeneratedRegex(@"^id: (\S+)", RegexOptions.Multiline)]
    private static partial Regex Id();

    [GeneratedRegex(@"^type: (\S+)", RegexOptions.Multiline)]
    private static partial Regex Type();

    [GeneratedRegex(@"^successor: (\S+)", RegexOptions.Multiline)]
    private static partial Regex Successor();

    private sealed class ScratchFolder : IDisposable
    {
        private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("nanogpt-bench-");

        public string PathOf(string name) => Path.Combine(root.FullName, name);

        public void Dispose() => root.Delete(recursive: true);
    }
}
