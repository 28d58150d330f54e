using static NanoGpt.Emulator.EmulatorRoute;
using static NanoGpt.Emulator.Faults.RouteGroups;

namespace NanoGpt.Emulator.Faults;

/// <summary>Rejections in every documented format. Nothing is charged unless the description states otherwise.</summary>
internal static class RejectionFaults
{
    private static readonly TimeSpan RestOfDay = TimeSpan.FromSeconds(40_000);

    public static IEnumerable<Fault> All { get; } =
    [
        Reject("429", "S13 P25 S65", "429 without `Retry-After`.", RateLimited(), Api),
        Reject("429-seconds", "S14 P25 S65", "429, `Retry-After: 7`.", RateLimited().RetryAfter("7"), Api),
        Reject("429-date", "S15 P25", "429, `Retry-After` is a date in 7 seconds.",
            static scene => RateLimited().RetryAfter(Date(scene.Now.AddSeconds(7))), Api),
        Reject("429-past-date", "S15 P25", "429, `Retry-After` is a date in the past.",
            static scene => RateLimited().RetryAfter(Date(scene.Now.AddHours(-1))), Api),
        Reject("429-skewed-date", "S15 P25", "429. The server clock is one hour ahead; `Retry-After` is 7 seconds after `Date`.",
            static scene => RateLimited()
                .RetryAfter(Date(scene.Now.AddHours(1).AddSeconds(7))).WithHeader("Date", Date(scene.Now.AddHours(1))), Api),
        Reject("429-negative", "S16 P25", "429, `Retry-After: -1`.", RateLimited().RetryAfter("-1"), Api),
        Reject("429-fraction", "S16 P25", "429, `Retry-After: 1.5`.", RateLimited().RetryAfter("1.5"), Api),
        Reject("429-word", "S16 P25", "429, `Retry-After: banana`.", RateLimited().RetryAfter("banana"), Api),
        Reject("429-huge", "S16 P25", "429, `Retry-After: 99999999999`.", RateLimited().RetryAfter("99999999999"), Api),
        Reject("429-daily-usd", "S17", "429 `daily_usd_limit_exceeded`, `Retry-After: 40000`.",
            ErrorResponses.DailyLimit("daily_usd_limit_exceeded", "The USD of today are spent.", RestOfDay), Paid),
        Reject("429-daily-requests", "S17", "429 `daily_rpd_limit_exceeded`, `Retry-After: 40000`.",
            ErrorResponses.DailyLimit("daily_rpd_limit_exceeded", "The requests of today are used.", RestOfDay), Paid),
        Reject("401", "S19 P05", "401 `invalid_api_key`.", ErrorResponses.InvalidKey(), Api),
        Reject("402", "S20", "402 in the legacy format, with the required and the remaining balance.",
            ErrorResponses.InsufficientBalance(0.8m, 0.05m), Paid),
        Reject("402-offers", "S21", "402 with offers to pay in another way.", PaymentOffers(), Paid),
        Reject("403-plan", "S22", "403 `PRO_REQUIRED`.",
            ErrorResponses.Create(403, "PRO_REQUIRED", null, "This model needs a subscription."), Paid),
        Reject("403-owner", "P04 S65", "403: the job belongs to another account.",
            ErrorResponses.OtherAccount(), Status, Recover),
        Reject("400-policy", "S23", "400 because of the content policy: an object with a user-friendly message.",
            ContentPolicy(), Paid),
        Reject("400-text", "S24", "400; `error` is a string.", ErrorResponses.Text(400, "duration is not allowed here"), Paid),
        Reject("400-number", "S24", "400; `error` is a number.",
            EmulatorResponse.Json(new JsonObject { ["error"] = 400, ["message"] = "Not allowed" }, 400), Paid),
        Reject("400-bare", "S24", "400 without `error`.", EmulatorResponse.Json(new JsonObject(), 400), Paid),
        Reject("404-model", "S25", "404 `model_not_found`.", ErrorResponses.UnknownModel("this-model", null), Submit),
        Reject("404-job", "P02 P03 S65", "404: the job does not exist.", ErrorResponses.JobNotFound("this-job"), Status, Recover),
        new("409", "S26", "409: already processed. The request was charged.", Submit)
        {
            After = Rewriting.Response(static _ => ErrorResponses.Text(409, "Already processed")),
        },
        Reject("409-uncharged", "S26", "409: already processed. Nothing was charged.",
            ErrorResponses.Text(409, "Already processed"), Submit),
        Reject("413", "S27", "413 after the complete body was read.", static scene => TooLarge(scene, WireStep.ReadBody), Paid),
        Reject("413-early", "S27", "413 while the body is received, then FIN.", static scene => TooLarge(scene), Paid),
    ];

    private static Fault Reject(
        string name, string rows, string description, EmulatorResponse response, params EmulatorRoute[] routes) =>
        Reject(name, rows, description, _ => response, routes);

    private static Fault Reject(
        string name, string rows, string description, Func<FaultScene, EmulatorResponse> respond,
        params EmulatorRoute[] routes) =>
        new(name, rows, description, routes) { Before = respond };

    private static EmulatorResponse RateLimited() =>
        ErrorResponses.Text(StatusCodes.Status429TooManyRequests, "Too many requests");

    private static EmulatorResponse TooLarge(FaultScene scene, params WireStep[] first) => EmulatorResponse.OnTheWire([
        .. first,
        new WireMessage(ErrorResponses.TooLarge("The request is too large."), scene.Call.RequestId).Whole,
        WireStep.Close,
    ]);

    private static EmulatorResponse PaymentOffers() => EmulatorResponse.Json(
        new JsonObject
        {
            ["error"] = new JsonObject { ["message"] = "Payment required", ["type"] = "payment_required" },
            ["payment"] = new JsonObject
            {
                ["accepted"] = new JsonArray(
                    new JsonObject { ["scheme"] = "exact", ["payTo"] = "nano_nobody_should_pay_this", ["amount"] = "0.8" }),
                ["statusUrl"] = "https://elsewhere.example.com/status",
                ["completeUrl"] = "https://elsewhere.example.com/complete",
            },
        },
        StatusCodes.Status402PaymentRequired);

    private static EmulatorResponse ContentPolicy() => EmulatorResponse.Json(
        new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["message"] = "The prompt was blocked.",
                ["type"] = "CONTENT_POLICY_VIOLATION",
                ["code"] = "content_policy_violation",
            },
            ["isNSFWError"] = true,
            ["userFriendlyError"] = "Change the prompt and try again.",
        },
        StatusCodes.Status400BadRequest);

    private static string Date(DateTimeOffset time) => time.ToString("R", CultureInfo.InvariantCulture);
}
