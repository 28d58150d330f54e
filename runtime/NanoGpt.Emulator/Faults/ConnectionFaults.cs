using NanoGpt.Emulator.Responses;
using static NanoGpt.Emulator.Faults.RouteGroups;

namespace NanoGpt.Emulator.Faults;

/// <summary>Connections that end, or stand still, without an answer.</summary>
internal static class ConnectionFaults
{
    /// <summary>How long a connection that stands still is kept: longer than any request's deadline.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    public static IEnumerable<Fault> All { get; } =
    [
        After("closed", "S08 P01 D06", "The service decides and charges; the connection ends (FIN) without a byte of an answer.", WireStep.Close),
        Before("closed-uncharged", "S08", "The body is read; the connection ends (FIN) and nothing is charged.", WireStep.ReadBody, WireStep.Close),
        After("reset", "S09 P01 D06", "The service decides and charges; the connection is reset (RST).", WireStep.Reset),
        Before("reset-uncharged", "S09", "The body is read; the connection is reset (RST) and nothing is charged.", WireStep.ReadBody, WireStep.Reset),
        Before("reset-in-body", "S07", "The connection is reset (RST) when the front of the body is there.", WireStep.Reset),
        Before("closed-in-body", "S07", "The connection ends (FIN) when the front of the body is there.", WireStep.Close),
        After("hang", "S10 S61 P01 D10", "The service decides and charges; nothing comes for ten minutes, then RST.", WireStep.Wait(Silence), WireStep.Reset),
        Before("hang-uncharged", "S10", "The body is read; nothing comes for ten minutes, then RST. Nothing is charged.", WireStep.ReadBody, WireStep.Wait(Silence), WireStep.Reset),
        new Fault("closed-idle", "S11", "The answer is whole and promises to keep the connection, which then ends (FIN).", RouteGroups.All)
        {
            Spoil = static (scene, answer) => EmulatorResponse.OnTheWire(WireStep.Send(WireMessage.Whole(answer, scene.Call.RequestId)), WireStep.Close),
        },
    ];

    private static Fault After(string name, string rows, string wire, params WireStep[] steps) =>
        new(name, rows, wire, RouteGroups.All) { Spoil = (_, _) => EmulatorResponse.OnTheWire(steps) };

    private static Fault Before(string name, string rows, string wire, params WireStep[] steps) =>
        new(name, rows, wire, Paid) { Instead = _ => EmulatorResponse.OnTheWire(steps) };
}
