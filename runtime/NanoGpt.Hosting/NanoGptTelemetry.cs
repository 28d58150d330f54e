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
        Meter.CreateHistogram<double>("gen_ai.client.operation.duration", "s", "How long submissions take.");

    internal static readonly Histogram<double> Cost =
        Meter.CreateHistogram<double>("nanogpt.video.cost", null, "What jobs cost at submission, by currency.");

    internal static readonly Counter<long> Unknown =
        Meter.CreateCounter<long>("nanogpt.submit.unknown", null, "Submissions whose outcome is unknown.");

    internal static readonly Counter<long> Transitions =
        Meter.CreateCounter<long>("nanogpt.job.transitions", null, "Changes of jobs' statuses.");

    internal static readonly Histogram<double> Wait =
        Meter.CreateHistogram<double>("nanogpt.ratelimit.wait", "s", "How long requests wait to be sent again.");
}
