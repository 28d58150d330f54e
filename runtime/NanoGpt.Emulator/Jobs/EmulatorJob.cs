using System.Globalization;
using System.Text.Json.Nodes;
using NanoGpt.Schema.Model;

namespace NanoGpt.Emulator.Jobs;

/// <summary>A job that was accepted and paid.</summary>
public sealed class EmulatorJob
{
    internal EmulatorJob(ModelDefinition spec, string key, long timestamp, VideoPlan video) =>
        (Spec, Key, Timestamp, Video) = (spec, key, timestamp, video);

    /// <summary>The id that the service gave it: <c>vid_…</c>, or a UUID from Venice.</summary>
    public required string RunId { get; init; }

    /// <summary>The submission id that came with it, if any.</summary>
    public string? SubmissionId { get; init; }

    /// <summary>The provider's id.</summary>
    public string Provider => Spec.Provider;

    /// <summary>The model.</summary>
    public string Model => Spec.Id;

    /// <summary>Gets the request as it arrived, except that texts such as data URLs are cut after 10,000 characters.</summary>
    public required JsonObject Request { get; init => field = KeptRequest.Of(value); }

    /// <summary>Keys of the request that the model does not take; the service ignores them.</summary>
    public required IReadOnlyList<string> IgnoredKeys { get; init; }

    /// <summary>What was charged.</summary>
    public required decimal Cost { get; init; }

    /// <summary>Whether <see cref="Cost"/> is a stand-in of 0 because the directory knows no price.</summary>
    public bool CostIsUnknown { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>How it will end.</summary>
    public JobOutcome Outcome { get; init; }

    /// <summary>Whether its video was deleted because the caller said that it has it.</summary>
    public bool IsDeleted { get; internal set; }

    internal ModelDefinition Spec { get; }

    internal string Key { get; }

    internal long Timestamp { get; }

    internal VideoPlan Video { get; }

    /// <summary>The run id as a number, which a fault gives in its place: its last 48 bits, which are random.</summary>
    internal static long NumberOf(string runId) => long.Parse(runId.AsSpan(runId.Length - 12), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}

/// <summary>How a job ends.</summary>
public enum JobOutcome
{
    /// <summary>With a video.</summary>
    Completed,

    /// <summary>It fails in the making, and the charge is given back.</summary>
    Failed,

    /// <summary>It fails because of its content, and the charge is given back.</summary>
    ContentPolicy,

    /// <summary>Somebody at the service cancels it, and the charge is given back.</summary>
    Canceled,
}

/// <summary>Where a job is.</summary>
internal enum JobState
{
    InQueue,
    InProgress,
    Ended,
}

/// <summary>The video that a job will give.</summary>
/// <param name="Token">The part of its address that cannot be guessed.</param>
/// <param name="Seconds">Its length.</param>
/// <param name="Shape">Its aspect ratio or size, if the request says one.</param>
internal sealed record VideoPlan(string Token, int Seconds, string? Shape);
