using NanoGpt.Emulator.Responses;

namespace NanoGpt.Emulator.Faults;

/// <summary>One way in which a call can go wrong. All of them are in <see cref="FaultCatalog"/>.</summary>
public sealed record Fault
{
    internal Fault(string name, string rows, string wire, params IReadOnlyList<EmulatorRoute> routes) =>
        (Name, Rows, Wire, Routes) = (name, rows.Split(' ', StringSplitOptions.RemoveEmptyEntries), wire, routes);

    /// <summary>Its name in scripts.</summary>
    public string Name { get; }

    /// <summary>The rows of the fault matrix that it causes, such as <c>S08</c>.</summary>
    public IReadOnlyList<string> Rows { get; }

    /// <summary>What happens on the wire.</summary>
    public string Wire { get; }

    /// <summary>What it can befall.</summary>
    public IReadOnlyList<EmulatorRoute> Routes { get; }

    /// <summary>
    /// Whether the answer says what is not so, in a way that no caller can see through. A seed does not choose these: what a caller
    /// then believes is not its mistake.
    /// </summary>
    public bool IsFalseSuccess { get; init; }

    /// <summary>Whether it happens before the service decides, so that nothing is charged.</summary>
    public bool IsUncharged => Instead is not null;

    /// <summary>The answer that takes the place of the service's.</summary>
    internal Func<FaultScene, EmulatorResponse>? Instead { get; init; }

    /// <summary>What becomes of the service's answer; the same one if it cannot be spoiled in this way.</summary>
    internal Func<FaultScene, EmulatorResponse, EmulatorResponse>? Spoil { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Where and when a fault is made.</summary>
internal sealed record FaultScene(EmulatorCall Call, DateTimeOffset Now);

/// <summary>A fault that was made.</summary>
/// <param name="Call">What it befell.</param>
/// <param name="Fault">The fault.</param>
public sealed record InjectedFault(EmulatorCall Call, Fault Fault);
