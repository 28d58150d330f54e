namespace NanoGpt.Emulator.Faults;

/// <summary>Every fault that the emulator can make.</summary>
public static class FaultCatalog
{
    /// <summary>The one fault that befalls a connection and no call.</summary>
    internal static Fault ResetOnAccept { get; } =
        new("reset-on-accept", "S06", "The connection is reset (RST) as soon as it is there.", EmulatorRoute.Connection);

    /// <summary>All, in the order of the documentation.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        ResetOnAccept,
        .. ConnectionFaults.All,
        .. FramingFaults.All,
        .. ServerErrorFaults.All,
        .. BodyFaults.All,
        .. RefusalFaults.All,
        .. SubmitFaults.All,
        .. QueueFaults.All,
        .. StatusFaults.All,
        .. RecoverFaults.All,
        .. MediaFaults.All,
    ];

    private static readonly Dictionary<string, Fault> ByName = All.ToDictionary(fault => fault.Name, StringComparer.Ordinal);

    /// <summary>The fault of a name; null if there is none.</summary>
    public static Fault? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The fault of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Fault Get(string name) => Find(name) ?? throw new ArgumentException($"There is no fault '{name}'.", nameof(name));
}
