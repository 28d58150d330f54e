using NanoGpt.Emulator;
using NanoGpt.Emulator.Answers;

namespace NanoGpt.Cli.Tests.Kit;

/// <summary>Answers some calls in place of the emulator.</summary>
internal sealed class Hook(Func<EmulatorCall, EmulatorAnswer?> answer) : IEmulatorBehavior
{
    public ValueTask<EmulatorAnswer?> BeforeAsync(EmulatorCall call, CancellationToken cancellationToken) => new(answer(call));
}
