namespace NanoGpt.Emulator.Faults;

/// <summary>Switches the faults of an emulator on and off while it runs.</summary>
internal sealed class FaultSwitch
{
    private const int DefaultSeed = 42;

    private readonly IEmulatorBehavior faulty;
    private volatile bool isOn;

    public FaultSwitch(EmulatorOptions options)
    {
        // Without a behavior of its own, the switch offers random faults.
        isOn = options.Behavior is not DefaultBehavior;
        faulty = isOn ? options.Behavior : new FaultBehavior(new SeededFaults(DefaultSeed), options.TimeProvider);
    }

    public bool IsOn
    {
        get => isOn;
        set => isOn = value;
    }

    public IEmulatorBehavior Behavior => isOn ? faulty : DefaultBehavior.Instance;
}
