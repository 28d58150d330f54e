using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Emulator.Tests.Kit;

internal static class Clock
{
    public static void Advance(this ManualTimeProvider time, double seconds) => time.Advance(TimeSpan.FromSeconds(seconds));
}
