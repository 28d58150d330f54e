using BenchmarkDotNet.Attributes;
using NanoGpt.Models;

namespace NanoGpt.Benchmarks;

/// <summary>A 4 MB file as a data URL into a request's body, beside a plain copy of the same bytes.</summary>
internal static class MediaFigures
{
    public static void Measure(Report report)
    {
        var results = MicroBenchmarks.Run<MediaBenchmark>();
        var copy = results[nameof(MediaBenchmark.Copy)].MedianNanoseconds();
        var body = results[nameof(MediaBenchmark.Body)];

        report.Figure("Copying 4 MB", MediaBenchmark.Length / copy, "GB/s");
        report.Figure("4 MB file into a request body as a data URL", MediaBenchmark.Length / body.MedianNanoseconds(), "GB/s");
        report.Figure("  of the copy's throughput", copy / body.MedianNanoseconds(), "", atLeast: 0.2);
        report.Figure("  allocated, whatever the file's length", body.AllocatedBytes() / 1024, "KB", atMost: 64);
    }
}

/// <summary>The two ways. Public because BenchmarkDotNet asks for it.</summary>
public class MediaBenchmark
{
    /// <summary>Bytes of the file: the service's limit.</summary>
    public const int Length = 4_000_000;

    private readonly byte[] source = new byte[Length];
    private readonly byte[] target = new byte[Length];
    private string file = "";

    /// <summary>Writes the file.</summary>
    [GlobalSetup]
    public void Setup()
    {
        new Random(4).NextBytes(source);
        file = Path.GetTempFileName();
        File.WriteAllBytes(file, source);
    }

    /// <summary>Removes it.</summary>
    [GlobalCleanup]
    public void Cleanup() => File.Delete(file);

    /// <summary>The yardstick.</summary>
    [Benchmark(Baseline = true)]
    public void Copy() => source.AsSpan().CopyTo(target);

    /// <summary>Reading, encoding and handing over; the sink drops what it gets, as a socket would take it away.</summary>
    [Benchmark]
    public async Task Body()
    {
        var request = new Sora2Request { Prompt = "x", Image = ImageInput.FromFile(file, "image/png") };
        using var content = new VideoRequestContent(request);
        await content.CopyToAsync(Stream.Null);
    }
}
