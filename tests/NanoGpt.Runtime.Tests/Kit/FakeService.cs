using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;

namespace NanoGpt.Runtime.Tests.Kit;

/// <summary>The service in memory: takes and counts paid jobs, lists them, and lets them end.</summary>
public sealed class FakeService(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly List<FakeJob> jobs = [];
    private readonly Dictionary<string, FakeJob> byRunId = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, List<FakeJob>> bySubmission = [];

    /// <summary>Gets the time until a job is listed.</summary>
    public TimeSpan RecoverLag { get; set; }

    /// <summary>Gets or sets the most rows of one list, whatever was asked for.</summary>
    public int PageSize { get; set; } = int.MaxValue;

    /// <summary>Gets or sets a value that indicates whether lists ignore the submission id they are filtered by.</summary>
    public bool IgnoresFilter { get; set; }

    /// <summary>Gets or sets the origin of the links to videos.</summary>
    public string MediaOrigin { get; set; } = "https://s.example.com";

    /// <summary>Gets the time until a job has ended.</summary>
    public TimeSpan RunTime { get; set; } = TimeSpan.FromSeconds(30);

    public IReadOnlyList<FakeJob> Jobs
    {
        get
        {
            lock (gate)
            {
                return [.. jobs];
            }
        }
    }

    /// <summary>The number that must never be above 1.</summary>
    public int MostPaidOfOneSubmission => Jobs.GroupBy(job => job.SubmissionId).Select(group => group.Count()).DefaultIfEmpty().Max();

    public (int Status, string Body) Handle(string method, string pathAndQuery, string body)
    {
        var link = new Uri(new Uri("http://x"), pathAndQuery);
        var query = HttpUtility.ParseQueryString(link.Query);
        lock (gate)
        {
            return (method, link.AbsolutePath) switch
            {
                ("POST", "/api/generate-video") => Take(JsonDocument.Parse(body).RootElement.GetProperty("conversationUUID").GetGuid(), "sora-2"),
                ("POST", "/api/generate-video/extend") => Take(Guid.Empty, "midjourney-video"),
                ("GET", "/api/generate-video/recover") => Recover(query["conversationUUID"], int.Parse(query["limit"] ?? "10", System.Globalization.CultureInfo.InvariantCulture)),
                ("GET", "/api/video/status") => Status(query["requestId"]),
                _ => (404, "{}"),
            };
        }
    }

    private (int Status, string Body) Take(Guid id, string model)
    {
        var job = new FakeJob($"vid_{jobs.Count + 1}", id, model, time.GetUtcNow(), time.GetTimestamp());
        jobs.Add(job);
        byRunId.Add(job.RunId, job);
        if (!bySubmission.TryGetValue(id, out var same))
        {
            bySubmission.Add(id, same = []);
        }

        same.Add(job);
        return (202, $$"""{"runId":"{{job.RunId}}","status":"pending","model":"{{model}}","cost":0.4}""");
    }

    private (int Status, string Body) Recover(string? id, int limit)
    {
        var from = id is null || IgnoresFilter ? jobs : bySubmission.GetValueOrDefault(Guid.Parse(id)) ?? [];
        var rows = Enumerable.Range(1, from.Count).Select(i => from[^i])
            .Where(job => time.GetElapsedTime(job.Timestamp) >= RecoverLag)
            .Take(Math.Min(limit, PageSize))
            .Select(job => (JsonNode)new JsonObject
            {
                ["runId"] = job.RunId,
                ["model"] = job.Model,
                ["status"] = "processing",
                ["createdAt"] = job.CreatedAt.ToString("O"),
                ["conversationUUID"] = job.SubmissionId == Guid.Empty ? null : job.SubmissionId.ToString().ToUpperInvariant(),
            });
        return (200, new JsonObject { ["data"] = new JsonArray([.. rows]) }.ToJsonString());
    }

    private (int Status, string Body) Status(string? runId) => byRunId.GetValueOrDefault(runId ?? "") is not { } job ? (404, "{}")
        : time.GetElapsedTime(job.Timestamp) < RunTime ? (200, $$$"""{"requestId":"{{{runId}}}","data":{"status":"IN_PROGRESS"}}""")
        : (200, $$$"""{"requestId":"{{{runId}}}","data":{"status":"COMPLETED","output":{"video":{"url":"{{{MediaOrigin}}}/{{{runId}}}.mp4"}},"cost":0.4}}""");
}

/// <summary>A paid job. An extension has the submission <see cref="Guid.Empty"/>: the service takes no id with it.</summary>
public sealed record FakeJob(string RunId, Guid SubmissionId, string Model, DateTimeOffset CreatedAt, long Timestamp);

/// <summary>A <see cref="FakeService"/> as an HTTP handler; a fault may stand before or after the service's decision.</summary>
public sealed class FakeServiceHandler(FakeService service) : HttpMessageHandler
{
    /// <summary>Asked for each request; what it gives back decides what becomes of it.</summary>
    public Func<HttpRequestMessage, FakeFault> Fault { get; set; } = _ => FakeFault.None;

    /// <summary>Gets or sets what is called at each place of an exchange: before it, after the body, after the decision, at each read.</summary>
    public Action Reached { get; set; } = static () => { };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var fault = Fault(request);
        Reached();
        if (fault == FakeFault.NoConnection)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
        }

        var sent = new MemoryStream();
        if (request.Content is not null)
        {
            await request.Content.CopyToAsync(sent, cancellationToken);
            Reached();
        }

        var (status, body) = fault switch
        {
            FakeFault.LostOnTheWay => throw new HttpRequestException(HttpRequestError.ResponseEnded, "lost"),
            FakeFault.Busy => (503, "{}"),
            FakeFault.TooOften => (429, """{"error":"Slow down"}"""),
            FakeFault.Refused => (400, """{"error":"No"}"""),
            _ => service.Handle(request.Method.Method, request.RequestUri!.PathAndQuery, Encoding.UTF8.GetString(sent.ToArray())),
        };
        Reached();
        return fault switch
        {
            FakeFault.AnswerLost => throw new HttpRequestException(HttpRequestError.ResponseEnded, "lost"),
            FakeFault.AnswerGarbled => new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent("<html>Bad gateway</html>") },
            FakeFault.Conflict => new HttpResponseMessage(HttpStatusCode.Conflict) { Content = new StringContent("""{"error":"Already processed"}""") },
            FakeFault.AnswerCut => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body[..(body.Length / 2)]) },
            _ => new HttpResponseMessage((HttpStatusCode)status) { Content = new StreamContent(new PlacedStream(Encoding.UTF8.GetBytes(body), Reached)), RequestMessage = request },
        };
    }
}

public enum FakeFault
{
    None,
    NoConnection,
    LostOnTheWay,
    Busy,
    TooOften,
    Refused,
    AnswerLost,
    AnswerGarbled,
    AnswerCut,

    /// <summary>Taken and paid, and then refused because it was.</summary>
    Conflict,
}
