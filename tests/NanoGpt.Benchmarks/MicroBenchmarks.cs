using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace NanoGpt.Benchmarks;

/// <summary>Runs a BenchmarkDotNet class in this process and hands its figures to the report.</summary>
internal static class MicroBenchmarks
{
    public static Dictionary<string, BenchmarkReport> Run<T>()
    {
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(NullLogger.Instance)
            .WithOptions(ConfigOptions.DisableLogFile)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "nanogpt-benchmarks"));
        return BenchmarkRunner.Run<T>(config).Reports.ToDictionary(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name);
    }

    public static double MedianNanoseconds(this BenchmarkReport report) => report.ResultStatistics!.Median;

    public static double AllocatedBytes(this BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
}
