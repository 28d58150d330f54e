using static NanoGpt.Emulator.EmulatorRoute;

namespace NanoGpt.Emulator.Faults;

/// <summary>Contains every fault that the emulator can inject.</summary>
public static class FaultCatalog
{
    internal static Fault ResetOnAccept { get; } =
        new("reset-on-accept", "S06", "The connection is reset (RST) immediately after it is accepted.", Connection);

    /// <summary>Gets all faults, in the order of the documentation.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        ResetOnAccept,
        .. ConnectionFaults.All,
        .. FramingFaults.All,
        .. ServerErrorFaults.All,
        .. BodyFaults.All,
        .. RejectionFaults.All,
        .. SubmitFaults.All,
        .. StatusFaults.All,
        .. RecoverFaults.All,
        .. MediaFaults.All,
        .. WebhookFaults.All,
    ];

    private static readonly Dictionary<string, Fault> ByName = All.ToDictionary(fault => fault.Name, StringComparer.Ordinal);

    /// <summary>Returns the fault with a name, or null if there is none.</summary>
    public static Fault? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Returns the fault with a name.</summary>
    /// <exception cref="ArgumentException">There is no fault with this name.</exception>
    public static Fault Get(string name) =>
        Find(name) ?? throw new ArgumentException($"There is no fault '{name}'.", nameof(name));
}

internal static class RouteGroups
{
    public static EmulatorRoute[] Paid { get; } = [Submit, Extend, Queue];

    public static EmulatorRoute[] Api { get; } =
        [Submit, Extend, Status, Recover, Balance, Models, Queue, Quote, Retrieve, Complete];

    /// <summary>Gets the routes that return a video or redirect to it.</summary>
    public static EmulatorRoute[] Videos { get; } = [Content, EmulatorRoute.Media];

    /// <summary>Gets the routes that return the bytes of a video.</summary>
    public static EmulatorRoute[] Files { get; } = [EmulatorRoute.Media, Retrieve];

    public static EmulatorRoute[] All { get; } = [.. Api, .. Videos];
}
