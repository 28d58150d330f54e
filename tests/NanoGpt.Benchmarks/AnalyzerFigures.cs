using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NanoGpt.Analyzers;

namespace NanoGpt.Benchmarks;

/// <summary>
/// What the analyzers cost: in the SDK's compiler beside xunit's, over a program of 20,000 lines with 2,000 requests; and how that
/// grows with the number of requests.
/// </summary>
internal static class AnalyzerFigures
{
    private const int Requests = 2_000;
    private const int Runs = 7;
    private const string Ours = "NanoGpt.Analyzers";
    private const string Xunits = "xunit.analyzers";

    public static void Measure(Report report)
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.WriteLine("Analyzers in the compiler: skipped, CPU of child processes is read with Linux' getrusage.");
            MeasureGrowth(report);
            MeasureLargeBodies(report);
            return;
        }

        var program = ConsumerProgram.Create(Requests);
        report.Figure("Consumer: lines", program.Sum(static file => file.Text.Count(static c => c == '\n')), "");
        report.Figure("Consumer: requests", program.Sum(static file => ConsumerProgram.CountRequests(file.Text)), "");

        // Whatever else the machine does only adds to a figure, so the least of each says most.
        var runs = Enumerable.Range(0, Runs).Select(_ => CompilerRun.Of(program)).ToList();
        var cpu = runs.Min(static run => run.CpuSeconds);
        var xunits = runs.Min(static run => run.SecondsOf(Xunits));
        var ours = runs.Min(static run => run.SecondsOf(Ours));
        report.Figure("Compile", cpu, "s CPU");
        report.Figure("  xunit.analyzers", xunits, "s");
        report.Figure("  NanoGpt.Analyzers", ours, "s");
        report.Figure("  of xunit.analyzers", ours / xunits, "", atMost: 0.6);
        report.Figure("  of the compile's CPU", ours / cpu, "", atMost: 0.03);

        var plain = ConsumerProgram.WithoutRequests(20_000);
        var without = Enumerable.Range(0, 3).Min(_ => CompilerRun.Of(plain, isOurs: false).SecondsOf(Ours) * 1_000);
        report.Figure("NanoGpt.Analyzers in a project without request types", without, "ms", atMost: 5);

        MeasureGrowth(report);
        MeasureLargeBodies(report);
    }

    private static void MeasureGrowth(Report report)
    {
        var milliseconds = new Dictionary<int, double>();
        foreach (var count in new[] { 500, 1_000, 2_000, 4_000 })
        {
            milliseconds[count] = Time(ConsumerProgram.Create(count));
            report.Figure($"Warm analysis of {count} requests", milliseconds[count], "ms");
        }

        report.Figure($"Warm analysis of {Requests} plain requests", Time(ConsumerProgram.WithPlainRequests(Requests)), "ms", atMost: 40);

        report.Figure("4,000 requests cost as much as 500, times", milliseconds[4_000] / milliseconds[500], "", atMost: 10);
    }

    private static void MeasureLargeBodies(Report report)
    {
        foreach (var (name, (size, write)) in LargeBodies.Shapes)
        {
            var half = Time([("Half.cs", LargeBodies.File(write(size / 2)))]);
            var whole = Time([("Whole.cs", LargeBodies.File(write(size)))]);
            report.Figure($"One method: {size} {name}", whole, "ms", atMost: 2_000);
            report.Figure("  of half the size, times", whole / half, "");
        }
    }

    private static double Time(IReadOnlyList<(string Name, string Text)> files)
    {
        var compilation = Compilation(files);
        _ = compilation.GetDiagnostics();       // binding is the compiler's time, and would fall to the analyzer that asks first
        return Enumerable.Range(0, Runs).Min(_ => Time(compilation));
    }

    private static double Time(CSharpCompilation compilation)
    {
        ImmutableArray<DiagnosticAnalyzer> analyzers = [new InvalidRequestAnalyzer(), new ClientUseAnalyzer(), new ModelIdAnalyzer(), new InitializerErrorAnalyzer()];
        var with = compilation.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        var result = with.GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
        return result.AnalyzerTelemetryInfo.Values.Sum(static telemetry => telemetry.ExecutionTime.TotalMilliseconds);
    }

    private static CSharpCompilation Compilation(IEnumerable<(string Name, string Text)> files)
    {
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path));
        var trees = files.Select(static file => CSharpSyntaxTree.ParseText(file.Text, Drivers.ParseOptions, file.Name));
        var compilation = CSharpCompilation.Create("Consumer", trees, framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var errors = compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).Take(5).ToList();
        return errors.Count == 0 ? compilation : throw new InvalidOperationException(string.Join('\n', errors));
    }
}
