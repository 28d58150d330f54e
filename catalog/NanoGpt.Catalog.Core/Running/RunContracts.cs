using System.Text.Json.Serialization;

namespace NanoGpt.Catalogs.Running;

/// <summary>Contains the names that the page and the server of the tool share.</summary>
public static class RunProtocol
{
    /// <summary>The name of the meta element with the token of the page.</summary>
    public const string TokenMeta = "run-token";

    /// <summary>The header that carries the token of the page.</summary>
    public const string TokenHeader = "X-Run-Token";

    /// <summary>The path of the settings.</summary>
    public const string SessionPath = "api/session";

    /// <summary>The path of the runs.</summary>
    public const string RunsPath = "api/runs";
}

/// <summary>Represents what the server of the tool can run.</summary>
/// <param name="EmulatedProviders">The providers whose service can be emulated.</param>
/// <param name="LiveProviders">The providers whose service can be used, because the server has a key.</param>
/// <param name="Cap">The maximum amount that all runs on live services may cost together, in US dollars.</param>
/// <param name="Spent">The amount that the runs on live services have cost at most.</param>
public sealed record RunSession(
    IReadOnlyList<string> EmulatedProviders, IReadOnlyList<string> LiveProviders, decimal Cap, decimal Spent);

/// <summary>Represents a request to run.</summary>
/// <param name="Model">The provider and the id of the model: <c>nanogpt/sora-2</c>.</param>
/// <param name="Json">The body of the request.</param>
/// <param name="IsLive">A value that indicates whether the live service is used, and not the emulator.</param>
/// <param name="ConfirmedCost">The maximum cost that the user confirmed; null for an unknown price.</param>
public sealed record RunStart(string Model, string Json, bool IsLive, decimal? ConfirmedCost);

/// <summary>Represents a run.</summary>
/// <param name="Id">The id.</param>
/// <param name="Model">The provider and the id of the model.</param>
/// <param name="Json">The body of the request.</param>
/// <param name="IsLive">A value that indicates whether the live service is used.</param>
/// <param name="StartedAt">The time of the start.</param>
public sealed record RunState(string Id, string Model, string Json, bool IsLive, DateTimeOffset StartedAt)
{
    /// <summary>Gets the status of the job.</summary>
    public JobStatus Status { get; init; } = JobStatus.Queued;

    /// <summary>Gets the progress in percent; null if it is unknown.</summary>
    public double? Progress { get; init; }

    /// <summary>Gets the cost; null if it is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Gets the message of a failure; null if the run has not failed.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the id of the job; null before it is accepted.</summary>
    public string? JobId { get; init; }

    /// <summary>Gets a value that indicates whether the video can be played.</summary>
    public bool HasVideo { get; init; }

    /// <summary>Gets a value that indicates whether the run has ended.</summary>
    [JsonIgnore]
    public bool IsEnded => HasVideo || Error is not null;
}

/// <summary>Represents the reason for which the server rejected a request of the page.</summary>
/// <param name="Message">The reason.</param>
public sealed record RunRejection(string Message);

/// <summary>Reads and writes the messages between the page and the server of the tool without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(RunSession))]
[JsonSerializable(typeof(RunStart))]
[JsonSerializable(typeof(RunState))]
[JsonSerializable(typeof(IReadOnlyList<RunState>))]
[JsonSerializable(typeof(RunRejection))]
public sealed partial class RunJson : JsonSerializerContext;
