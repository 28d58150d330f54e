namespace NanoGpt.Emulator.Faults;

/// <summary>Says what goes wrong.</summary>
public interface IFaultPlan
{
    /// <summary>The fault that a call gets; null for none. Called once for every call.</summary>
    Fault? For(EmulatorCall call);

    /// <summary>Whether a connection, counted from 1, is reset as soon as it is there.</summary>
    bool Resets(long connection) => false;
}
