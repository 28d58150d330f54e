using NanoGpt.Emulator;
using NanoGpt.Emulator.Responses;

namespace NanoGpt.Cli.Tests.Kit;

/// <summary>Answers some calls in place of the emulator.</summary>
internal sealed class Hook(Func<EmulatorCall, EmulatorResponse?> answer) : IEmulatorBehavior
{
    public ValueTask<EmulatorResponse?> BeforeAsync(EmulatorCall call, CancellationToken cancellationToken) => new(answer(call));
}
