using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>Tests what must hold for the decisions after any sequence of events.</summary>
public sealed class DecisionModelTests
{
    private const string Run = "vid_1";

    private static readonly Uri Origin = new("https://nano-gpt.com");
    private static readonly SubmitRetryPolicy Patience = new(3, 3, TimeSpan.FromMinutes(2));

    private static readonly Gen<string> Bodies = Gen.Elements(
        "", "{}", "null", "[]", "<html>", "{\"runId\":\"vid_1\"}", "{\"id\":7}", "{\"runId\":\"\"}", "{\"runId\":\"a/b\"}", "{\"error\":\"x\"}",
        "{\"error\":{\"code\":\"daily_usd_limit_exceeded\"}}", "{\"runId\":\"vid_1\",\"runId\":\"vid_2\"}", "{\"error\":7}", "\u0000");

    private static readonly Gen<string> Statuses = Gen.Elements(
        "IN_QUEUE", "queued", "IN_PROGRESS", "generating", "COMPLETED", "completed", "FAILED", "CANCELED", "CANCELLED", "unknown", "EXPLODED", "", "7");

    [Fact]
    public void Decide_AnyResponse_AcceptsOnlyRunIdsAndRejectsOnlyClearRefusals() => Check(
        from status in Gen.Choose(100, 599)
        from body in Bodies
        select (status, body),
        answer =>
        {
            var decision = SubmitDecision.FromResponse(new ApiResponse((HttpStatusCode)answer.status, Encoding.UTF8.GetBytes(answer.body)));
            return decision switch
            {
                SubmitDecision.Accepted accepted => answer.status is 200 or 201 or 202 && accepted.RunId.Length is > 0 and <= 256,
                SubmitDecision.Rejected => answer.status is >= 400 and < 500 and not 408,
                SubmitDecision.Indeterminate => answer.status is < 400 or >= 500 or 408,
                _ => false,
            };
        });

    // The model: whatever the service does, nothing is sent again that may have been taken, and the sending ends.
    [Fact]
    public void SubmitStep_AnyEvents_NeverResendWhatMayBeAccepted() => Check(
        from events in (from kind in Gen.Choose(0, 3) from status in Gen.Choose(200, 599) from body in Bodies from wait in Gen.Choose(-5, 200) select (kind, status, body, wait)).ListOf()
        from chance in Gen.Choose(0, 100)
        select (events, chance: chance / 100.0),
        run =>
        {
            var attempts = default(SubmitAttempts);
            var elapsed = TimeSpan.Zero;
            var sends = 0;
            foreach (var e in run.events)
            {
                sends++;
                SubmitDecision decision = e.kind switch
                {
                    0 => SubmitDecision.FromFailure(false, new HttpRequestException("x")),
                    1 => SubmitDecision.FromFailure(true, new HttpRequestException("x")),
                    _ => SubmitDecision.FromResponse(new ApiResponse(e.kind == 2 ? HttpStatusCode.TooManyRequests : (HttpStatusCode)e.status, Encoding.UTF8.GetBytes(e.body))
                    {
                        RetryAfter = e.wait < 0 ? null : TimeSpan.FromSeconds(e.wait),
                    }),
                };
                attempts = attempts.After(decision, elapsed);
                if (SubmitStep.Next(decision, attempts, Patience, run.chance) is not SubmitStep.Resend resend)
                {
                    return true;
                }

                if (decision is not (SubmitDecision.NotSent or SubmitDecision.Rejected { Error: RateLimitException { IsDaily: false } })
                    || resend.After < TimeSpan.Zero || (e.kind == 2 && e.wait >= 0 && resend.After < TimeSpan.FromSeconds(e.wait)))
                {
                    return false;
                }

                elapsed += resend.After;
                if (elapsed > Patience.Total || sends >= Patience.ConnectAttempts + Patience.RateLimitAttempts)
                {
                    return false;
                }
            }

            return true;
        });

    [Fact]
    public void PollDecision_AnyResponses_ConfirmFailuresAndRequireAVideo() => Check(
        (from word in Statuses from hasUrl in Gen.Elements(true, false) from code in Gen.Frequency((8, Gen.Constant(200)), (1, Gen.Constant(503)), (1, Gen.Constant(404))) from isOurs in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false))) select (word, hasUrl, code, isOurs)).ListOf(),
        answers =>
        {
            var history = default(PollHistory);
            var failures = 0;
            foreach (var (word, hasUrl, code, isOurs) in answers)
            {
                var output = hasUrl ? ",\"output\":{\"video\":{\"url\":\"https://s.example.com/v.mp4\"}}" : "";
                var body = $$$"""{"requestId":"{{{(isOurs ? Run : "vid_2")}}}","data":{"status":"{{{word}}}"{{{output}}}}}""";
                var decision = PollDecision.FromResponse(new ApiResponse((HttpStatusCode)code, Encoding.UTF8.GetBytes(body)), Run, Origin, history);
                var isRead = code == 200 && isOurs && (word.Length > 0 || hasUrl);
                failures = isRead ? (word == "FAILED" ? failures + 1 : failures) : failures;
                switch (decision)
                {
                    case PollDecision.Update { Job: var update }:
                        if (!isRead || (update.Status == JobStatus.Completed && update.Outputs.Count == 0) || (update.Status == JobStatus.Failed && failures < 2))
                        {
                            return false;
                        }

                        if (update.IsTerminal)
                        {
                            return true;
                        }

                        (history, failures) = (default, 0);
                        break;
                    case PollDecision.Again again:
                        history = again.Next;
                        break;
                    case PollDecision.Stop { Error: JobFailedException }:
                        return false;
                    default:
                        return true;
                }
            }

            return true;
        });

    [Fact]
    public void ReconcileDecision_AnyList_FindsAJobOnlyByItsSubmissionId() => Check(
        (from mine in Gen.Elements(true, false) from hasId in Gen.Elements(true, false) from second in Gen.Choose(0, 1000) select (mine, hasId, second)).ListOf(),
        rows =>
        {
            var id = Guid.NewGuid();
            var list = rows.Select((row, i) => new RecoveredRun($"vid_{i}", null, !row.hasId ? null : row.mine ? id : Guid.NewGuid())
            { CreatedAt = DateTimeOffset.UnixEpoch.AddSeconds(row.second) }).ToList();
            var mine = list.Where(row => row.SubmissionId == id).ToList();
            return ReconcileDecision.FromRows(id, list, 50) switch
            {
                ReconcileDecision.Found found => mine.Contains(found.Oldest) && found.Oldest.CreatedAt == mine.Min(row => row.CreatedAt) && found.Duplicates.Count == mine.Count - 1,
                ReconcileDecision.Absent => mine.Count == 0 && list.Count < 50,
                _ => mine.Count == 0,
            };
        });

    private static void Check<T>(Gen<T> values, Func<T, bool> holds) =>
        Prop.ForAll(values.ToArbitrary(), holds).Check(500);
}
