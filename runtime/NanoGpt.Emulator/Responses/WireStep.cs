namespace NanoGpt.Emulator.Responses;

/// <summary>One thing that is done to a connection, beneath HTTP.</summary>
public abstract record WireStep
{
    private protected WireStep()
    {
    }

    /// <summary>Reads the request's body to its end.</summary>
    public static WireStep ReadBody { get; } = new ReadStep();

    /// <summary>Ends the connection in order (FIN): the last step.</summary>
    public static WireStep Close { get; } = new CloseStep();

    /// <summary>Resets the connection (RST): the last step.</summary>
    public static WireStep Reset { get; } = new ResetStep();

    /// <summary>Sends bytes as they are.</summary>
    public static WireStep Send(ReadOnlyMemory<byte> bytes) => new SendStep(bytes);

    /// <summary>Sends bytes one by one.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="pause">How long after each, by the emulator's clock.</param>
    public static WireStep SendSlowly(ReadOnlyMemory<byte> bytes, TimeSpan pause) => new SendSlowlyStep(bytes, pause);

    /// <summary>Sends bytes again and again until the other side goes.</summary>
    public static WireStep Repeat(ReadOnlyMemory<byte> bytes) => new RepeatStep(bytes);

    /// <summary>Does nothing for a while, by the emulator's clock.</summary>
    public static WireStep Wait(TimeSpan time) => new WaitStep(time);

    internal sealed record ReadStep : WireStep;

    internal sealed record CloseStep : WireStep;

    internal sealed record ResetStep : WireStep;

    internal sealed record SendStep(ReadOnlyMemory<byte> Bytes) : WireStep;

    internal sealed record SendSlowlyStep(ReadOnlyMemory<byte> Bytes, TimeSpan Pause) : WireStep;

    internal sealed record RepeatStep(ReadOnlyMemory<byte> Bytes) : WireStep;

    internal sealed record WaitStep(TimeSpan Time) : WireStep;
}
