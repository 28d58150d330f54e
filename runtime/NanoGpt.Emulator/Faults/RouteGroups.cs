using static NanoGpt.Emulator.EmulatorRoute;

namespace NanoGpt.Emulator.Faults;

/// <summary>Calls that the same things can befall.</summary>
internal static class RouteGroups
{
    public static EmulatorRoute[] Paid { get; } = [Submit, Extend, Queue];

    public static EmulatorRoute[] Api { get; } = [Submit, Extend, Status, Recover, Balance, Models, Queue, Quote, Retrieve, Complete];

    /// <summary>Those that give a video or lead to it.</summary>
    public static EmulatorRoute[] Videos { get; } = [Content, EmulatorRoute.Media];

    /// <summary>Those that give the bytes of a video.</summary>
    public static EmulatorRoute[] Files { get; } = [EmulatorRoute.Media, Retrieve];

    public static EmulatorRoute[] All { get; } = [.. Api, .. Videos];
}
