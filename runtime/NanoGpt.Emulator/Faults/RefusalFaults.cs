using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoGpt.Emulator.Responses;
using static NanoGpt.Emulator.Faults.RouteGroups;

namespace NanoGpt.Emulator.Faults;

/// <summary>Refusals, in every documented shape. Nothing is charged, but for the one that says so.</summary>
internal static class RefusalFaults
{
    public static IEnumerable<Fault> All { get; } =
    [
        Refuses("429", "S13 P25 S65", "429 without `Retry-After`.", static _ => TooOften()),
        Refuses("429-seconds", "S14 P25 S65", "429, `Retry-After: 7`.", static _ => TooOften().RetryAfter("7")),
        Refuses("429-date", "S15 P25", "429, `Retry-After` as a date in 7 seconds.", static scene => TooOften().RetryAfter(Date(scene.Now.AddSeconds(7)))),
        Refuses("429-past-date", "S15 P25", "429, `Retry-After` as a date that is over.", static scene => TooOften().RetryAfter(Date(scene.Now.AddHours(-1)))),
        Refuses("429-skewed-date", "S15 P25", "429 of a server whose clock is one hour ahead: `Date` and, 7 seconds later, `Retry-After`.", static scene =>
            With(TooOften().RetryAfter(Date(scene.Now.AddHours(1).AddSeconds(7))), "Date", Date(scene.Now.AddHours(1)))),
        Refuses("429-negative", "S16 P25", "429, `Retry-After: -1`.", static _ => TooOften().RetryAfter("-1")),
        Refuses("429-fraction", "S16 P25", "429, `Retry-After: 1.5`.", static _ => TooOften().RetryAfter("1.5")),
        Refuses("429-word", "S16 P25", "429, `Retry-After: banana`.", static _ => TooOften().RetryAfter("banana")),
        Refuses("429-huge", "S16 P25", "429, `Retry-After: 99999999999`.", static _ => TooOften().RetryAfter("99999999999")),
        new("429-daily-usd", "S17", "429 `daily_usd_limit_exceeded`, `Retry-After: 40000`.", Paid)
        {
            Instead = static _ => Refusal.DailyLimit("daily_usd_limit_exceeded", "The USD of today are spent.", TimeSpan.FromSeconds(40_000)),
        },
        new("429-daily-requests", "S17", "429 `daily_rpd_limit_exceeded`, `Retry-After: 40000`.", Paid)
        {
            Instead = static _ => Refusal.DailyLimit("daily_rpd_limit_exceeded", "The requests of today are used.", TimeSpan.FromSeconds(40_000)),
        },
        Refuses("401", "S19 P05", "401 `invalid_api_key`.", static _ => Refusal.WrongKey()),
        new("402", "S20", "402 in the older shape, with required and remaining balance.", Paid) { Instead = static _ => Refusal.BalanceShort(0.8m, 0.05m) },
        new("402-offers", "S21", "402 with offers to pay elsewhere.", Paid) { Instead = static _ => Offers() },
        new("403-plan", "S22", "403 `PRO_REQUIRED`.", Paid) { Instead = static _ => Refusal.Of(403, "PRO_REQUIRED", null, "This model needs a subscription.") },
        new("403-owner", "P04 S65", "403: the job is another's.", EmulatorRoute.Status, EmulatorRoute.Recover) { Instead = static _ => Refusal.NotYours() },
        new("400-policy", "S23", "400 by the content policy, as an object with a friendly text.", Paid) { Instead = static _ => Policy() },
        new("400-text", "S24", "400 whose `error` is a text.", Paid) { Instead = static _ => Refusal.Plain(400, "duration is not allowed here") },
        new("400-number", "S24", "400 whose `error` is a number.", Paid) { Instead = static _ => EmulatorResponse.Json(new JsonObject { ["error"] = 400, ["message"] = "Not allowed" }, 400) },
        new("400-bare", "S24", "400 without an `error`.", Paid) { Instead = static _ => EmulatorResponse.Json(new JsonObject(), 400) },
        new("404-model", "S25", "404 `model_not_found`.", EmulatorRoute.Submit) { Instead = static _ => Refusal.UnknownModel("this-model", null) },
        new("404-job", "P02 P03 S65", "404: there is no such job.", EmulatorRoute.Status, EmulatorRoute.Recover) { Instead = static _ => Refusal.NoSuchJob("this-job") },
        new("409", "S26", "409: it was processed already. It was charged.", EmulatorRoute.Submit) { Spoil = Rewriting.Answer(static _ => Refusal.Plain(409, "Already processed")) },
        new("409-uncharged", "S26", "409: it was processed already. Nothing was charged.", EmulatorRoute.Submit) { Instead = static _ => Refusal.Plain(409, "Already processed") },
        new("413", "S27", "413 after the whole body was read.", Paid) { Instead = static scene => Early(scene, WireStep.ReadBody) },
        new("413-early", "S27", "413 while the body is on its way, then FIN.", Paid) { Instead = static scene => Early(scene) },
    ];

    private static Fault Refuses(string name, string rows, string wire, Func<FaultScene, EmulatorResponse> answer) => new(name, rows, wire, Api) { Instead = answer };

    private static EmulatorResponse TooOften() => Refusal.Plain(StatusCodes.Status429TooManyRequests, "Too many requests");

    private static EmulatorResponse With(EmulatorResponse answer, string name, string value) =>
        answer with { Headers = new Dictionary<string, string>(answer.Headers) { [name] = value } };

    private static EmulatorResponse Early(FaultScene scene, params WireStep[] first) => EmulatorResponse.OnTheWire(
        [.. first, WireStep.Send(WireMessage.Whole(Refusal.TooLarge("The request is too large."), scene.Call.RequestId)), WireStep.Close]);

    private static EmulatorResponse Offers() => EmulatorResponse.Json(
        new JsonObject
        {
            ["error"] = new JsonObject { ["message"] = "Payment required", ["type"] = "payment_required" },
            ["payment"] = new JsonObject
            {
                ["accepted"] = new JsonArray(new JsonObject { ["scheme"] = "exact", ["payTo"] = "nano_nobody_should_pay_this", ["amount"] = "0.8" }),
                ["statusUrl"] = "https://elsewhere.example.com/status",
                ["completeUrl"] = "https://elsewhere.example.com/complete",
            },
        },
        StatusCodes.Status402PaymentRequired);

    private static EmulatorResponse Policy() => EmulatorResponse.Json(
        new JsonObject
        {
            ["error"] = new JsonObject { ["message"] = "The prompt was blocked.", ["type"] = "CONTENT_POLICY_VIOLATION", ["code"] = "content_policy_violation" },
            ["isNSFWError"] = true,
            ["userFriendlyError"] = "Change the prompt and try again.",
        },
        StatusCodes.Status400BadRequest);

    private static string Date(DateTimeOffset at) => at.ToString("R", CultureInfo.InvariantCulture);
}
