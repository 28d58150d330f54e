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
}

internal sealed class DefaultBehavior : IEmulatorBehavior
{
    public static DefaultBehavior Instance { get; } = new();
}
