namespace NanoGpt.Emulator;

/// <summary>Observes each request and may change its response.</summary>
public interface IEmulatorBehavior
{
    /// <summary>Returns whether a connection, counted from 1, is reset immediately after it is accepted.</summary>
    bool ShouldReset(long connection) => false;

    /// <summary>Runs before a request is processed and charged. Returns the response, or null to process the request.</summary>
    ValueTask<EmulatorResponse?> BeforeAsync(EmulatorCall call, CancellationToken cancellationToken) =>
        new((EmulatorResponse?)null);

    /// <summary>Runs after a request was processed and charged, before anything is sent. Returns the response to send.</summary>
    ValueTask<EmulatorResponse> AfterAsync(EmulatorCall call, EmulatorResponse response, CancellationToken cancellationToken) =>
        new(response);

    /// <summary>Returns the deliveries of a webhook. Each one is sent; an empty list sends none.</summary>
    /// <param name="call">The webhook as a request of the emulator.</param>
    /// <param name="delivery">The delivery without a fault.</param>
    IReadOnlyList<WebhookDelivery> Deliver(EmulatorCall call, WebhookDelivery delivery) => [delivery];
}

/// <summary>Represents one request of a webhook.</summary>
public sealed record WebhookDelivery
{
    /// <summary>Gets the time from the end of the job to the request.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Gets the age of the timestamp in the request.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>Gets a value that indicates whether the request is signed with another secret.</summary>
    public bool IsForged { get; init; }
}

internal sealed class DefaultBehavior : IEmulatorBehavior
{
    public static DefaultBehavior Instance { get; } = new();
}
