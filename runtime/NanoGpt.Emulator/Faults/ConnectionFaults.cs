using static NanoGpt.Emulator.Responses.WireStep;

namespace NanoGpt.Emulator.Faults;

/// <summary>Connections that are closed, reset or idle, without a response.</summary>
internal static class ConnectionFaults
{
    /// <summary>The duration of an idle connection: longer than the timeout of any request.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    public static IEnumerable<Fault> All { get; } =
    [
        After("closed", "S08 P01 D06", "The request is processed and charged. The connection is closed (FIN) without a response.",
            Close),
        Before("closed-uncharged", "S08", "The body is read and the connection is closed (FIN). Nothing is charged.",
            ReadBody, Close),
        After("reset", "S09 P01 D06", "The request is processed and charged. The connection is reset (RST).", Reset),
        Before("reset-uncharged", "S09", "The body is read and the connection is reset (RST). Nothing is charged.",
            ReadBody, Reset),
        Before("reset-in-body", "S07", "The connection is reset (RST) while the body is received.", Reset),
        Before("closed-in-body", "S07", "The connection is closed (FIN) while the body is received.", Close),
        After(
            "hang", "S10 S61 P01 D10", "The request is processed and charged. Nothing is sent for ten minutes, then RST.",
            Wait(Silence), Reset),
        Before(
            "hang-uncharged", "S10", "The body is read. Nothing is sent for ten minutes, then RST. Nothing is charged.",
            ReadBody, Wait(Silence), Reset),
        new Fault(
            "closed-idle", "S11", "A complete response on a persistent connection, which is then closed (FIN).", RouteGroups.All)
        {
            After = static (scene, response) =>
                EmulatorResponse.OnTheWire(new WireMessage(response, scene.Call.RequestId).Whole, Close),
        },
    ];

    private static Fault After(string name, string rows, string description, params WireStep[] steps) =>
        new(name, rows, description, RouteGroups.All) { After = (_, _) => EmulatorResponse.OnTheWire(steps) };

    private static Fault Before(string name, string rows, string description, params WireStep[] steps) =>
        new(name, rows, description, RouteGroups.Paid) { Before = _ => EmulatorResponse.OnTheWire(steps) };
}
