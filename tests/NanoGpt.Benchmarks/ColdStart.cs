using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace NanoGpt.Benchmarks;

/// <summary>
/// The first run in a new process: reading, checking and emitting every NanoGPT model with nothing compiled yet. Roslyn itself is
/// warmed by a generator that does nothing, because the compiler has its own code running by then.
/// </summary>
internal static class ColdStart
{
    public static void Measure(Report report)
    {
        var cpu = Sample.Median(5, () =>
        {
            var start = new ProcessStartInfo(Path.Combine(CompilerRun.CompilerFolder, Path.GetFileName(Environment.ProcessPath!)), "--cold-child") { RedirectStandardOutput = true };
            using var child = Process.Start(start)!;
            var line = child.StandardOutput.ReadToEnd();
            child.WaitForExit();
            return double.Parse(line, CultureInfo.InvariantCulture);
        });
        report.Figure("First run of the generator in a new process, all NanoGPT models", cpu, "ms CPU", atMost: 150);
    }

    public static void RunAsChild()
    {
        var models = Models.BuiltIn();
        var compilation = Drivers.Compilation("class C;");

        // Each compilation binds its references, and the SDK's compiler has native code for it, which the one here lacks.
        _ = compilation.GetTypesByMetadataName("NanoGpt.VideoModelAttribute");
        Drivers.Create(new NoGenerator(), models, track: false).RunGenerators(compilation);
        var driver = Drivers.Create(models);

        var cpu = Sample.CpuMilliseconds(() => driver = driver.RunGenerators(compilation));

        Console.Write(cpu.ToString("R", CultureInfo.InvariantCulture));
    }

    private sealed class NoGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(
                context.AdditionalTextsProvider.Collect(),
                static (output, texts) => output.AddSource("None.g.cs", $"// {texts.Length}"));
    }
}
