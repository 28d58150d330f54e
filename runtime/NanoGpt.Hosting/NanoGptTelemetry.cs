using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace NanoGpt.Hosting;

/// <summary>Contains the name of the metrics and traces, which follow the OpenTelemetry conventions for generative AI.</summary>
public static class NanoGptTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "NanoGpt";

    internal static readonly ActivitySource Source = new(Name);

    internal static readonly Meter Meter = new(Name);

    internal static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("gen_ai.client.operation.duration", "s", "The duration of submissions.");

    internal static readonly Histogram<double> Cost =
        Meter.CreateHistogram<double>("nanogpt.video.cost", null, "The cost of jobs at submission, by currency.");

    internal static readonly Counter<long> Unknown =
        Meter.CreateCounter<long>("nanogpt.submit.unknown", null, "The number of submissions with an unknown outcome.");

    internal static readonly Counter<long> Transitions =
        Meter.CreateCounter<long>("nanogpt.job.transitions", null, "The number of status changes of jobs.");

    internal static readonly Histogram<double> Wait =
        Meter.CreateHistogram<double>("nanogpt.ratelimit.wait", "s", "The delay before requests are sent again.");
}
