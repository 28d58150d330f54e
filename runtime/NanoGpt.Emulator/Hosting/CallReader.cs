using System.Collections.Concurrent;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Hosting;

/// <summary>Determines the subject and the attempt of a request before it is processed.</summary>
internal sealed class CallReader(string? submissionKey, JobStore store)
{
    private static readonly string[] RunIdKeys = ["runId", "taskId"];
    private static readonly string[] QueueIdKeys = ["queue_id"];
    private readonly string[] submissionKeys = submissionKey is null ? [] : [submissionKey];
    private readonly ConcurrentDictionary<(EmulatorRoute Route, string Subject), int> attempts = [];
    private long calls;

    public async ValueTask<EmulatorCall> ReadAsync(HttpContext context, EmulatorRoute route, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref calls);
        var subject = await SubjectAsync(context, route, cancellationToken);
        var id = $"req_{TimeOrderedId.Create(store.Time.GetUtcNow()):N}";
        return new EmulatorCall(number, context.Request.Method, context.Request.Path, id)
        {
            Route = route,
            Subject = subject,
            Attempt = attempts.AddOrUpdate((route, subject), 1, static (_, count) => count + 1),
        };
    }

    private async ValueTask<string> SubjectAsync(HttpContext context, EmulatorRoute route, CancellationToken cancellationToken)
    {
        var request = context.Request;
        return route switch
        {
            EmulatorRoute.Submit => await BodyPeek.FindAsync(request, submissionKeys, cancellationToken) ?? "",
            EmulatorRoute.Extend =>
                SubjectOf(await BodyPeek.FindAsync(request, RunIdKeys, cancellationToken), ProviderIds.NanoGpt),
            EmulatorRoute.Retrieve or EmulatorRoute.Complete =>
                SubjectOf(await BodyPeek.FindAsync(request, QueueIdKeys, cancellationToken), ProviderIds.Venice),
            EmulatorRoute.Status or EmulatorRoute.Content when request.Query["requestId"].ToString() is { Length: > 0 } id =>
                SubjectOf(id, ProviderIds.NanoGpt),
            EmulatorRoute.Status or EmulatorRoute.Content => SubjectOf(request.Query["runId"].ToString(), ProviderIds.NanoGpt),
            EmulatorRoute.Recover when submissionKey is not null => request.Query[submissionKey].ToString(),
            EmulatorRoute.Media when request.Path.Value!.Split('/') is { Length: > 1 } parts =>
                SubjectOf(store.FindByMediaToken(parts[^2])),
            _ => "",
        };
    }

    private string SubjectOf(string? id, string provider) => id is null ? "" : SubjectOf(store.Find(id, provider));

    private string SubjectOf(EmulatorJob? job) =>
        job is null ? "" : store.SubjectOf(job);
}
