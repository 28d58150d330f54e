using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace NanoGpt.Benchmarks;

/// <summary>
/// One run of the SDK's compiler in a process of its own, with <c>-reportanalyzer</c>. The report gives time by the clock, so the
/// compiler runs on one thread: then that is nearly CPU time.
/// </summary>
/// <param name="CpuSeconds">CPU of the whole compile.</param>
/// <param name="AnalyzerSeconds">Time of each analyzer assembly, added up over threads.</param>
internal sealed partial record CompilerRun(double CpuSeconds, IReadOnlyDictionary<string, double> AnalyzerSeconds)
{
    /// <summary>What runs in the compiler, compiled ahead of time in a release build; with everything it needs to run by itself.</summary>
    public static readonly string CompilerFolder =
        Path.Combine(AppContext.BaseDirectory, "compiler") is var folder && Directory.Exists(folder) ? folder : AppContext.BaseDirectory;

    /// <summary>Compiles files with the generator and analyzers of this repository, and xunit's.</summary>
    public static CompilerRun Of(IEnumerable<(string Name, string Text)> files, bool isOurs = true)
    {
        var folder = Directory.CreateTempSubdirectory("nanogpt-compile-").FullName;
        try
        {
            var arguments = new List<string> { "-nologo", "-noconfig", "-nostdlib", "-target:library", "-nullable:enable", "-reportanalyzer", "-parallel-", "-warn:0", $"-out:{folder}/Consumer.dll" };
            foreach (var (name, text) in files)
            {
                File.WriteAllText(Path.Combine(folder, name), text);
                arguments.Add(Path.Combine(folder, name));
            }

            arguments.AddRange(Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll").Where(IsManaged).Select(static path => "-r:" + path));
            arguments.AddRange(new[] { "xunit.v3.assert.dll", "xunit.v3.core.dll", "xunit.v3.common.dll" }.Select(static name => "-r:" + Path.Combine(CompilerFolder, name)));
            arguments.Add("-a:" + Metadata("XunitAnalyzers"));
            arguments.AddRange(new[] { "NanoGpt.Generator.dll", "NanoGpt.Model.dll", "NanoGpt.Schema.dll", "NanoGpt.Codegen.Yaml.dll", "NanoGpt.Analyzers.dll" }.Select(static name => "-a:" + Path.Combine(CompilerFolder, name)));
            if (isOurs)
            {
                arguments.Add("-r:" + Path.Combine(AppContext.BaseDirectory, "NanoGpt.Model.dll"));
                arguments.Add("-r:" + Path.Combine(AppContext.BaseDirectory, "NanoGpt.Runtime.dll"));
                arguments.AddRange(AddModels(folder));
            }

            File.WriteAllLines(Path.Combine(folder, "compile.rsp"), arguments.Select(static argument => $"\"{argument}\""));
            return Run(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public double SecondsOf(string assembly) =>
        AnalyzerSeconds.TryGetValue(assembly, out var seconds) ? seconds : throw new InvalidOperationException($"The compiler does not report {assembly}.");

    // As a build with the package marks them.
    private static IEnumerable<string> AddModels(string folder)
    {
        var models = Models.BuiltIn();
        var config = Path.Combine(folder, "models.globalconfig");
        File.WriteAllText(config, "is_global = true\n" + string.Concat(models.Select(static model =>
            $"[{Path.GetFullPath(model.Path)}]\nbuild_metadata.AdditionalFiles.NanoGptModel = builtin\nbuild_metadata.AdditionalFiles.NanoGptProvider = nanogpt\n")));
        return models.Select(static model => "-additionalfile:" + Path.GetFullPath(model.Path)).Append("-analyzerconfig:" + config);
    }

    private static CompilerRun Run(string folder)
    {
        var start = new ProcessStartInfo("dotnet", [Metadata("Compiler"), "@" + Path.Combine(folder, "compile.rsp")]) { RedirectStandardOutput = true };
        start.Environment["DOTNET_TieredPGO"] = "0";    // as the SDK starts its compiler
        var output = "";
        var cpu = ConsumerBuildFigures.CpuSeconds(() =>
        {
            using var process = Process.Start(start)!;
            output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException("The compiler failed:\n" + string.Join('\n', output.Split('\n').Take(20)));
            }
        });

        // "  0.123   45   NanoGpt.Analyzers, Version=…" heads the lines of an assembly's analyzers; "<0.001" is as little as it prints.
        var times = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (Match match in AssemblyLine().Matches(output))
        {
            times.TryAdd(match.Groups["assembly"].Value, double.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture));
        }

        return new CompilerRun(cpu, times);
    }

    private static bool IsManaged(string path)
    {
        using var stream = File.OpenRead(path);
        using var reader = new System.Reflection.PortableExecutable.PEReader(stream);
        return reader.HasMetadata;
    }

    private static string Metadata(string key) =>
        typeof(CompilerRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    [GeneratedRegex(@"^\s*<?\s*(?<seconds>[\d.]+)\s+<?\s*\d+\s+(?<assembly>[\w.]+), Version=", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex AssemblyLine();
}
