using System.Security.Cryptography;

namespace NanoGpt.Emulator.Jobs;

/// <summary>Represents a job that was accepted and charged.</summary>
public sealed class EmulatorJob
{
    private const int MaxTextLength = 10_000;

    internal EmulatorJob(ModelDefinition spec, string key, long timestamp, VideoPlan video) =>
        (Spec, Key, Timestamp, Video) = (spec, key, timestamp, video);

    /// <summary>Gets the job id of the service: <c>vid_...</c> for NanoGPT, a UUID for Venice.</summary>
    public required string RunId { get; init; }

    /// <summary>Gets the submission id of the request, if any.</summary>
    public string? SubmissionId { get; init; }

    /// <summary>Gets the id of the provider.</summary>
    public string Provider => Spec.Provider;

    /// <summary>Gets the id of the model.</summary>
    public string Model => Spec.Id;

    /// <summary>Gets the request, in which strings such as data URLs are truncated to 10,000 characters.</summary>
    public required JsonObject Request { get; init => field = Truncate(value); }

    /// <summary>Gets the <c>callback_url</c> of the request, if any.</summary>
    public Uri? CallbackUrl { get; init; }

    /// <summary>Gets the keys of the request that are unknown to the model and were ignored.</summary>
    public required IReadOnlyList<string> IgnoredKeys { get; init; }

    /// <summary>Gets the charge in US dollars.</summary>
    public required decimal Cost { get; init; }

    /// <summary>Gets a value that indicates whether <see cref="Cost"/> is 0 because the directory contains no price.</summary>
    public bool CostIsUnknown { get; init; }

    /// <summary>Gets the time when the job was accepted.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Gets the outcome that the job has when it ends.</summary>
    public JobOutcome Outcome { get; init; }

    /// <summary>Gets a value that indicates whether the video was deleted because the client confirmed its download.</summary>
    public bool IsDeleted { get; internal set; }

    internal ModelDefinition Spec { get; }

    /// <summary>Gets whether the service gives the video only by the link in the response to the submission.</summary>
    internal bool IsPrivate => Spec.Facts.Contains(new FactSpec("privacy", "private"));

    internal string Key { get; }

    internal long Timestamp { get; }

    internal VideoPlan Video { get; }

    /// <summary>Returns the last 48 bits of the run id, which are random. A fault sends them as a numeric run id.</summary>
    internal static long NumberOf(string runId) =>
        long.Parse(runId.AsSpan(runId.Length - 12), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    // A journal of paid jobs must require little memory. Prompts are shorter than the limit; data URLs are not.
    private static JsonObject Truncate(JsonObject request) =>
        new(request.Select(static member => KeyValuePair.Create(member.Key, Truncate(member.Value))));

    // A clone of a string that was read from a body would reference the complete body.
    private static JsonNode? Truncate(JsonNode? node) => node switch
    {
        JsonObject map => Truncate(map),
        JsonArray list => new JsonArray([.. list.Select(Truncate)]),
        JsonValue value when value.TryGetValue<string>(out var text) =>
            JsonValue.Create(text[..Math.Min(text.Length, MaxTextLength)]),
        null => null,
        _ => JsonNode.Parse(node.ToJsonString()),
    };
}

/// <summary>Specifies how a job ends.</summary>
public enum JobOutcome
{
    /// <summary>The job completes with a video.</summary>
    Completed,

    /// <summary>The job fails, and the charge is refunded.</summary>
    Failed,

    /// <summary>The job fails because of the content policy, and the charge is refunded.</summary>
    ContentPolicy,

    /// <summary>The service cancels the job, and the charge is refunded.</summary>
    Canceled,
}

internal enum JobState
{
    InQueue,
    InProgress,
    Ended,
}

/// <summary>Describes the video that a job will return.</summary>
/// <param name="Token">The unguessable part of its link.</param>
/// <param name="Seconds">The length in seconds.</param>
/// <param name="Shape">The aspect ratio or size in the request, if any.</param>
internal sealed record VideoPlan(string Token, int Seconds, string? Shape)
{
    public static VideoPlan Create(int seconds, string? shape) =>
        new(RandomNumberGenerator.GetHexString(32, lowercase: true), seconds, shape);
}
