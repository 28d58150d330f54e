using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using NanoGpt.Models;

namespace NanoGpt.Benchmarks;

/// <summary>A typical request as JSON, beside the code that one would write by hand for it, and its validation.</summary>
internal static class SerialiseFigures
{
    public static void Measure(Report report)
    {
        var results = MicroBenchmarks.Run<SerialiseBenchmark>();
        var generated = results[nameof(SerialiseBenchmark.Generated)];
        var byHand = results[nameof(SerialiseBenchmark.ByHand)];

        report.Figure("Serialising a typical request by hand", byHand.MedianNanoseconds(), "ns");
        report.Figure("Serialising a typical request, generated", generated.MedianNanoseconds(), "ns");
        report.Figure("  generated / by hand", generated.MedianNanoseconds() / byHand.MedianNanoseconds(), "", atMost: 1);
        report.Figure("  allocated by the generated one", generated.AllocatedBytes(), "B", atMost: 0);

        var validation = results[nameof(SerialiseBenchmark.Validate)];
        report.Figure("Validate() of the request, which is valid", validation.MedianNanoseconds(), "ns");
        report.Figure("  allocated", validation.AllocatedBytes(), "B", atMost: 0);
    }
}

/// <summary>The two ways, and validation, on the same request. Public because BenchmarkDotNet requires it.</summary>
public class SerialiseBenchmark
{
    private readonly RequestWriter writer = new();
    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter json;

    private readonly Sora2Request request = new()
    {
        Prompt = "A lighthouse at dusk, waves breaking on the rocks, slow dolly in, warm light from the lamp room",
        ProMode = true,
        Resolution = Sora2Resolution.R1792x1024,
        Orientation = Sora2Orientation.Landscape,
        Duration = Sora2Duration.Seconds8,
    };

    /// <summary>Sets up the writer of the hand-written code, which is reused like ours.</summary>
    public SerialiseBenchmark() => json = new Utf8JsonWriter(buffer);

    /// <summary>The runtime's writer over the generated record.</summary>
    [Benchmark]
    public void Generated() => request.WriteTo(writer);

    /// <summary>The evaluator over the generated record.</summary>
    [Benchmark]
    public int Validate() => request.Validate().Count;

    /// <summary>Writes the same keys and values by hand, without a generator.</summary>
    [Benchmark(Baseline = true)]
    public void ByHand()
    {
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        json.WriteString("model", "sora-2");
        json.WriteString("prompt", request.Prompt);
        if (request.ProMode is { } pro)
        {
            json.WriteBoolean("pro_mode", pro);
        }

        if (request.Resolution is { } resolution)
        {
            json.WriteString("resolution", resolution == Sora2Resolution.R720p ? "720p" : "1792x1024");
        }

        if (request.Orientation is { } orientation)
        {
            json.WriteString("orientation", orientation == Sora2Orientation.Landscape ? "landscape" : "portrait");
        }

        if (request.Duration is { } duration)
        {
            json.WriteString("seconds", duration switch { Sora2Duration.Seconds4 => "4", Sora2Duration.Seconds8 => "8", _ => "12" });
        }

        json.WriteEndObject();
        json.Flush();
    }
}
