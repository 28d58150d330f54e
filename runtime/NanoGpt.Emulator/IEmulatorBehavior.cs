using NanoGpt.Emulator.Responses;

namespace NanoGpt.Emulator;

/// <summary>Sees every call and may spoil it.</summary>
public interface IEmulatorBehavior
{
    /// <summary>Whether a connection is reset as soon as it is there. Connections are counted from 1.</summary>
    bool ShouldReset(long connection) => false;

    /// <summary>Called before anything is charged. An answer takes the place of the service's; null goes on.</summary>
    ValueTask<EmulatorResponse?> BeforeAsync(EmulatorCall call, CancellationToken cancellationToken) => new((EmulatorResponse?)null);

    /// <summary>Called when the service has decided, and charged, and nothing has been sent. Returns what is sent.</summary>
    ValueTask<EmulatorResponse> AfterAsync(EmulatorCall call, EmulatorResponse answer, CancellationToken cancellationToken) => new(answer);
}

/// <summary>Spoils nothing.</summary>
internal sealed class DefaultBehavior : IEmulatorBehavior
{
    public static DefaultBehavior Instance { get; } = new();
}
