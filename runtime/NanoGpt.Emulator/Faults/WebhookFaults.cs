namespace NanoGpt.Emulator.Faults;

internal static class WebhookFaults
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Age = TimeSpan.FromHours(1);

    public static IEnumerable<Fault> All { get; } =
    [
        Change("webhook-late", "The webhook is sent one minute after the end of the job.",
            static delivery => [delivery with { Delay = delivery.Delay + Lateness }]),
        Change("webhook-twice", "The webhook is sent twice, with one id.", static delivery => [delivery, delivery]),
        Change("webhook-never", "The webhook is not sent.", static _ => []),
        Change("webhook-forged", "The webhook is signed with another secret.",
            static delivery => [delivery with { IsForged = true }]),
        Change("webhook-old", "The timestamp of the webhook is one hour old.",
            static delivery => [delivery with { Age = Age }]),
    ];

    private static Fault Change(
        string name, string description, Func<WebhookDelivery, IReadOnlyList<WebhookDelivery>> deliver) =>
        new(name, "", description, EmulatorRoute.Webhook) { Deliver = deliver };
}
