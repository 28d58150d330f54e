namespace NanoGpt.Emulator.Faults;

/// <summary>Says what goes wrong.</summary>
public interface IFaultPlan
{
    /// <summary>The fault that a call gets; null for none. Called once for every call.</summary>
    Fault? For(EmulatorCall call);

    /// <summary>Told that the answer could not be spoiled in that way, so that nothing went wrong.</summary>
    void NotApplied(EmulatorCall call, Fault fault)
    {
        // Most plans need not know.
    }

    /// <summary>Whether a connection, counted from 1, is reset as soon as it is there.</summary>
    bool ShouldReset(long connection) => false;
}
