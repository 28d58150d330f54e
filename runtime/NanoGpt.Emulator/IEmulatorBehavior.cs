using NanoGpt.Emulator.Answers;

namespace NanoGpt.Emulator;

/// <summary>Sees every call and may spoil it.</summary>
public interface IEmulatorBehavior
{
    /// <summary>Called before anything is read or charged. An answer takes the place of the service's; null goes on.</summary>
    ValueTask<EmulatorAnswer?> BeforeAsync(EmulatorCall call, CancellationToken cancellationToken) => new((EmulatorAnswer?)null);

    /// <summary>Called when the service has decided, and charged, and nothing has been sent. Returns what is sent.</summary>
    ValueTask<EmulatorAnswer> AfterAsync(EmulatorCall call, EmulatorAnswer answer, CancellationToken cancellationToken) => new(answer);
}

/// <summary>A call to the emulator.</summary>
/// <param name="Number">Its number, counted from 1 in the order of arrival.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, without query.</param>
/// <param name="RequestId">What the answer's <c>X-Request-ID</c> says.</param>
public sealed record EmulatorCall(long Number, string Method, string Path, string RequestId);

/// <summary>Spoils nothing.</summary>
internal sealed class GoodBehavior : IEmulatorBehavior
{
    public static GoodBehavior Instance { get; } = new();
}
